"""Print a passport's card out of what was signed when the passport was issued."""

from core.domain.passport_sheet import CardPaper
from core.domain.people import Candidate, Role
from core.domain.recognition import Passport, PassportCard
from core.domain.rules import holds_role, require
from core.errors import NotFoundError
from core.ids import PassportId
from core.ports.desk import Desk
from core.ports.sitting import Sitting
from core.services.issuing import UnreadableSheetError
from core.services.passport_sheets import passport_sheet
from core.services.standing import the_centre
from credentials.cose import parse_sign1
from credentials.passport_codec import parse_passport
from credentials.qr import decode_text


def print_card(desk: Desk, by: Sitting, passport_id: PassportId, paper: CardPaper) -> bytes:
    """Return the card as a PDF that was scanned and reads back.

    Raises:
        RefusedError: only a registrar prints cards.
        NotFoundError: the passport has no card, since it has no award.
        UnreadableSheetError: the printed code does not read back.
    """
    require(holds_role(by.staff, Role.REGISTRAR))
    with desk.uow() as uow:
        cards = uow.find(PassportCard, passport_id=passport_id)
        if not cards:
            raise NotFoundError("PassportCard", passport_id)
        text, passport = cards[0].code_text, uow.get(Passport, passport_id)
        centre, candidate = the_centre(uow), uow.get(Candidate, passport.candidate_id)
    photo = desk.files.get(candidate.photo_sha256) if candidate.photo_sha256 else None
    signed = parse_passport(parse_sign1(decode_text(text).document, tagged=True).payload)
    sheet = passport_sheet(signed, text, centre, passport.reference, photo)
    pdf = desk.print_card(sheet, paper)
    if tuple(desk.read_codes(pdf, name="card.pdf")) != (text,):
        raise UnreadableSheetError
    return pdf
