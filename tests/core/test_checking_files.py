"""Full credentials as inputs: alone, attached to a PDF, and beside a printed code."""

import base64
import json
from functools import partial

import pytest

from core.scanning import read_codes
from core.scanning.attachments import attach, attached, without_attachments
from core.services.checking_passports import CheckedCode, check_input, deciding_code
from core.services.lists_at_hand import GivenList, ListsAtHand, open_lists
from credentials.qr import encode_text
from credentials.report import Answer, Check, Verdict
from tests.core.test_scanning import pdf
from tests.credentials import world
from tests.credentials.openbadges_files import GOOD_FILE, file_of, passport_with_file
from tests.credentials.world import ADDRESS, TRUST, countersigned

NAME = "passport.json"
LISTS: ListsAtHand = open_lists(
    [GivenList("trust-list.json", world.signed_trust(TRUST))],
    [GivenList("status-list.cwt", world.signed_status())],
)
OTHER_FILE = file_of(passport_with_file(countersigned(), countersigned()))


def code_of(file: bytes) -> str:
    """Return the text of the one code in a file."""
    (document,) = json.loads(file)["skillPassport"]
    return encode_text(ADDRESS, base64.b64decode(document))


def printed(*texts: str) -> bytes:
    """Return a PDF with these codes on its page."""
    return pdf([*texts])


check = partial(check_input, read_codes=read_codes, lists=LISTS, at=world.NOW)


def found(data: bytes, name: str = "passport.pdf") -> tuple[CheckedCode, ...]:
    """Return what is found in an input."""
    return check(data, name)


def file_codes(codes: tuple[CheckedCode, ...]) -> list[str]:
    """Return the answers about the file."""
    return [code.report.findings[Check.FILE].code for code in codes]


def test_a_file_alone_is_checked_by_the_code_inside() -> None:
    (code,) = found(GOOD_FILE, NAME)

    assert code.report.verdict is Verdict.VALID
    assert file_codes((code,)) == ["file.ok"]


def test_a_printed_code_alone_has_no_file_to_compare() -> None:
    (code,) = found(printed(code_of(GOOD_FILE)))

    assert code.report.verdict is Verdict.VALID
    assert code.report.answer(Check.FILE) is Answer.DOES_NOT_APPLY


def test_a_pdf_with_its_file_is_one_passport_and_both_are_checked() -> None:
    (code,) = found(attach(printed(code_of(GOOD_FILE)), NAME, GOOD_FILE))

    assert code.report.verdict is Verdict.VALID
    assert code.text == code_of(GOOD_FILE)
    assert file_codes((code,)) == ["file.ok"]


def test_a_changed_file_on_a_good_print_is_not_valid() -> None:
    forged = GOOD_FILE.replace(b"Perform lathe operations", b"Perform brain surgery")
    (code,) = found(attach(printed(code_of(GOOD_FILE)), NAME, forged))

    assert code.report.verdict is Verdict.INVALID
    assert file_codes((code,)) == ["file.differs"]


def test_the_file_of_another_passport_is_an_answer_of_its_own() -> None:
    codes = found(attach(printed(code_of(GOOD_FILE)), NAME, OTHER_FILE))

    assert file_codes(codes) == ["file.other-code", "file.ok"]
    assert deciding_code(codes).report.verdict is Verdict.INVALID


def test_a_file_that_lost_its_code_spoils_the_print_beside_it() -> None:
    content = json.loads(GOOD_FILE)
    del content["skillPassport"]
    codes = found(attach(printed(code_of(GOOD_FILE)), NAME, json.dumps(content).encode()))

    assert file_codes(codes) == ["file.other-code", "file.no-code"]
    assert deciding_code(codes).report.verdict is Verdict.INVALID


def test_a_pdf_whose_print_is_cut_off_is_still_checked_by_its_file() -> None:
    (code,) = found(attach(printed(), NAME, GOOD_FILE))

    assert code.report.verdict is Verdict.VALID


def test_an_attached_picture_or_letter_is_nobodys_code() -> None:
    with_letter = attach(printed(code_of(GOOD_FILE)), "letter.txt", b"see https://x.example/p#1")
    (code,) = found(attach(with_letter, "photo.jpg", b"\xff\xd8\xff\xe0"))

    assert code.report.verdict is Verdict.VALID
    assert file_codes((code,)) == ["file.code-alone"]


def test_a_foreign_credential_is_no_skill_passport() -> None:
    foreign = {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "VerifiableCredential"}
    (code,) = found(json.dumps(foreign).encode(), "degree.json")

    assert not code.is_passport
    assert code.report.verdict is Verdict.INVALID


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_may_have_been_saved_by_an_editor(encoding: str) -> None:
    (code,) = found(GOOD_FILE.decode().encode(encoding), NAME)

    assert code.report.verdict is Verdict.VALID


def test_attachments_go_in_and_come_out_unchanged() -> None:
    plain = printed(code_of(GOOD_FILE))
    whole = attach(plain, NAME, GOOD_FILE)

    assert attached(whole, NAME) == GOOD_FILE
    assert attached(whole, "other.json") is None
    assert attached(plain, NAME) is None
    assert attached(without_attachments(whole), NAME) is None
    assert b"skillPassport" not in without_attachments(whole)
    assert read_codes(without_attachments(whole), name="a.pdf") == (code_of(GOOD_FILE),)
