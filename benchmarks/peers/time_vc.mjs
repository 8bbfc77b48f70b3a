// Digital Bazaar's verifier on the credential in the folder given: one JSON line for each suite.
// Measured inside Node, warm; nothing is fetched, and the status is not asked.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {createSignCryptosuite, createVerifyCryptosuite}
  from '@digitalbazaar/eddsa-jcs-2022-cryptosuite';
import {cryptosuite as rdfc} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as Ed25519Multikey from '@digitalbazaar/ed25519-multikey';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as vc from '@digitalbazaar/vc';

const WARM_MS = 1500; // Node compiles what runs often: first until it has
const ROUNDS = 41;
const folder = process.argv[2];
const read = name => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const contexts = read('contexts.json');
const dids = read('dids.json');
const credential = read('credential.json');
const {now} = read('material.json');

const documentLoader = async url => {
  const did = dids[url.split('#')[0]];
  const key = did?.verificationMethod.find(method => method.id === url);
  const document = contexts[url] ??
    (key && {'@context': 'https://w3id.org/security/multikey/v1', ...key}) ?? did;
  if(!document) {
    throw new Error(`not in the material: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
};

// The same content under a JCS proof, by a key of the same controller.
const {proof, ...unsigned} = credential;
const controller = Object.keys(dids).find(did => proof[0].verificationMethod.startsWith(did));
const pair = await Ed25519Multikey.generate({controller});
const method = await pair.export({publicKey: true});
dids[controller].verificationMethod.push(method);
(dids[controller].assertionMethod ??= []).push(method.id);
const signer = new DataIntegrityProof({
  signer: pair.signer(), cryptosuite: createSignCryptosuite(), date: proof[0].created,
});
const withJcs = await vc.issue({credential: structuredClone(unsigned), suite: signer, documentLoader});

const cases = {
  'eddsa-rdfc-2022': [credential, rdfc],
  'eddsa-jcs-2022': [withJcs, createVerifyCryptosuite()],
};
for(const [name, [document, cryptosuite]] of Object.entries(cases)) {
  const times = [];
  const warm = performance.now() + WARM_MS;
  while(times.length < ROUNDS) {
    const suite = new DataIntegrityProof({cryptosuite});
    const started = performance.now();
    const result = await vc.verifyCredential({
      credential: document, suite, documentLoader, now: new Date(now),
      checkStatus: async () => ({verified: true}),
    });
    if(started > warm) {
      times.push(performance.now() - started);
    }
    if(!result.verified) {
      throw new Error(`${name}: ${JSON.stringify(result.error)}`);
    }
  }
  const measured = times.sort((a, b) => a - b);
  console.log(JSON.stringify({name, seconds: measured[ROUNDS >> 1] / 1000}));
}
