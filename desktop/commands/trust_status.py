"""`touchstone trust` at the agency: places in the status lists, and the lists themselves."""

import argparse
from typing import Final

from core.ports.desk import Desk
from core.services import reporting_status
from core.services.reserving_places import grant_places
from core.storage.atomic import write_atomically
from desktop.commands.asking import passphrase
from desktop.commands.files import read_file
from desktop.commands.output import say

DONE: Final = 0


def reserve(desk: Desk, options: argparse.Namespace) -> int:
    """Grant a centre places in the status list."""
    secret = passphrase("the status key", options.passphrase_file)
    grant = grant_places(desk, options.who, options.count, secret)
    write_atomically(options.out, grant)
    say(f"{options.count} places for centre {options.who} are in {options.out}")
    return DONE


def take_status(desk: Desk, options: argparse.Namespace) -> int:
    """Take in a centre's report on its places."""
    count = reporting_status.take_in_status_report(desk, read_file(options.file))
    say(f"{count} places changed; `touchstone trust publish-status` signs the lists.")
    return DONE


def publish_status(desk: Desk, options: argparse.Namespace) -> int:
    """Sign the status lists of all centres."""
    secret = passphrase("the status key", options.passphrase_file)
    for number, (uri, token) in enumerate(
        reporting_status.publish_agency_status(desk, secret).items(), start=1
    ):
        path = options.out / f"{number}.status.cwt"
        write_atomically(path, token)
        say(f"{uri} is in {path}")
    return DONE
