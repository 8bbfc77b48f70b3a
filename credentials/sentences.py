"""One plain English sentence for each code that a verification can answer with.

The codes are stable: they choose the translated sentence in the desktop, stand in the JSON answer
and in `docs/passport-format.md`. `{date}` and the like are filled from the facts of the answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SENTENCES: Final[Mapping[str, str]] = {
    # The verdict
    "verdict.valid": "Genuine, and not withdrawn.",
    "verdict.valid-no-unit": "Genuine, and not withdrawn. No unit was assessed.",
    "verdict.invalid": "Not valid.",
    "verdict.not-readable": "This could not be read as a skill passport.",
    "verdict.not-a-passport": "This is not a skill passport.",
    "verdict.expired": "Expired. It was genuine when issued.",
    "verdict.withdrawn": "Withdrawn. It was genuine when issued.",
    "verdict.undecided": "Not everything could be checked.",
    "verdict.undecided-issuer": "Who issued this could not be checked: it may be genuine or not.",
    "verdict.undecided-status": "Genuine when issued; whether withdrawn since: not checked.",
    "verdict.undecided-list-old": "Genuine by a trust list that was due for renewal on {date}.",
    "verdict.undecided-recognition": "Genuine by {agency}, but beyond what {home} recognises.",
    # Readable
    "readable.ok": "The document can be read.",
    "readable.not-a-passport": "This is not the code of a skill passport.",
    "readable.damaged": "The code of a skill passport, but damaged or changed: scan it again.",
    "readable.newer-version": "Made by a newer version of the format than this program reads.",
    "readable.not-signed": "This is not a signed skill passport.",
    "readable.other-signature": "Signed in another way than skill passports are: do not accept it.",
    "readable.malformed": "It has not the content that a skill passport must have.",
    # Signature
    "signature.ok": "Every signature is good.",
    "signature.no-key": "The issuer's key is not known here, so the signatures were not checked.",
    "signature.centre": "The centre's signature is bad: the document was changed or forged.",
    "signature.centre-not-named": "Signed by another centre than the one it names.",
    "signature.assessor": "The assessor's signature is bad: the award was changed or forged.",
    "signature.assessor-not-named": "The award is not signed by the assessor it names.",
    "signature.assessor-not-listed": "The award names an assessor whom the agency does not know.",
    "signature.assessor-newer-list": "The assessor's key is not in this trust list; the passport "
    "was made with a newer one.",
    "signature.verifier": "The verifier's signature is bad: the award was changed or forged.",
    "signature.verifier-not-named": "The award is not signed by the verifier it names.",
    "signature.verifier-not-listed": "The award names a verifier whom the agency does not know.",
    "signature.verifier-newer-list": "The verifier's key is not in this trust list; the passport "
    "was made with a newer one.",
    "signature.other-holder": "The award belongs to another person than this passport.",
    "signature.not-reached": "The signatures were not checked.",
    # Issuer
    "issuer.ok": "The centre, the assessor and the verifier are in the agency's trust list.",
    "issuer.unknown": "The issuer is not in any trust list at hand.",
    "issuer.list-out-of-date": "The trust list was due for renewal on {date}: checked as of then.",
    "issuer.two-lists": "The agency signed two different lists: which one is true is not checked.",
    "issuer.foreign-not-recognised": "The issuer is in the list of {agency}, which no agency that "
    "is trusted here recognises.",
    "issuer.recognition-period": "{home} did not recognise {agency} on the day of issue.",
    "issuer.practice-document": "A practice document: it recognises nothing.",
    "issuer.not-reached": "The issuer was not checked.",
    **{
        f"issuer.{who}-{standing}": f"The {who}'s key {what}."
        for who in ("centre", "assessor", "verifier")
        for standing, what in {
            "not-yet": "was not in force yet when it signed",
            "ended": "was no longer in force when it signed",
            "retired": "had been given up when it signed",
            "withdrawn": "had been withdrawn by the agency when it signed",
            "compromised": "was in wrong hands: nothing that it signed counts",
        }.items()
    },
    # Four eyes
    "four_eyes.ok": "Assessed and verified by two different persons.",
    "four_eyes.same-person": "Assessed and verified by the same person.",
    "four_eyes.no-unit": "No unit was assessed.",
    "four_eyes.not-reached": "Whether two persons signed was not checked.",
    # Scope
    "scope.ok": "Centre, assessor and verifier were authorised for these units on the day.",
    "scope.no-unit": "No unit was assessed.",
    "scope.centre-not-accredited": "The centre was not accredited for this framework on the day.",
    "scope.assessor": "The assessor was not certified for unit {unit} on the day.",
    "scope.verifier": "The verifier was not certified for unit {unit} on the day.",
    "scope.not-recognised": "{home} does not recognise {agency} for the framework {framework}.",
    "scope.recognition-period": "{home} did not recognise {agency} for {framework} on the day.",
    "scope.not-reached": "Scope was not checked.",
    # Dates
    "dates.ok": "The dates are in order and nothing has expired.",
    "dates.claimed": "In order; but that it was signed before its key was given up, or before the "
    "recognition ended, is the signer's word.",
    "dates.confirmed": "In order, and registered with the agency by {date}.",
    "dates.expired": "The award expired on {date}.",
    "dates.order": "The dates contradict each other.",
    "dates.in-future": "Dated in the future ({date}): compare this computer's clock.",
    "dates.not-reached": "The dates were not checked.",
    # Status
    "status.ok": "Not withdrawn, by the status list of {date}.",
    "status.award-revoked": "The award was revoked.",
    "status.award-suspended": "The award is suspended.",
    "status.passport-revoked": "The passport was revoked.",
    "status.passport-suspended": "The passport is suspended.",
    "status.award-superseded": "A newer award has taken the place of this one.",
    "status.passport-superseded": "A newer passport has taken the place of this one.",
    "status.none-at-hand": "Whether it was withdrawn is not checked: no status list at hand.",
    "status.stale": "Whether it was withdrawn is not checked: the status list ran out on {date}.",
    "status.from-future": "Whether it was withdrawn is not checked: the status list is dated {date}"
    ", later than this computer's clock.",
    "status.older-than-seen": "Whether it was withdrawn is not checked: a newer status list, of "
    "{date}, was seen before.",
    "status.no-such-place": "Whether it was withdrawn is not checked: the status list has no such "
    "place.",
    "status.not-reached": "Whether it was withdrawn is not checked.",
    # File
    "file.code-alone": "A code alone: there is no file to compare.",
    "file.ok": "The file is the one that the code was issued with.",
    "file.no-code": "There is no code of a skill passport in the file.",
    "file.not-named": "The code was issued without a file: this file is not part of it.",
    "file.differs": "The file is not the one that the code was issued with: it was changed or "
    "exchanged.",
    "file.parts": "The codes in the file are not all the parts of one passport.",
    "file.other-holder": "The file names another person than its code.",
    "file.unit-not-held": "The file names unit {unit}, which no award in its code holds so.",
    "file.other-code": "The printed code is not the one in the attached file.",
    "file.not-reached": "The file was not compared with its code.",
    # Notices
    "practice": "PRACTICE. This recognises nothing.",
    "address_not_agency": "The address in this code is not the agency's: do not open it.",
    "superseded": "A newer document has taken the place of this one.",
    "date_claimed": "Signed with a key given up since, or under a recognition that has ended; that "
    "it was before is the signer's word.",
    "foreign": "Issued under {agency}, which {home} recognises.",
    "claims_only": "This claims to come from {name}. Nobody trusted has confirmed it.",
    "compare_person": "Compare name and birth date with the person's own document. The printed "
    "text and the photo were not checked.",
}


def sentence(code: str, facts: Mapping[str, str]) -> str:
    """Return the English sentence of a code, with its facts filled in."""
    return SENTENCES[code].format_map(facts)
