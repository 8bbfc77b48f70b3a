"""`touchstone trust show` and `diff`: a list, and what changes, as lines."""

from collections.abc import Iterable
from datetime import datetime

from credentials.keys import fingerprint
from credentials.trust_changes import Change, Weight
from credentials.trust_list import KeyLife, TrustList
from desktop.commands.output import say, say_table


def say_list(trusted: TrustList, at: datetime) -> None:
    """Print what a list says, and how each key stands now."""
    content = trusted.content
    practice = "  PRACTICE" if content.practice else ""
    say(f"{content.agency}, list {content.sequence}{practice}")
    say(f"Issued {_day(content.issued_at)}; the next one is due by {_day(content.next_update)}")
    say(f"Root key {fingerprint(content.agency_key)}")
    say(f"Pages at {', '.join(sorted(content.hosts))}")
    rows = [("KIND", "NUMBER", "NAME", "FROM", "UNTIL", "NOW", "FINGERPRINT")]
    rows += [("status", "", content.agency, *_life(life, at)) for life in content.status_keys]
    rows += [("centre", one.id, one.name, *_life(one.life, at)) for one in content.centres]
    rows += [("person", one.number, one.name, *_life(one.life, at)) for one in content.people]
    say()
    say_table(rows)
    if content.foreign_agencies:
        say()
        say_table(
            [
                ("RECOGNISED", "FRAMEWORKS", "FROM", "UNTIL"),
                *(
                    (
                        one.name,
                        ", ".join(sorted(one.frameworks)),
                        _day(one.period.start),
                        _day(one.period.until),
                    )
                    for one in content.foreign_agencies
                ),
            ]
        )
    if content.anchors:
        say()
        say(f"{len(content.anchors)} registration files of centres are confirmed.")


def say_changes(changes: Iterable[Change]) -> None:
    """Print changes, the grave ones marked."""
    for change in changes:
        say(f"{'!' if change.weight is Weight.GRAVE else '-'} {change.message}")


def _life(life: KeyLife, at: datetime) -> tuple[str, str, str, str]:
    standing = life.standing(at).value
    if life.reason is not None and life.revoked_from is not None:
        standing = f"{life.reason.value} from {_day(life.revoked_from)}"
    return _day(life.period.start), _day(life.period.until), standing, fingerprint(life.key)


def _day(at: datetime) -> str:
    return f"{at:%Y-%m-%d}"
