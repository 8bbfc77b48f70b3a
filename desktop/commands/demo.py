"""`touchstone demo`: make the practice centre, leave its passport as files, open the window."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path

from core.domain.recognition import Passport
from core.ports.desk import Desk
from core.scanning.attachments import attached
from core.services.checking_passports import check_input, deciding_code
from core.services.lists_at_hand import published_lists
from core.services.passport_file import agency_did_json, centre_did_json
from core.services.standing import the_centre
from core.storage.atomic import write_atomically
from credentials.openbadges.contexts import CONTEXT_FILE, own_context_bytes
from credentials.openbadges.did import DID_FILE
from credentials.openbadges.file import FILE_NAME
from credentials.qr_symbol import qr_png
from credentials.trust_list_codec import open_trust_list_unpinned
from desktop.commands.output import say
from desktop.demo import first_passport, make_practice_centre
from desktop.demo.centre import PASSPHRASE
from desktop.parts import open_desk


def run_demo(home: Path, out: Path, *, window: bool) -> int:
    """Make the practice centre and its files; open the window where there is a screen.

    Args:
        home: the practice centre's folder, kept for the next time.
        out: where the passport's files go.
        window: whether to open the window afterwards.

    Returns:
        The exit status: 0, or 1 if the passport that was made does not verify.
    """
    make_practice_centre(home, say)
    desk = open_desk(home)
    try:
        valid = _leave_files(desk, first_passport(desk), out)
    finally:
        desk.close()
    say(f"  Everybody at the practice centre signs in with the passphrase “{PASSPHRASE}”")
    if not window or not _has_screen():
        if window:
            say("  There is no screen here, so no window opens; pictures of it are in screens/")
        _take_screenshots(home, out / "screens")
        return 0 if valid else 1
    from desktop.app import run

    return run(home)


def _leave_files(desk: Desk, passport: Passport, out: Path) -> bool:
    out.mkdir(parents=True, exist_ok=True)
    pdf = desk.files.get(passport.pdf_sha256)
    codes = check_input(
        pdf,
        "passport.pdf",
        read_codes=desk.read_codes,
        lists=published_lists(desk.published),
        at=datetime.now(UTC),
    )
    report = deciding_code(codes).report.as_json()
    files = {
        "passport.pdf": pdf,
        "qr.png": qr_png(passport.code_texts[0]),
        "qr.txt": passport.code_texts[0].encode(),
        FILE_NAME: attached(pdf, FILE_NAME) or b"",
        "trust-list.json": desk.published.trust() or b"",
        "status-list.cwt": desk.published.status() or b"",
        "status-list.json": desk.published.bitstrings() or b"",
        **_for_strangers(desk),
    }
    for name, content in files.items():
        write_atomically(out / name, content)
    say(f"  Verified from its own printed page and its file: {report['verdict']}")
    say(f"  {', '.join(files)} are in {out}")
    return bool(report["verdict"] == "valid")


def _for_strangers(desk: Desk) -> dict[str, bytes]:
    """What an agency publishes so that others can check the file's proof."""
    trust = desk.published.trust()
    with desk.uow() as uow:
        centre = the_centre(uow)
    found = {DID_FILE: centre_did_json(centre), CONTEXT_FILE: own_context_bytes()}
    if trust is not None:
        found[f"agency-{DID_FILE}"] = agency_did_json(centre, open_trust_list_unpinned(trust))
    return found


def _has_screen() -> bool:
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _take_screenshots(home: Path, out: Path) -> None:
    from desktop.screenshots import take_screenshots

    count = take_screenshots(home, out)
    say(f"  {count} pictures of the views, light and dark, are in {out}")
