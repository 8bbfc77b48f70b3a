"""The command line. Reads the arguments and hands over; what is slow to import comes only then.

Exit status: what the command says, 3 for a wrong usage or an input that cannot be read.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from core.errors import CoreError
from credentials.errors import CredentialError
from desktop.commands.output import complain, prepare_streams
from desktop.commands.times import read_time
from desktop.commands.trust_arguments import add_trust

if TYPE_CHECKING:  # the ports bring the whole domain along, which most commands never need
    from core.ports.desk import PublishedLists

USAGE_OR_UNREADABLE: Final = 3

_VERIFY_NOTES: Final = """\
An input is a PDF, a picture, a JSON credential, a text file, the text of a code, or - for what
comes on standard input. Without --trust nobody's keys are trusted, so nothing can be valid; each
list given is trusted as it is: compare the fingerprint that is shown with the agency's own.

exit status: 0 all valid; 1 one is not valid; 2 none is invalid but one is undecided;
3 wrong usage or an input that cannot be read (1 goes before 3, and 3 before 2)
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line (default: the program's own) and return its exit status."""
    prepare_streams()
    options = _parser().parse_args(arguments)
    try:
        status = _run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, `head` for instance, has had enough. Nothing may be written at exit either,
        # and what was not said to the end must not end as "all valid".
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return USAGE_OR_UNREADABLE
    except KeyboardInterrupt:
        return 130
    except (CoreError, CredentialError) as error:
        complain(str(error))
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    else:
        return status
    return USAGE_OR_UNREADABLE


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments, with the exit status of the design."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(USAGE_OR_UNREADABLE, f"{self.prog}: {message}\n")


@cache
def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="touchstone",
        description="Recognise the skills of returning migrant workers. "
        "Without a command the window opens.",
    )
    _add_home(parser, "the centre's folder")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    demo = commands.add_parser("demo", help="the practice centre: one worker through six steps")
    _add_home(demo, "the practice centre's folder")
    demo.add_argument(
        "--out", metavar="DIR", type=Path, default=Path("demo-output"), help="for what is made"
    )
    demo.add_argument("--no-window", action="store_true", help="only make the files")

    _add_verify(
        commands.add_parser(
            "verify",
            help="check skill passports, without a network",
            epilog=_VERIFY_NOTES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
    )

    standards = commands.add_parser("standards", help="the competency standards of this desk")
    actions = standards.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_home(actions.add_parser("list", help="one line for each unit"), "the centre's folder")
    show = actions.add_parser("show", help="a unit with its rows and questions")
    _add_home(show, "the centre's folder")
    show.add_argument("code", metavar="CODE", help="the unit's code, such as D4")

    add_trust(commands.add_parser("trust", help="keys, trust lists, registration"), _add_home)

    audit = commands.add_parser("audit", help="the audit log")
    actions = audit.add_subparsers(dest="action", metavar="ACTION", required=True)
    _add_home(actions.add_parser("check", help="does the chain hold?"), "the centre's folder")
    return parser


def _add_home(parser: argparse.ArgumentParser, what: str) -> None:
    # SUPPRESS: a command's own default must not overwrite what stands before the command.
    parser.add_argument("--home", metavar="DIR", type=Path, default=argparse.SUPPRESS, help=what)


def _add_verify(verify: argparse.ArgumentParser) -> None:
    verify.add_argument("inputs", metavar="FILE|TEXT|-", nargs="+", help="what to check")
    verify.add_argument(
        "--trust", metavar="FILE", type=Path, action="append", default=[], help="a trust list"
    )
    verify.add_argument(
        "--status", metavar="FILE", type=Path, action="append", default=[], help="a status list"
    )
    verify.add_argument(
        "--foreign",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a list of another agency; counts if a trusted one recognises it",
    )
    verify.add_argument(
        "--registration",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a centre's registration file, which confirms dates",
    )
    verify.add_argument(
        "--at",
        metavar="TIME",
        type=read_time,
        help="as of when: 2026-05-01 or 2026-05-01T09:00:00Z",
    )
    _add_home(verify, "also the lists of this desk, which remembers the newest status lists")
    verify.add_argument(
        "--report", metavar="FILE", type=Path, help="where to write a printable report (PDF)"
    )
    verify.add_argument("--json", action="store_true", help="one JSON object a line and input")


def _run(options: argparse.Namespace) -> int:
    if options.command == "verify":
        from desktop.commands.verify import verify_inputs

        now = datetime.now(UTC)
        return verify_inputs(
            options.inputs,
            trust=options.trust,
            status=options.status,
            at=options.at or now,
            now=now,
            published=_published(options),
            report=options.report,
            as_json=options.json,
            foreign=options.foreign,
            registrations=options.registration,
        )
    if options.command == "demo":
        from desktop.commands.demo import run_demo

        return run_demo(_home(options, practice=True), options.out, window=not options.no_window)
    if options.command is None:
        from desktop.app import run

        return run(_home(options))
    return _run_on_desk(options)


def _published(options: argparse.Namespace) -> "PublishedLists | None":
    if "home" not in options:
        return None
    from desktop.parts import published_in

    return published_in(_home(options))


def _run_on_desk(options: argparse.Namespace) -> int:
    from desktop.commands.audit import check_audit_logs
    from desktop.commands.standards import list_standards, show_standard
    from desktop.parts import open_desk

    with closing(open_desk(_home(options))) as desk:
        if options.command == "audit":
            return check_audit_logs(desk)
        if options.command == "trust":
            from desktop.commands.trust import run_trust

            return run_trust(desk, options)
        if options.action == "list":
            return list_standards(desk)
        return show_standard(desk, options.code)


def _home(options: argparse.Namespace, *, practice: bool = False) -> Path:
    """The folder that was given, or this person's usual one; practice never mixes with real."""
    if "home" in options:
        given: Path = options.home
        return given
    from platformdirs import user_data_path

    return user_data_path("Touchstone practice" if practice else "Touchstone", appauthor=False)
