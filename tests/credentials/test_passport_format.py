"""The normative page says what the golden files and the program do."""

from __future__ import annotations

import json
import re
from pathlib import Path

from credentials.keys import fingerprint
from credentials.qr import decode_text
from credentials.sentences import SENTENCES
from tests.credentials import world
from tests.credentials.test_independent_reader import by_kid, signatures

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "passport-format.md").read_text(encoding="utf-8")


def _example() -> bytes:
    block = re.search(r"```hex\n(.*?)```", PAGE, re.DOTALL)
    assert block is not None
    return bytes.fromhex(block.group(1))


def test_the_worked_example_is_the_golden_file() -> None:
    golden = json.loads((ROOT / "tests" / "vectors" / "good-document.json").read_bytes())

    assert _example() == bytes.fromhex(golden["document"])


def test_the_worked_example_verifies_with_the_keys_on_the_page() -> None:
    keys = by_kid(*re.findall(r"\| (?:centre|assessor|verifier) \| `([0-9a-f]{64})` \|", PAGE))

    assert len(keys) == 3
    assert set(signatures(_example(), keys).values()) == {True}


def test_every_line_of_the_taken_apart_example_is_in_it() -> None:
    apart = PAGE.split("Taken apart:")[1].split("```")[1]
    runs = re.findall(r"(?<![\w\"-])(?:[0-9a-f]{2})+(?:[ ](?:[0-9a-f]{2})+)*(?![\w\"-])", apart)
    found = [bytes.fromhex(run) for run in runs if len(run) > 4]

    assert len(found) > 10
    assert [run.hex() for run in found if run not in _example()] == []


def test_the_code_on_the_page_begins_as_the_golden_text() -> None:
    golden = json.loads((ROOT / "tests" / "vectors" / "good.json").read_bytes())
    begins = PAGE.rstrip().rsplit("```text\n", 1)[1].removesuffix("```").strip()

    assert golden["text"].startswith(begins)
    assert decode_text(golden["text"]).document == _example()


def test_every_code_stands_on_the_page() -> None:
    keys = ("centre-", "assessor-", "verifier-")
    listed = [c for c in SENTENCES if not c.removeprefix("issuer.").startswith(keys)]

    assert [code for code in listed if f"`{code}` | {SENTENCES[code]}" not in PAGE] == []


def test_the_fingerprint_on_the_page_is_the_agencys() -> None:
    key = world.AGENCY_KEY.public_key

    assert f"`{key.hex()}` reads `{fingerprint(key)}`" in " ".join(PAGE.split())
