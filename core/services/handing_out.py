"""The registrar's last steps: the worker's proof of spelling, the paper, and its handing over."""

from core.domain.handing_out import SheetEvent, SheetEventKind, SpellingProof
from core.domain.people import Role
from core.domain.recognition import Passport
from core.domain.rules import holds_role, may_hand_out, require
from core.errors import WrongInputError
from core.ids import CaseId, PassportId, SheetEventId, SpellingProofId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting


class OtherPassportError(WrongInputError):
    """The paper that was scanned carries another code than this passport's."""

    code = "passport.other-paper"

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"the paper that was scanned is not passport {reference}", reference=reference
        )


def prove_spelling(
    desk: Desk, by: Sitting, case_id: CaseId, *, agreed: bool, remark: str = ""
) -> SpellingProof:
    """Record that the worker has read name and birth date, and agrees or says what is wrong.

    Raises:
        RefusedError: only a registrar or an advisor takes the proof.
    """
    if Role.ADVISOR not in by.staff.roles:
        require(holds_role(by.staff, Role.REGISTRAR))
    now = desk.clock.now()
    with desk.uow() as uow:
        file = uow.case_file(case_id)
        candidate = file.candidate
        proof = uow.append(
            SpellingProof(
                id=SpellingProofId(new_id()),
                case_id=case_id,
                candidate_id=candidate.id,
                name=candidate.name,
                own_script_name=candidate.own_script_name,
                birth_date=candidate.birth_date,
                agreed=agreed,
                remark=remark.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note("spelling.proved", case_id, by=by.staff.id, at=now, agreed=agreed)
        uow.commit()
    return proof


def read_paper_back(
    desk: Desk, by: Sitting, passport_id: PassportId, texts: frozenset[str]
) -> SheetEvent:
    """Record that the printed paper was scanned and carries this passport's codes.

    `texts` are the codes that the camera or a scan found on the paper.

    Raises:
        OtherPassportError: a code of the passport is not among them.
    """
    with desk.uow() as uow:
        passport = uow.get(Passport, passport_id)
    if not texts >= set(passport.code_texts):
        raise OtherPassportError(passport.reference)
    return note_sheet(desk, by, passport_id, SheetEventKind.READ_BACK)


def note_sheet(
    desk: Desk, by: Sitting, passport_id: PassportId, kind: SheetEventKind, note: str = ""
) -> SheetEvent:
    """Record what happened to the paper: printed (again), spoiled, lost, or handed over.

    Handing over is the receipt: `note` says who took it and what was shown. Printing again after
    a loss is the same document; only what is *said* anew is issued anew.

    Raises:
        RefusedError: see `core.domain.rules.may_hand_out`.
    """
    now = desk.clock.now()
    with desk.uow() as uow:
        passport = uow.get(Passport, passport_id)
        file = uow.case_file(passport.case_id)
        require(may_hand_out(file, passport, by.staff, kind))
        event = uow.append(
            SheetEvent(
                id=SheetEventId(new_id()),
                case_id=passport.case_id,
                passport_id=passport_id,
                kind=kind,
                note=note.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        uow.note(f"sheet.{kind.value}", passport_id, by=by.staff.id, at=now)
        uow.commit()
    return event
