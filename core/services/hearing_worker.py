"""The worker's turn: keep what the worker answers on the screen that was turned round."""

from dataclasses import dataclass

from core.domain.rules import may_hear, require
from core.domain.worker_answers import CHOICES, AskedOf, WorkerAnswer, WorkerSays
from core.errors import WrongInputError
from core.ids import CaseId, WorkerAnswerId, new_id
from core.ports.desk import Desk
from core.ports.sitting import Sitting


class NothingSaidError(WrongInputError):
    """Neither a button was pressed nor anything written."""

    code = "worker.nothing-said"


@dataclass(frozen=True, slots=True)
class Said:
    """What the worker answered: one of the choices, or a comment, or both.

    `language` is that of the text that was shown (BCP 47 tag); `interpreter` a name or empty.
    """

    says: WorkerSays | None
    text: str = ""
    language: str = "en"
    interpreter: str = ""


def hear(desk: Desk, by: Sitting, case_id: CaseId, asked: AskedOf, said: Said) -> WorkerAnswer:
    """Keep an answer as the worker's; whoever is signed in has turned the screen.

    Raises:
        NothingSaidError: there is neither an answer nor a comment.
        RefusedError: see `core.domain.rules.may_hear`.
    """
    if said.says is None and not said.text.strip():
        raise NothingSaidError("nothing was said")
    if said.says is not None and said.says not in CHOICES[asked.subject]:
        raise ValueError(f"{said.says} is no answer to {asked.subject}")
    now = desk.clock.now()
    with desk.uow() as uow:
        require(may_hear(uow.case_file(case_id), asked, by.staff))
        kept = uow.append(
            WorkerAnswer(
                id=WorkerAnswerId(new_id()),
                case_id=case_id,
                subject=asked.subject,
                unit_id=asked.unit_id,
                row_id=asked.row_id,
                plan_id=asked.plan_id,
                decision_id=asked.decision_id,
                says=said.says,
                text=said.text.strip(),
                language=said.language,
                interpreter=said.interpreter.strip(),
                at=now,
                by=by.staff.id,
            )
        )
        facts = {
            "about": asked.subject.value,
            "says": said.says.value if said.says else None,
            "row": str(asked.row_id) if asked.row_id else None,
        }
        uow.note("worker.heard", kept.id, by=by.staff.id, at=now, **facts)
        uow.commit()
    return kept
