"""`touchstone trust` at a centre or any desk: requests, reports, lists to accept, keys."""

import argparse
from collections.abc import Callable
from typing import Final

from core.domain.people import Staff
from core.errors import NotFoundError, WrongInputError
from core.ports.desk import Desk
from core.services import (
    key_care,
    key_recovery,
    key_requests,
    receiving_trust,
    reporting_status,
)
from core.services.registration_files import make_registration, take_in_registration
from core.services.reserving_places import take_in_grant
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import sign_in, unlock_key
from core.services.standing import the_centre
from core.storage.atomic import write_atomically
from credentials.errors import CredentialError
from credentials.key_report import Loss
from credentials.keys import Strength, fingerprint, parse_key_file
from credentials.recovery import Holder, parse_share
from credentials.trust_changes import describe_changes
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.commands.asking import agreed, fingerprint_of, new_passphrase, passphrase
from desktop.commands.files import read_file
from desktop.commands.output import say, say_table
from desktop.commands.trust_showing import say_changes, say_list

DONE: Final = 0
NOT_AGREED: Final = 1


def request(desk: Desk, options: argparse.Namespace) -> int:
    """Write the request that has a key listed."""
    if options.centre:
        secret = passphrase("the centre's key", options.passphrase_file)
        with unlock_key(desk, CENTRE_KEY, secret) as key:
            raw = key_requests.request_for_centre(desk, key)
    else:
        person = _person(desk, options.person)
        secret = passphrase(f"{person.name}'s key", options.passphrase_file)
        sitting = sign_in(desk, person.id, secret)
        try:
            raw = key_requests.request_for_person(desk, sitting)
        finally:
            sitting.end()
    return _leave_request(raw, options)


def next_key(desk: Desk, options: argparse.Namespace) -> int:
    """Make the key that shall replace one; write its request, signed by both."""
    strength = _strength(desk)
    if options.centre:
        secret = passphrase("the centre's key", options.passphrase_file)
        new = new_passphrase("the centre's next key", options.next_passphrase_file)
        with unlock_key(desk, CENTRE_KEY, secret) as key:
            raw = key_requests.prepare_next_centre_key(desk, key, new, strength=strength)
    else:
        person = _person(desk, options.person)
        secret = passphrase(f"{person.name}'s key", options.passphrase_file)
        new = new_passphrase(f"{person.name}'s next key", options.next_passphrase_file)
        sitting = sign_in(desk, person.id, secret)
        try:
            raw = key_requests.prepare_next_personal_key(desk, sitting, new, strength=strength)
        finally:
            sitting.end()
    return _leave_request(raw, options)


def switch_key(desk: Desk, options: argparse.Namespace) -> int:
    """Use the next key from now on."""
    if options.centre:
        owner = key_requests.switch_to_next_centre_key(desk).name
    else:
        person = _person(desk, options.person)
        owner = key_requests.switch_to_next_personal_key(desk, person.id).name
    say(f"{owner} signs with the new key from now on. Have the agency retire the old one.")
    return DONE


def report(desk: Desk, options: argparse.Namespace) -> int:
    """Write the report that a key is lost or stolen."""
    loss = Loss.LOST if options.lost else Loss.STOLEN
    since = options.since or desk.clock.now().replace(microsecond=0)
    if options.unsigned:
        raw = key_care.report_key(desk, options.name, loss, since)
    else:
        secret = passphrase(f"the key {options.name}", options.passphrase_file)
        with unlock_key(desk, options.name, secret) as key:
            raw = key_care.report_key(desk, options.name, loss, since, signer=key)
    write_atomically(options.out, raw)
    say(f"The report is in {options.out}; send it to the agency.")
    if options.unsigned:
        say("It is not signed: the agency will ring back and ask you to read this aloud:")
        say(f"  {key_care.request_fingerprint(raw)}")
    return DONE


def register(desk: Desk, options: argparse.Namespace) -> int:
    """Write the registration file of what was issued."""
    secret = passphrase("the centre's key", options.passphrase_file)
    with unlock_key(desk, CENTRE_KEY, secret) as key:
        raw = make_registration(desk, key)
    write_atomically(options.out, raw)
    say(f"The registration file is in {options.out}; send it to the agency.")
    return DONE


def report_status(desk: Desk, options: argparse.Namespace) -> int:
    """Write how the places of this desk stand whose status ever changed."""
    secret = passphrase("the centre's key", options.passphrase_file)
    with unlock_key(desk, CENTRE_KEY, secret) as key:
        raw = reporting_status.report_status(desk, key)
    write_atomically(options.out, raw)
    say(f"The report is in {options.out}; send it to the agency.")
    return DONE


def take_places(desk: Desk, options: argparse.Namespace) -> int:
    """Take in a grant of places in the status list."""
    count = take_in_grant(desk, read_file(options.file))
    say(f"{count} places in the status list are new at this desk.")
    return DONE


def accept(desk: Desk, options: argparse.Namespace) -> int:
    """Take in a trust list, after reading what it changes."""
    offer = receiving_trust.look_at_list(desk, read_file(options.file))
    say(f"{offer.agency}, list {offer.new.content.sequence} ({offer.kind.value})")
    say_changes(offer.changes)
    typed = ""
    if offer.needs_fingerprint:
        typed = fingerprint_of(f"{offer.agency}'s root key", options.fingerprint)
    elif not agreed("Accept this list?", yes=options.yes):
        return NOT_AGREED
    receiving_trust.accept_list(desk, offer, typed_fingerprint=typed)
    say("Accepted.")
    return DONE


