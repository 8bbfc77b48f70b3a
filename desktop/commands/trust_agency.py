"""`touchstone trust` at the agency: its list, its keys, its people, and other agencies."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from core.errors import WrongInputError
from core.ports.desk import Desk
from core.services import keeping_agency as keeping
from core.services import publishing_trust as publishing
from core.services.agency_draft import AgencyState, agency_state, discard_draft, now_of
from core.services.next_root import NoNextRootError, let_next_root_go, waiting_next_root
from core.storage.atomic import write_atomically
from credentials.key_request import KeyRequest
from credentials.keys import PublicKey, SealedKey, Strength, fingerprint, parse_key_file
from credentials.trust_list import (
    FrameworkScope,
    KeyLife,
    Period,
    RevocationReason,
    Role,
    Standing,
    TrustContent,
    UnitScope,
)
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.commands.asking import agreed, fingerprint_of, new_passphrase, passphrase
from desktop.commands.files import read_file
from desktop.commands.output import say
from desktop.commands.trust_showing import say_changes

DONE: Final = 0
NOT_AGREED: Final = 1
_REASONS: Final = {
    "retire": RevocationReason.RETIRED,
    "withdraw": RevocationReason.WITHDRAWN,
    "compromised": RevocationReason.COMPROMISED,
}


class WhichKeyError(WrongInputError):
    """Nobody has this number, or it is not clear which of several keys is meant."""

    code = "agency.which-key"


def start(desk: Desk, options: argparse.Namespace) -> int:
    """Make an agency's keys and its first list."""
    sealed = publishing.start_agency(
        desk,
        name=options.name,
        hosts=frozenset(options.host),
        passphrase=new_passphrase("the root and the status key", options.passphrase_file),
        next_passphrase=new_passphrase("the next root key", options.next_passphrase_file),
        practice=options.practice,
        strength=_strength(practice=options.practice),
    )
    _write_next_key(desk, options.next_key, sealed)
    state = agency_state(desk)
    say(f"{options.name} has begun. Its fingerprint, for everybody who takes in its list:")
    say(f"  {fingerprint(state.published.content.agency_key)}")
    return DONE


def admit(desk: Desk, options: argparse.Namespace) -> int:
    """Take a key into the draft."""
    request = keeping.read_request(read_file(options.file))
    say(f"{request.name}, {request.kind.value} {request.number}, asks for {_wanted(request)}")
    period = Period(options.start or now_of(desk), options.until)
    typed = ""
    if not _is_replacement(desk, request):
        typed = fingerprint_of(request.name, options.fingerprint)
    keeping.admit_key(desk, request, period=period, typed_fingerprint=typed)
    return _say_draft(desk)


def scope(desk: Desk, options: argparse.Namespace) -> int:
    """Set what a person or a centre may do for one framework; other frameworks stay."""
    content = agency_state(desk).draft
    period = Period(options.start or now_of(desk), options.until)
    units = frozenset(options.units.split(",")) if options.units else frozenset()
    roles = frozenset(map(_role, options.roles.split(","))) if options.roles else None
    centres = [one for one in content.centres if one.id == options.who]
    if centres:
        kept = [one for one in centres[-1].frameworks if one.framework != options.framework]
        keeping.set_centre_scope(
            desk,
            options.who,
            (
                *kept,
                FrameworkScope(options.framework, _from(centres[-1].frameworks, options, period)),
            ),
        )
        return _say_draft(desk)
    people = [one for one in content.people if one.number == options.who]
    scopes = people[-1].scopes if people else ()
    same = (options.framework, units)
    others = [one for one in scopes if (one.framework, one.units) != same]
    before = [one for one in scopes if (one.framework, one.units) == same]
    new = UnitScope(options.framework, units, _from(before, options, period))
    keeping.set_person_scope(desk, options.who, (*others, new), roles)
    return _say_draft(desk)


def rename(desk: Desk, options: argparse.Namespace) -> int:
    """Give a person or a centre another name."""
    keeping.rename(desk, options.who, options.name)
    return _say_draft(desk)


def end(desk: Desk, options: argparse.Namespace) -> int:
    """Retire, withdraw or declare compromised a key."""
    key = _one_key(agency_state(desk), options.who, options.key, desk)
    keeping.end_key(desk, key, _REASONS[options.action], options.since or now_of(desk))
    return _say_draft(desk)


def act_on(desk: Desk, options: argparse.Namespace) -> int:
    """Act on the report of a lost or stolen key."""
    typed = options.fingerprint or ""
    report = keeping.act_on_report(desk, read_file(options.file), typed_fingerprint=typed)
    say(f"{report.name} reports a {report.loss.value} key: {report.fingerprint}")
    return _say_draft(desk)


def recognise(desk: Desk, options: argparse.Namespace) -> int:
    """Recognise the agency of another country."""
    raw = read_file(options.file)
    theirs = open_trust_list_unpinned(raw).content
    keeping.recognise(
        desk,
        raw,
        frameworks=frozenset(options.framework),
        period=Period(options.start or now_of(desk), options.until),
        typed_fingerprint=fingerprint_of(theirs.agency, options.fingerprint),
    )
    return _say_draft(desk)


def unrecognise(desk: Desk, options: argparse.Namespace) -> int:
    """Stop recognising an agency."""
    since = options.since or now_of(desk)
    agencies = agency_state(desk).draft.foreign_agencies
    keys = {
        one.key_sha256
        for one in agencies
        if one.name.casefold() == options.who.casefold() and one.period.holds(since)
    }
    if len(keys) != 1:
        raise WhichKeyError(f"{len(keys)} recognised agencies are called {options.who}")
    keeping.stop_recognising(desk, keys.pop(), since)
    return _say_draft(desk)


