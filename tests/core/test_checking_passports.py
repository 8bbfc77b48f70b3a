"""Checking inputs: which lists count, and one answer for each code in an input."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest
import qrcode
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CoreError
from core.scanning import read_codes
from core.services.checking_passports import CheckedCode, check_codes, check_input, deciding_code
from core.services.lists_at_hand import (
    GivenList,
    ListsAtHand,
    ListUnreadableError,
    open_lists,
    published_lists,
)
from credentials.report import Check, Verdict
from credentials.status_list import Status
from tests.passports import NOW, PaperAgency

AGENCY = PaperAgency()
STRANGER = PaperAgency("Agency of Another Country")
NO_LISTS = ListsAtHand()


def trusting(agency: PaperAgency = AGENCY, *, status: Sequence[bytes] | None = None) -> ListsAtHand:
    """The lists of one agency; by default with a fresh status list that withdraws nothing."""
    given_status = [agency.status_list()] if status is None else status
    return open_lists(
        [GivenList("trust-list.json", agency.trust_list())],
        [GivenList("status-list.cwt", raw) for raw in given_status],
    )


def check(text: str, lists: ListsAtHand) -> CheckedCode:
    (checked,) = check_codes([text], lists=lists, at=NOW)
    return checked


def test_a_passport_of_a_trusted_agency_with_its_status_list_is_valid() -> None:
    assert check(AGENCY.code(), trusting()).report.verdict is Verdict.VALID


def test_without_a_status_list_it_stays_undecided() -> None:
    report = check(AGENCY.code(), trusting(status=[])).report

    assert report.verdict is Verdict.UNDECIDED
    assert report.findings[Check.STATUS].code == "status.none-at-hand"


def test_a_revoked_award_is_not_valid() -> None:
    lists = trusting(status=[AGENCY.status_list(award=Status.REVOKED)])
    report = check(AGENCY.code(), lists).report

    assert report.verdict is Verdict.INVALID
    assert report.findings[Check.STATUS].code == "status.award-revoked"


@pytest.mark.parametrize("lists", [NO_LISTS, trusting(STRANGER)], ids=["none", "a stranger's"])
def test_an_issuer_that_nobody_here_trusts_is_neither_good_nor_forged(lists: ListsAtHand) -> None:
    checked = check(AGENCY.code(), lists)

    assert checked.report.verdict is Verdict.UNDECIDED
    assert checked.report.findings[Check.ISSUER].code == "issuer.unknown"
    assert not checked.report.confirmed


def test_a_status_list_that_no_trusted_agency_signed_is_left_out_and_named() -> None:
    lists = open_lists(
        [GivenList("ours.json", AGENCY.trust_list())],
        [GivenList("theirs.cwt", STRANGER.status_list(award=Status.REVOKED))],
    )

    assert lists.left_out == ("theirs.cwt",)
    assert check(AGENCY.code(), lists).report.verdict is Verdict.UNDECIDED


def test_a_trust_list_with_one_changed_byte_is_refused_by_name() -> None:
    raw = AGENCY.trust_list().replace(b'"payload":"', b'"payload":"A', 1)

    with pytest.raises(ListUnreadableError, match=r"ours\.json") as caught:
        open_lists([GivenList("ours.json", raw)], [])

    assert caught.value.code == "check.list-unreadable"
    assert caught.value.cause in {"dsse.format", "dsse.signature"}


@pytest.mark.parametrize(
    "raw", [b"", b"{}", b"\x00" * 64, AGENCY.trust_list(), AGENCY.status_list()[:-5]]
)
def test_what_is_no_status_list_at_all_is_refused_by_name(raw: bytes) -> None:
    with pytest.raises(ListUnreadableError, match="not a status list"):
        open_lists([GivenList("ours", AGENCY.trust_list())], [GivenList("status", raw)])


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.binary(max_size=400))
def test_any_bytes_given_as_lists_are_refused_with_our_own_error(raw: bytes) -> None:
    with pytest.raises(ListUnreadableError):
        open_lists([GivenList("trust", raw)], [])
    with pytest.raises(ListUnreadableError):
        open_lists([], [GivenList("status", raw)])


def test_every_code_of_a_text_is_reported_in_its_order() -> None:
    first, second = AGENCY.code(), AGENCY.code(name="CHEA Vanna")
    letter = f"Dear sir,\n{first}\nand my sister's: {second}\n".encode()

    checked = check_input(letter, "letter.txt", read_codes=read_codes, lists=trusting(), at=NOW)

    holders = [code.report.holder for code in checked]
    assert [holder and holder.latin_name for holder in holders] == ["SOK Phalla", "CHEA Vanna"]


def test_a_picture_of_the_code_is_checked() -> None:
    drawn = io.BytesIO()
    qrcode.make(AGENCY.code()).save(drawn)

    checked = check_input(
        drawn.getvalue(), "qr.png", read_codes=read_codes, lists=trusting(), at=NOW
    )

    assert [code.report.verdict for code in checked] == [Verdict.VALID]


def test_an_input_without_a_code_says_so_and_is_no_verdict() -> None:
    with pytest.raises(CoreError) as caught:
        check_input(b"%PDF-", "binder.pdf", read_codes=read_codes, lists=NO_LISTS, at=NOW)

    assert caught.value.code == "scan.broken-pdf"


def test_a_forged_code_beside_a_good_one_decides() -> None:
    good, forged = AGENCY.code(), changed_digit(AGENCY.code())
    checked = check_codes([good, forged], lists=trusting(), at=NOW)

    assert deciding_code(checked).text == forged


def test_a_foreign_code_beside_a_passport_does_not_make_it_bad() -> None:
    checked = check_codes(
        ["https://centre.example/contact", AGENCY.code()], lists=trusting(), at=NOW
    )

    assert [code.is_passport for code in checked] == [False, True]
    assert deciding_code(checked).report.verdict is Verdict.VALID


def test_a_foreign_code_alone_is_not_a_passport() -> None:
    (checked,) = check_codes(["https://centre.example/contact"], lists=trusting(), at=NOW)

    assert not checked.is_passport
    assert deciding_code([checked]).report.verdict is Verdict.INVALID


@dataclass
class Published:
    """The lists that a desk holds."""

    trust_list: bytes | None = None
    status_list: bytes | None = None
    bitstring_lists: bytes | None = None
    files: dict[str, bytes] = field(default_factory=dict)

    def trust(self) -> bytes | None:
        return self.trust_list

    def status(self) -> bytes | None:
        return self.status_list

    def bitstrings(self) -> bytes | None:
        return self.bitstring_lists

    def keep_trust(self, envelope: bytes) -> None:
        self.trust_list = envelope

    def keep_status(self, token: bytes, bitstrings: bytes) -> None:
        self.status_list, self.bitstring_lists = token, bitstrings

    def kept(self, name: str) -> bytes | None:
        return self.files.get(name)

    def keep(self, name: str, content: bytes) -> None:
        self.files[name] = content

    def drop(self, name: str) -> None:
        self.files.pop(name, None)

    def names(self, folder: str) -> tuple[str, ...]:
        return tuple(sorted(name for name in self.files if name.startswith(f"{folder}/")))


def test_a_desk_checks_with_the_lists_that_its_agency_published() -> None:
    lists = published_lists(Published(AGENCY.trust_list(), AGENCY.status_list()))

    assert check(AGENCY.code(), lists).report.verdict is Verdict.VALID


def test_a_desk_without_lists_can_check_and_trusts_nobody() -> None:
    assert published_lists(Published()) == NO_LISTS


def changed_digit(text: str) -> str:
    """The same code with one digit in the middle changed, still readable as digits."""
    middle = (text.index("#") + len(text)) // 2
    digit = "0" if text[middle] != "0" else "1"
    return text[:middle] + digit + text[middle + 1 :]


@pytest.mark.parametrize("place", range(5, 95, 10))
def test_one_changed_digit_anywhere_is_never_valid(place: int) -> None:
    text = AGENCY.code()
    start = text.index("#") + 1
    at = start + (len(text) - start) * place // 100
    changed = text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1 :]

    report = check(changed, trusting()).report

    assert report.verdict is not Verdict.VALID
    assert not report.confirmed, "nothing of a changed document is shown as fact"
