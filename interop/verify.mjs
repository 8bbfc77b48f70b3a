// Digital Bazaar's verifiers on the material in the folder given: one JSON line for each finding.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {cryptosuite} from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import {DataIntegrityProof} from '@digitalbazaar/data-integrity';
import * as bitstring from '@digitalbazaar/vc-bitstring-status-list';
import * as vc from '@digitalbazaar/vc';

const folder = process.argv[2];
const read = name => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const {cases, tables, places, now} = read('cases.json');
const contexts = read('contexts.json');
const dids = read('dids.json');
const say = finding => console.log(JSON.stringify(finding));
const multikey = 'https://w3id.org/security/multikey/v1';

// Whatever a verifier asks for comes from the material; nothing is fetched.
const loader = lists => async url => {
  const did = dids[url.split('#')[0]];
  const key = did?.verificationMethod.find(method => method.id === url);
  const document = contexts[url] ?? lists[url] ??
    (key && {'@context': multikey, ...key}) ?? dids[url];
  if(!document) {
    throw new Error(`not in the material: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document};
};

for(const {name, table} of cases) {
  const credential = read(`${name}.json`);
  const documentLoader = loader(read(`${table}.lists.json`));
  const suite = new DataIntegrityProof({cryptosuite});
  const started = performance.now();
  const result = await vc.verifyCredential({
    credential, suite, documentLoader, now: new Date(now),
    // The lists are the agency's, the credential a centre's: two issuers, by design.
    checkStatus: options => bitstring.checkStatus({...options, verifyMatchingIssuers: false}),
  });
  const ms = performance.now() - started;
  // `verified` says that a list could be read; whether the bit is set stands beside it.
  const withdrawn = (result.statusResult?.results ?? [])
    .filter(entry => entry.status).map(entry => entry.credentialStatus.statusPurpose);
  const error = result.error?.errors?.[0] ?? result.error ?? result.statusResult?.error;
  const why = result.verified ? withdrawn.map(purpose => `withdrawn: ${purpose}`).join(', ') :
    String(error?.cause?.message ?? error?.message ?? 'not verified');
  say({verifier: '@digitalbazaar/vc', subject: name, accepted: why === '', ms, why});
}

for(const table of Object.keys(tables)) {
  for(const list of Object.values(read(`${table}.lists.json`))) {
    const {encodedList, statusPurpose} = list.credentialSubject;
    const decoded = await bitstring.decodeList({encodedList});
    const set = [];
    for(let index = 0; index < places; ++index) {
      if(decoded.getStatus(index)) {
        set.push(index);
      }
    }
    say({verifier: '@digitalbazaar/vc-bitstring-status-list', list: table, purpose: statusPurpose,
      set, length: decoded.length});
  }
}
