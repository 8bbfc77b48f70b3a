"""`touchstone audit check`: does every desk's audit log still hold?"""

from collections.abc import Iterator

from core.domain.audit import AuditEntry, ChainBreak, first_break
from core.ports.desk import Desk
from desktop.commands.output import say


def check_audit_logs(desk: Desk) -> int:
    """Print for each desk whether its chain holds. Returns 0 if all hold, else 1."""
    broken = False
    with desk.uow() as uow:
        desks = uow.desks()
        for log in desks:
            found, length = _walk(uow.audit_log(log))
            if found is None:
                say(f"Desk {log}: the chain holds; {length} entries.")
            else:
                broken = True
                say(f"Desk {log}: the chain breaks at entry {found.sequence}.")
    if not desks:
        say("There is no audit log yet: nothing has been done at this desk.")
    return int(broken)


def _walk(entries: Iterator[AuditEntry]) -> tuple[ChainBreak | None, int]:
    """Find the first break and count what was walked, in one pass over a long log."""
    length = 0

    def counted() -> Iterator[AuditEntry]:
        nonlocal length
        for entry in entries:
            length += 1
            yield entry

    return first_break(counted()), length
