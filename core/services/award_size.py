"""Whether an award goes into one code of a passport, found out before anybody signs it.

What is signed cannot be divided any more, so units that one code cannot hold become awards apart.
"""

from dataclasses import replace
from datetime import timedelta
from secrets import randbelow, token_bytes, token_urlsafe

from core.domain.casefile import CaseFile
from core.domain.people import Centre
from core.domain.recognition import StatusPlace
from core.services.holder_core import holder_core
from core.services.passport_content import passport_content
from credentials import passport as wire
from credentials.errors import PassportFormatError
from credentials.issuing import countersign_award, sign_award, sign_passport
from credentials.passport_shape import MAX_PARTS, MAX_SEQUENCE
from credentials.qr import encode_text
from credentials.qr_errors import MAX_DOCUMENT_BYTES
from credentials.signing import SigningKey

_LATER = timedelta(days=3, seconds=54_321)
"""Between decision, verification and issuing: moments that have little in common when written."""


def fits_one_code(
    file: CaseFile, centre: Centre, place: StatusPlace, award: wire.Award, verifier: wire.Person
) -> bool:
    """Try the award in a passport of this worker that holds nothing else, under keys of no use.

    What is not known yet is drawn at random: a code is packed, and nothing packs worse.

    Args:
        file: the case, with the worker.
        centre: whose passport it will be.
        place: of the list that the passport will have a place in; the longest number it could get.
        award: what would be signed.
        verifier: somebody whose name is as long as the verifier's at least.
    """
    # Imported here: the symbol's libraries are not needed on the way to the first window.
    from credentials.qr_symbol import fits_a_symbol

    core, changes = holder_core(file.candidate), file.name_changes
    assessor, second, third = (SigningKey.generate() for _ in range(3))
    unknown = wire.Person(_unknown(verifier.number), _unknown(verifier.name))
    try:
        signed = sign_award(award, core, assessor)
        both = countersign_award(
            signed,
            core,
            second,
            assessor=assessor.public_key,
            verified_at=award.decided_at + _LATER,
        )
        passport = passport_content(
            file.candidate,
            (),
            centre,
            (wire.CountersignedAward(both, unknown),),
            place=replace(place, index=place.index - randbelow(1 << 16)),
            trust=wire.TrustReference(MAX_SEQUENCE, token_bytes(wire.TRUST_DIGEST_BYTES)),
            issued_at=award.decided_at + 2 * _LATER,
            former_name=changes[-1].former_name if changes else "",
        )
        passport = replace(passport, part=wire.Part(MAX_PARTS - 1, MAX_PARTS))
        document = sign_passport(passport, third)
    except PassportFormatError:  # longer than any document may be
        return False
    finally:
        for key in (assessor, second, third):
            key.close()
    text_fits = len(document) <= MAX_DOCUMENT_BYTES
    return text_fits and fits_a_symbol(encode_text(centre.passport_address, document))


def _unknown(text: str) -> str:
    size = len(text.encode())
    return token_urlsafe(size)[:size]
