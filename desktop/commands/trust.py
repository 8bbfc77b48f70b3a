"""`touchstone trust`: which function does which action."""

import argparse
from collections.abc import Callable, Mapping
from typing import Final

from core.ports.desk import Desk
from desktop.commands import trust_agency, trust_desk, trust_status

_ACTIONS: Final[Mapping[str, Callable[[Desk, argparse.Namespace], int]]] = {
    "start": trust_agency.start,
    "admit": trust_agency.admit,
    "scope": trust_agency.scope,
    "rename": trust_agency.rename,
    "retire": trust_agency.end,
    "withdraw": trust_agency.end,
    "compromised": trust_agency.end,
    "act-on": trust_agency.act_on,
    "recognise": trust_agency.recognise,
    "unrecognise": trust_agency.unrecognise,
    "anchor": trust_agency.anchor,
    "reserve": trust_status.reserve,
    "take-status": trust_status.take_status,
    "publish-status": trust_status.publish_status,
    "draft": trust_agency.draft,
    "discard": trust_agency.discard,
    "publish": trust_agency.publish,
    "renew-status-key": trust_agency.renew_status_key,
    "rotate": trust_agency.rotate,
    "emergency-rotate": trust_agency.rotate,
    "save-next-root": trust_agency.save_next_root,
    "request": trust_desk.request,
    "next-key": trust_desk.next_key,
    "switch-key": trust_desk.switch_key,
    "report": trust_desk.report,
    "register": trust_desk.register,
    "report-status": trust_desk.report_status,
    "take-places": trust_desk.take_places,
    "accept": trust_desk.accept,
    "accept-status": trust_desk.accept_status,
    "accept-registration": trust_desk.accept_registration,
    "show": trust_desk.show,
    "diff": trust_desk.diff,
    "fingerprint": trust_desk.fingerprint_file,
    "keys": trust_desk.keys,
    "passphrase": trust_desk.change_passphrase,
    "divide": trust_desk.divide,
    "recover": trust_desk.recover,
}


def run_trust(desk: Desk, options: argparse.Namespace) -> int:
    """Do one action of `touchstone trust`; return the exit status."""
    return _ACTIONS[options.action](desk, options)
