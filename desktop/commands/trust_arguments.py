"""The arguments of `touchstone trust`: who may do what is said in the help of each action."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from desktop.commands.times import read_time

AddHome = Callable[[argparse.ArgumentParser, str], None]

_NOTES: Final = """\
at the agency, in a folder of its own on a machine of its own:
  start, admit, scope, rename, retire, withdraw, compromised, act-on, recognise, unrecognise,
  anchor, reserve, take-status, publish-status, draft, discard, publish, renew-status-key,
  rotate, emergency-rotate, save-next-root
at a centre:
  request, next-key, switch-key, report, register, report-status, take-places
at any desk:
  accept, accept-status, accept-registration, show, diff, fingerprint, keys, passphrase,
  divide, recover

Passphrases are asked for, or read from the first line of a file. What the agency changes gathers in
a draft; it counts once it is published.
"""
_FINGERPRINT: Final = "what is read to you; asked for if left out"


def add_trust(trust: argparse.ArgumentParser, add_home: AddHome) -> None:
    """Add the actions to the parser of `touchstone trust`."""
    trust.epilog, trust.formatter_class = _NOTES, argparse.RawDescriptionHelpFormatter
    actions = trust.add_subparsers(dest="action", metavar="ACTION", required=True)

    def action(name: str, words: str) -> argparse.ArgumentParser:
        parser = actions.add_parser(name, help=words, description=words)
        add_home(parser, "the agency's or the centre's folder")
        return parser

    _add_agency_list(action)
    _add_agency_people(action)
    _add_centre(action)
    _add_receiver(action)
    _add_keys(action)


_Action = Callable[[str, str], argparse.ArgumentParser]


def _add_agency_list(action: _Action) -> None:
    start = action("start", "make an agency's keys and its first list")
    start.add_argument("--name", required=True, help="what the agency is called")
    start.add_argument(
        "--host", required=True, action="append", help="host of its pages, in small letters"
    )
    start.add_argument("--practice", action="store_true", help="for practice only")
    _out(start, "--next-key", "where the sealed next root key goes: a stick to be taken elsewhere")
    _secrets(start, "next")

    action("draft", "what the next list will change")
    action("discard", "forget what waits to be published")
    publish = action("publish", "sign the draft as the next list, or renew the newest one")
    _secrets(publish)
    _yes(publish)

    status = action("renew-status-key", "make a new status key, end the old one and publish")
    status.add_argument("--stolen", action="store_true", help="somebody else may have the old one")
    _secrets(status)

    for name, words in (
        ("rotate", "let the announced next root key take over, signed by both"),
        ("emergency-rotate", "let the announced next key take over alone: the root is gone"),
    ):
        rotate = action(name, words)
        rotate.add_argument("--next-key", metavar="FILE", type=Path, required=True)
        _out(rotate, "--following-key", "where the new next root key goes: another stick")
        if name == "rotate":
            _secrets(rotate, "next", "following")
        else:
            _secrets(rotate, "next", "following", own=False)
        _yes(rotate)

    save = action("save-next-root", "write the next root key to a stick, if that failed before")
    _out(save, "--out", "where it goes")

    recognise = action("recognise", "recognise the agency of another country")
    recognise.add_argument("file", metavar="LIST", type=Path, help="its newest trust list")
    recognise.add_argument("--framework", metavar="CODE", action="append", required=True)
    _period(recognise)
    recognise.add_argument("--fingerprint", help=_FINGERPRINT)
    unrecognise = action("unrecognise", "stop recognising an agency")
    unrecognise.add_argument("who", metavar="NAME", help="its name as the list has it")
    unrecognise.add_argument("--since", metavar="TIME", type=read_time, help="left out: now")


def _add_agency_people(action: _Action) -> None:
    admit = action("admit", "take a key into the draft, from its request")
    admit.add_argument("file", metavar="REQUEST", type=Path)
    _period(admit)
    admit.add_argument("--fingerprint", help=_FINGERPRINT)
    scope = action("scope", "set what a person or a centre may do for one framework")
    scope.add_argument("who", metavar="NUMBER", help="of the person or the centre")
    scope.add_argument("--framework", metavar="CODE", required=True)
    scope.add_argument("--units", metavar="CODE,CODE", help="a person's units; left out: all")
    scope.add_argument("--roles", metavar="assess,verify", help="what a person may sign")
    scope.add_argument("--from", dest="start", metavar="TIME", type=read_time)
    scope.add_argument("--until", metavar="TIME", type=read_time, required=True)
    rename = action("rename", "give a person or a centre another name")
    rename.add_argument("who", metavar="NUMBER")
    rename.add_argument("name", metavar="NAME")
    for name, words in (
        ("retire", "end a key: what it signed before counts"),
        ("withdraw", "take a key's authority back: what it signed before counts"),
        ("compromised", "a key is in wrong hands: nothing counts that was not registered before"),
    ):
        end = action(name, words)
        end.add_argument("who", metavar="NUMBER", help="of the person or the centre")
        end.add_argument("--key", metavar="FINGERPRINT", help="which key, if there are several")
        end.add_argument("--since", metavar="TIME", type=read_time, help="left out: now")
    act_on = action("act-on", "act on the report of a lost or stolen key")
    act_on.add_argument("file", metavar="REPORT", type=Path)
    act_on.add_argument("--fingerprint", help="for an unsigned report: what is read to you")
    anchor = action("anchor", "take a centre's registration file into the draft")
    anchor.add_argument("file", metavar="FILE", type=Path)
    take_in = action("take-status", "take in a centre's report on its places")
    take_in.add_argument("file", metavar="REPORT", type=Path)
    lists = action("publish-status", "sign the status lists of all centres")
    _out(lists, "--out", "the folder where they go, numbered")
    _secrets(lists)
    reserve = action("reserve", "grant a centre places in the status list")
    reserve.add_argument("who", metavar="CENTRE", help="the centre's number")
    reserve.add_argument("--count", metavar="N", type=int, default=256)
    _out(reserve, "--out", "where the grant goes")
    _secrets(reserve)


def _add_centre(action: _Action) -> None:
    request = action("request", "write the request that has a key listed")
    _whose(request)
    _out(request, "--out", "where the request goes")
    _secrets(request)
    following = action("next-key", "make the key that shall replace one; write its request")
    _whose(following)
    _out(following, "--out", "where the request goes")
    _secrets(following, "next")
    switch = action("switch-key", "use the next key from now on; the list must have it")
    _whose(switch)
    report = action("report", "write the report that a key is lost or stolen")
    report.add_argument("name", metavar="KEY", help="as `touchstone trust keys` names it")
    loss = report.add_mutually_exclusive_group(required=True)
    loss.add_argument("--lost", action="store_true", help="nobody can use it any more")
    loss.add_argument("--stolen", action="store_true", help="somebody else may use it")
    report.add_argument("--since", metavar="TIME", type=read_time, help="left out: now")
    report.add_argument(
        "--unsigned", action="store_true", help="the key cannot be opened; the agency rings back"
    )
    _out(report, "--out", "where the report goes")
    _secrets(report)
    register = action("register", "write the registration file of what was issued; monthly")
    _out(register, "--out", "where the file goes")
    _secrets(register)
    status = action(
        "report-status", "write which places were withdrawn or suspended, for the agency"
    )
    _out(status, "--out", "where the report goes")
    _secrets(status)
    places = action("take-places", "take in a grant of places in the status list")
    places.add_argument("file", metavar="GRANT", type=Path)


def _add_receiver(action: _Action) -> None:
    accept = action("accept", "take in a trust list, after reading what it changes")
    accept.add_argument("file", metavar="LIST", type=Path)
    accept.add_argument("--fingerprint", help="of a first list: what the agency says")
    _yes(accept)
    for name, words in (
        ("accept-status", "take in a status list of the own or a recognised agency"),
        ("accept-registration", "take in a centre's registration file, which confirms dates"),
    ):
        action(name, words).add_argument("file", metavar="FILE", type=Path)
    show = action("show", "what a trust list says")
    show.add_argument("file", metavar="LIST", type=Path, nargs="?", help="left out: this desk's")
    diff = action("diff", "what a list changes, in words; nothing is accepted")
    diff.add_argument("old", metavar="OLD", type=Path, nargs="?", help="left out: this desk's")
    diff.add_argument("new", metavar="NEW", type=Path)
    finger = action("fingerprint", "the thirty digits of a list, request, report or key file")
    finger.add_argument("file", metavar="FILE", type=Path)


def _add_keys(action: _Action) -> None:
    action("keys", "the keys at this desk")
    change = action("passphrase", "change the passphrase of a key")
    change.add_argument("name", metavar="KEY", help="as `touchstone trust keys` names it")
    _secrets(change, "new")
    divide = action("divide", "seal a recovery of the centre's or the root key for two people")
    recover = action("recover", "make a key of both halves of its recovery")
    for parser in (divide, recover):
        parser.add_argument("name", metavar="KEY", choices=("centre", "agency"))
    divide.add_argument("--holder", metavar="NAME", action="append", required=True, help="twice")
    divide.add_argument("--out", metavar="FILE", type=Path, action="append", required=True)
    recover.add_argument("halves", metavar="HALF", type=Path, nargs=2)
    _secrets(divide, "first", "second")
    _secrets(recover, "first", "second", "new", own=False)


def _whose(parser: argparse.ArgumentParser) -> None:
    whose = parser.add_mutually_exclusive_group(required=True)
    whose.add_argument("--centre", action="store_true", help="the centre's key")
    whose.add_argument("--person", metavar="NUMBER", help="a person's key, by person number")


def _period(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--from", dest="start", metavar="TIME", type=read_time, help="left out: now"
    )
    parser.add_argument("--until", metavar="TIME", type=read_time, required=True)


def _out(parser: argparse.ArgumentParser, name: str, words: str) -> None:
    parser.add_argument(name, metavar="FILE", type=Path, required=True, help=words)


def _yes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")


def _secrets(parser: argparse.ArgumentParser, *others: str, own: bool = True) -> None:
    for name in (*(("",) if own else ()), *others):
        dashed = f"{name}-" if name else ""
        parser.add_argument(f"--{dashed}passphrase-file", metavar="FILE", type=Path)