def accept_status(desk: Desk, options: argparse.Namespace) -> int:
    """Take in a status list of the own or a recognised agency."""
    status = receiving_trust.take_in_status(desk, read_file(options.file))
    say(f"{status.uri}, of {status.issued_at:%Y-%m-%d}; good until {status.fresh_until:%Y-%m-%d}")
    return DONE


def accept_registration(desk: Desk, options: argparse.Namespace) -> int:
    """Take in a centre's registration file."""
    content = take_in_registration(desk, read_file(options.file)).content
    say(f"File {content.number} of centre {content.centre}, of {content.made_at:%Y-%m-%d}")
    return DONE


def show(desk: Desk, options: argparse.Namespace) -> int:
    """Print what a trust list says: a file's, or this desk's own and the foreign ones."""
    at = desk.clock.now()
    if options.file is not None:
        say_list(open_trust_list_unpinned(read_file(options.file)), at)
        return DONE
    at_hand = receiving_trust.trust_at_hand(desk)
    if at_hand.own is None:
        say("This desk holds no trust list yet; `touchstone trust accept FILE` takes one in.")
        return DONE
    for number, trusted in enumerate((at_hand.own, *at_hand.foreign)):
        if number:
            say()
        say_list(trusted, at)
    return DONE


def diff(desk: Desk, options: argparse.Namespace) -> int:
    """Print what a list changes against another, or against this desk's."""
    new = open_trust_list_unpinned(read_file(options.new))
    if options.old is not None:
        say_changes(describe_changes(open_trust_list_unpinned(read_file(options.old)), new))
    else:
        say_changes(receiving_trust.look_at_list(desk, read_file(options.new)).changes)
    return DONE


def fingerprint_file(desk: Desk, options: argparse.Namespace) -> int:
    """Print the fingerprint of a list, a request, a report, a key file or a recovery."""
    raw = read_file(options.file)
    readers: tuple[Callable[[], str], ...] = (
        lambda: fingerprint(open_trust_list_unpinned(raw).content.agency_key),
        lambda: key_care.request_fingerprint(raw),
        lambda: fingerprint(parse_key_file(raw).public_key),
        lambda: fingerprint(parse_share(raw).public_key),
    )
    for reader in readers:
        try:
            say(reader())
        except CredentialError:
            continue
        return DONE
    raise WrongInputError(f"{options.file} is no list, request, report, key file or recovery")


def keys(desk: Desk, options: argparse.Namespace) -> int:
    """Print the keys at this desk."""
    rows = [
        (
            one.name,
            one.purpose.value,
            one.owner,
            one.standing.value if one.standing is not None else "not listed",
            one.fingerprint,
        )
        for one in key_care.keys_at_desk(desk)
    ]
    say_table([("KEY", "PURPOSE", "OWNER", "IN THE LIST", "FINGERPRINT"), *rows])
    return DONE


def change_passphrase(desk: Desk, options: argparse.Namespace) -> int:
    """Change the passphrase of a key."""
    old = passphrase(f"the key {options.name}", options.passphrase_file)
    new = new_passphrase(f"the key {options.name}", options.new_passphrase_file)
    key_care.change_key_passphrase(desk, options.name, old, new, strength=_strength(desk))
    say(f"The key {options.name} opens with the new passphrase from now on.")
    return DONE


def divide(desk: Desk, options: argparse.Namespace) -> int:
    """Seal a recovery of a key for two people."""
    if len(options.holder) != 2 or len(options.out) != 2:
        raise WrongInputError(
            "a recovery has two holders and two files: give --holder and --out twice"
        )
    files = (options.first_passphrase_file, options.second_passphrase_file)
    secret = passphrase(f"the key {options.name}", options.passphrase_file)
    holders = [
        Holder(name, new_passphrase(f"{name}'s half", file))
        for name, file in zip(options.holder, files, strict=True)
    ]
    halves = key_recovery.make_recovery(
        desk, options.name, secret, *holders, strength=_strength(desk)
    )
    for half, path, holder in zip(halves, options.out, holders, strict=True):
        write_atomically(path, half)
        say(f"The half of {holder.name} is in {path}")
    say("Keep them in two places; whoever has one has nothing.")
    return DONE


def recover(desk: Desk, options: argparse.Namespace) -> int:
    """Make a key of both halves of its recovery."""
    raws = [read_file(path) for path in options.halves]
    names = [parse_share(raw).holder for raw in raws]
    files = (options.first_passphrase_file, options.second_passphrase_file)
    first, second = [
        (raw, passphrase(f"{name}'s half", file))
        for raw, name, file in zip(raws, names, files, strict=True)
    ]
    new = new_passphrase(f"the key {options.name}", options.new_passphrase_file)
    key = key_recovery.recover_key(desk, options.name, first, second, new, strength=_strength(desk))
    say(f"The key {options.name} is here again: {fingerprint(key)}")
    return DONE


def _leave_request(raw: bytes, options: argparse.Namespace) -> int:
    write_atomically(options.out, raw)
    say(f"The request is in {options.out}; send it to the agency and read this to it:")
    say(f"  {key_care.request_fingerprint(raw)}")
    return DONE


def _person(desk: Desk, number: str) -> Staff:
    with desk.uow() as uow:
        found = uow.find(Staff, person_number=number)
    if not found:
        raise NotFoundError("person", number)
    return found[0]


def _strength(desk: Desk) -> Strength:
    """FAST where everything is practice, by the list at hand or by the centre."""
    own = receiving_trust.own_list(desk.published)
    if own is not None:
        return Strength.FAST if own.content.practice else Strength.NORMAL
    with desk.uow() as uow:
        return Strength.FAST if the_centre(uow).practice else Strength.NORMAL