def anchor(desk: Desk, options: argparse.Namespace) -> int:
    """Take a centre's registration file into the draft."""
    registration = keeping.anchor_registration(desk, read_file(options.file))
    content = registration.content
    say(
        f"File {content.number} of centre {content.centre}: {len(content.awards)} awards, "
        f"{len(content.passports)} passports"
    )
    return _say_draft(desk)


def draft(desk: Desk, options: argparse.Namespace) -> int:
    """Print what waits to be published."""
    return _say_draft(desk)


def discard(desk: Desk, options: argparse.Namespace) -> int:
    """Forget what waits to be published."""
    discard_draft(desk)
    say("Nothing waits to be published.")
    return DONE


def publish(desk: Desk, options: argparse.Namespace) -> int:
    """Sign the draft as the next list."""
    _say_draft(desk)
    if not agreed("Sign this as the next list?", yes=options.yes):
        return NOT_AGREED
    trusted = publishing.publish(desk, passphrase("the root key", options.passphrase_file))
    return _say_published(trusted.content)


def renew_status_key(desk: Desk, options: argparse.Namespace) -> int:
    """Make a new status key and end the old one."""
    trusted = publishing.renew_status_key(
        desk,
        passphrase("the root key", options.passphrase_file),
        stolen=options.stolen,
        strength=_strength(practice=agency_state(desk).draft.practice),
    )
    return _say_published(trusted.content)


def rotate(desk: Desk, options: argparse.Namespace) -> int:
    """Let the announced next root key take over: with the old one, or alone in an emergency."""
    emergency = options.action == "emergency-rotate"
    state = agency_state(desk)
    next_key = parse_key_file(read_file(options.next_key))
    say(f"The root key becomes {fingerprint(next_key.public_key)}")
    if emergency:
        say("Every desk will ask its people to compare this before it accepts the list.")
    if not agreed("Change the root key?", yes=options.yes):
        return NOT_AGREED
    strength = _strength(practice=state.draft.practice)
    secret = "" if emergency else passphrase("the root key", options.passphrase_file)
    secrets = (
        passphrase("the next root key", options.next_passphrase_file),
        new_passphrase("the root key after that", options.following_passphrase_file),
    )
    if emergency:
        sealed = publishing.emergency_rotate(desk, next_key, *secrets, strength=strength)
    else:
        sealed = publishing.rotate_root(desk, secret, next_key, *secrets, strength=strength)
    _write_next_key(desk, options.following_key, sealed)
    return _say_published(agency_state(desk).published.content)


def save_next_root(desk: Desk, options: argparse.Namespace) -> int:
    """Write the next root key to its stick, where that failed when it was made."""
    sealed = waiting_next_root(desk)
    if sealed is None:
        raise NoNextRootError
    _write_next_key(desk, options.out, sealed)
    return DONE


def _say_draft(desk: Desk) -> int:
    changes = agency_state(desk).changes
    if not changes:
        say("Nothing waits to be published.")
    else:
        say("Waits to be published:")
        say_changes(changes)
    return DONE


def _say_published(content: TrustContent) -> int:
    due = f"{content.next_update:%Y-%m-%d}"
    say(f"List {content.sequence} is published; the next one is due by {due}")
    return DONE


def _write_next_key(desk: Desk, path: Path, sealed: SealedKey) -> None:
    write_atomically(path, sealed.to_bytes())
    let_next_root_go(desk)
    say(f"The next root key is in {path}: take it to another place, with its passphrase apart.")


def _strength(*, practice: bool) -> Strength:
    return Strength.FAST if practice else Strength.NORMAL


def _wanted(request: KeyRequest) -> str:
    scopes = [
        f"{one.framework} ({', '.join(sorted(one.units)) or 'all units'})" for one in request.wanted
    ]
    roles = " and ".join(sorted(role.value for role in request.roles))
    return " to ".join(filter(None, [", ".join(scopes) or "nothing yet", roles]))


def _is_replacement(desk: Desk, request: KeyRequest) -> bool:
    """Whether the request is signed by a listed key of the owner too, so nobody need ring."""
    lives = _lives_of(agency_state(desk).draft, request.number)
    return any(
        life.key == request.replaces and life.standing(now_of(desk)) is Standing.IN_FORCE
        for life in lives
    )


def _lives_of(content: TrustContent, number: str) -> list[KeyLife]:
    lives = [one.life for one in content.centres if one.id == number]
    return lives + [one.life for one in content.people if one.number == number]


def _one_key(state: AgencyState, who: str, wanted: str | None, desk: Desk) -> PublicKey:
    lives = _lives_of(state.draft, who)
    if wanted is not None:
        digits = "".join(filter(str.isdecimal, wanted))
        lives = [one for one in lives if fingerprint(one.key).replace(" ", "") == digits]
    elif len(lives) > 1:
        lives = [one for one in lives if one.standing(now_of(desk)) is Standing.IN_FORCE]
    if len(lives) != 1:
        raise WhichKeyError(
            f"{len(lives)} keys of {who} are in question; name one by --key FINGERPRINT"
        )
    return lives[0].key


def _from(
    before: Sequence[FrameworkScope | UnitScope],
    options: argparse.Namespace,
    period: Period,
) -> Period:
    """Keep the beginning of a scope that is only given another end."""
    starts = [one.period.start for one in before if one.framework == options.framework]
    if options.start is None and starts and starts[0] < period.until:
        return Period(starts[0], period.until)
    return period


def _role(text: str) -> Role:
    try:
        return Role(text)
    except ValueError as error:
        raise WrongInputError(f"{text!r} is no role; there are assess and verify") from error
