"""Issuing many: sign, QR symbol, PDF, and the full credential attached, on two processes.

The awards are signed beforehand, as they are in a centre's queue. Each passport has an id of its
own, and so a code and a file of its own. The goal is about making them; the scan that each page
passes before it is handed out is measured too, and shown beside it.
"""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from multiprocessing import get_context
from uuid import UUID

from benchmarks.six_units import content
from core.domain.people import Centre
from core.ids import CentreId, new_id
from core.reporting.passport_pdf import passport_pdf
from core.scanning import read_codes
from core.scanning.attachments import attach
from core.services.passport_sheets import passport_sheet
from credentials.issuing import sign_passport
from credentials.openbadges.content import FileFacts, build_credential, credential_digest
from credentials.openbadges.file import seal_credential
from credentials.passport import HolderStatement, Passport
from credentials.qr import encode_text
from credentials.qr_symbol import qr_matrix
from tests.credentials import world

PASSPORTS = 120
PROCESSES = 2
GOAL = 25
SIGN, SYMBOL, PDF = "building and signing", "laying out the QR symbol", "setting the A4 page as PDF"
PROOF, ATTACH, SCAN = "proving the full credential", "attaching it", "scanning the page (not in it)"
STEPS = (SIGN, SYMBOL, PDF, PROOF, ATTACH, SCAN)
CENTRE = Centre(
    id=CentreId(UUID(int=1)),
    code="PCO",
    name=world.CENTRE.name,
    agency="Practice Skills Agency",
    contact="12 Workshop Road",
    accreditation="PC-01",
    accredited_from=date(2024, 1, 1),
    accredited_until=date(2029, 1, 1),
    passport_address=world.ADDRESS,
)
Seconds = dict[str, float]


def measure() -> list[str]:
    """Returns the lines of this part of the table."""
    with ProcessPoolExecutor(PROCESSES, mp_context=get_context("spawn")) as pool:
        list(pool.map(issue_many, [1] * PROCESSES))  # starts them; reads contexts and fonts
        started = time.perf_counter()
        done = list(pool.map(issue_many, [PASSPORTS // PROCESSES] * PROCESSES))
        seconds = time.perf_counter() - started
    scans = max(part[SCAN] for part in done)
    spent = {step: sum(part[step] for part in done) / PASSPORTS for step in STEPS}
    issuing = sum(spent[step] for step in STEPS if step != SCAN)
    rate = PASSPORTS / (seconds - scans)
    lines = [
        f"{f'{PASSPORTS} passports of six units, {PROCESSES} processes':<52}{rate:8.1f} /s",
        f"{'the same with each page scanned':<52}{PASSPORTS / seconds:8.1f} /s",
        f"{'one of them':<52}{issuing * 1e3:8.1f} ms",
    ]
    for step in sorted(STEPS, key=lambda name: -spent[name]):
        lines.append(f"{f'  {step}':<52}{spent[step] * 1e3:8.1f} ms  {spent[step] / issuing:5.0%}")
    return [*lines, f"(goal: at least {GOAL} a second)"]


def issue_many(count: int) -> Seconds:
    """Issues some passports; returns the seconds that each step took."""
    spent = dict.fromkeys(STEPS, 0.0)
    whole = replace(content(), holder=HolderStatement(nationality="VNM"))
    for _ in range(count):
        _issue(whole, new_id(), spent)
    return spent


def _issue(whole: Passport, id_: UUID, spent: Seconds) -> None:
    with _timing(spent, SIGN):
        facts = FileFacts(id_, world.ADDRESS, {})
        credential = build_credential(whole, facts)
        signed = replace(whole, credential_sha256=credential_digest(credential))
        document = sign_passport(signed, world.CENTRE_KEY)
        text = encode_text(world.ADDRESS, document)
    with _timing(spent, SYMBOL):
        qr_matrix(text)
    with _timing(spent, PDF):
        pdf = passport_pdf(passport_sheet(signed, text, CENTRE, "PCO-7Q4-M2X", None))
    with _timing(spent, PROOF):
        file = seal_credential(credential, [document], world.CENTRE_KEY, created=world.ISSUED)
    with _timing(spent, ATTACH):
        pdf = attach(pdf, "passport.json", file)
    with _timing(spent, SCAN):
        if text not in read_codes(pdf, name="passport.pdf"):
            raise RuntimeError("the page does not read back")


@contextmanager
def _timing(spent: Seconds, step: str) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    finally:
        spent[step] += time.perf_counter() - started
