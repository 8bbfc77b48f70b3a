"""The two standards that ship: their text, their questions, and how they are installed."""

import contextlib
import json
from collections.abc import Callable
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.audit import first_break
from core.domain.standards import (
    BankQuestion,
    Framework,
    FrameworkKind,
    QuestionPurpose,
    RowKind,
    Text,
    Unit,
)
from core.services.shipped_standards import install_shipped_standards, shipped_standards
from core.services.standard_files import Standard, parse_standard
from core.services.standard_nodes import StandardFormatError
from tests.fakes import DESK, NOON, MemoryStore, a_desk


def shipped(code: str) -> Standard:
    return next(s for s in shipped_standards() if s.framework.code == code)


def a_document() -> dict[str, Any]:
    """The shipped RMCS file as JSON, to be broken."""
    raw = (files("resources") / "standards" / "rmcs-manufacturing-2006.json").read_bytes()
    return dict(json.loads(raw))


def test_lathe_unit_has_the_descriptor_and_seven_elements_of_the_guidelines() -> None:
    (unit,) = shipped("RMCS-MAN").units

    assert (unit.code, unit.title.original) == ("D4", "Perform lathe operations")
    assert [row.kind for row in unit.rows()] == [RowKind.DESCRIPTOR] + [RowKind.ELEMENT] * 7
    assert unit.descriptor.original.startswith("Job requirements are determined from drawings")
    texts = [row.text.original for row in unit.judged_rows()]
    assert texts[2] == (
        "Set up job using instruments, such as dial test indicators and digital read-out equipment."
    )
    assert texts[5] == "Perform turning operations to specification."


def test_shop_maintenance_has_four_elements_and_eleven_numbered_criteria() -> None:
    standard = shipped("PH-ALT")
    (unit,) = standard.units

    assert (unit.code, unit.title.original) == ("ALT723205", "Perform shop maintenance")
    assert standard.framework.kind is FrameworkKind.NATIONAL
    assert standard.framework.country == "PH"
    assert [row.number for row in unit.judged_rows()] == (
        ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "3.1", "3.2", "4.1", "4.2", "4.3"]
    )
    assert unit.judged_rows()[9].text.original == (
        "Damaged tools or equipment/facilities are identified and repair recommendation is made."
    )


def test_no_validity_or_exposure_is_invented() -> None:
    for standard in shipped_standards():
        assert standard.framework.exposure_rules == ()
        assert standard.framework.validity_months is None
        assert standard.framework.currency_months is None
        assert standard.framework.in_force(NOON.date())


def test_given_questions_are_the_guidelines_own_and_the_rest_are_marked_as_ours() -> None:
    standard = shipped("RMCS-MAN")
    number = {row.id: row.number for row in standard.units[0].rows()}
    given_ones = [
        (number[q.row_id], q.purpose, q.text.original) for q in standard.questions if not q.ours
    ]

    look, ask = QuestionPurpose.LOOK_FOR, QuestionPurpose.ASK
    assert given_ones == [
        ("", look, "Is this work part of the international job description supplied?"),
        (
            "",
            look,
            "Is there a statement from the employer or supervisor that the work was actually"
            " performed?",
        ),
        (
            "1",
            look,
            "Is there a photograph of the worker or information on workplace safety policies and"
            " their strict application?",
        ),
        (
            "2",
            look,
            "Is there a statement from the supervisor about the quality of work outputs?",
        ),
        (
            "3",
            ask,
            "Can the returning migrant worker satisfactorily explain to the assessor these set-up"
            " activities?",
        ),
    ]
    assert all("appendix A1" in q.source for q in standard.questions if not q.ours)


def test_every_element_of_the_lathe_unit_has_something_to_look_for_and_something_to_ask() -> None:
    standard = shipped("RMCS-MAN")
    for row in standard.units[0].rows():
        purposes = {q.purpose for q in standard.questions if q.row_id == row.id}
        assert purposes == set(QuestionPurpose), row.number


def test_every_criterion_of_shop_maintenance_has_a_question() -> None:
    standard = shipped("PH-ALT")
    asked = {q.row_id for q in standard.questions}
    assert {row.id for row in standard.units[0].judged_rows()} <= asked


def test_what_to_look_for_names_the_papers_that_would_show_it() -> None:
    for standard in shipped_standards():
        for question in standard.questions:
            expects = bool(question.expects)
            assert expects is (question.purpose is QuestionPurpose.LOOK_FOR), question.text


def test_ids_are_the_same_on_every_machine_for_ever() -> None:
    """Desks are joined by these ids: if this fails, the ids were remade. Put them back."""
    ids = {s.framework.code: (str(s.framework.id), str(s.units[0].id)) for s in shipped_standards()}
    assert ids == FROZEN_IDS


def test_installing_writes_both_standards_with_one_audit_line_each() -> None:
    store = MemoryStore()

    units = install_shipped_standards(a_desk(store))

    assert {unit.code for unit in units} == {"D4", "ALT723205"}
    assert all(unit.version == 1 for unit in units), "the units come back as they were stored"
    assert store.actions() == ["standard.installed"] * 2
    with store.uow() as uow:
        assert len(uow.find(Framework)) == 2
        assert len(uow.find(BankQuestion)) == sum(len(s.questions) for s in shipped_standards())
        assert first_break(uow.audit_log(DESK)) is None


def test_installing_at_every_start_changes_nothing_more() -> None:
    store = MemoryStore()
    first = install_shipped_standards(a_desk(store))
    before = dict(store.records)

    assert install_shipped_standards(a_desk(store)) == first
    assert store.records == before
    assert len(store.actions()) == 2


def test_what_the_centre_changed_is_kept_and_what_is_missing_is_added() -> None:
    store = MemoryStore()
    install_shipped_standards(a_desk(store))
    question = shipped("RMCS-MAN").questions[0]
    with store.uow() as uow:
        unit = next(u for u in uow.find(Unit) if u.code == "D4")
        changed = uow.save(replace(unit, title=Text((("en", "Perform lathe operations (ours)"),))))
        uow.commit()
    del store.records[question.id]

    units = install_shipped_standards(a_desk(store))

    assert changed in units
    assert question.id in store.records
    assert len(store.actions()) == 3


def _set(path: str, value: object) -> Callable[[dict[str, Any]], None]:
    def apply(document: dict[str, Any]) -> None:
        *way, last = path.split("/")
        at: Any = document
        for step in way:
            at = at[int(step) if step.isdecimal() else step]
        at[last] = value

    return apply


@pytest.mark.parametrize(
    ("break_it", "place"),
    [
        (_set("format", "touchstone-standard/2"), "format"),
        (_set("extra", 1), ""),
        (_set("framework/status", "famous"), "framework.status"),
        (_set("framework/valid_from", "20 November"), "framework.valid_from"),
        (_set("framework/validity_months", True), "framework.validity_months"),
        (_set("framework/endorsed_by", "KH"), "framework.endorsed_by"),
        (_set("units/0/id", "D4"), "units[0].id"),
        (_set("units/0/title", "Perform lathe operations"), "units[0].title"),
        (_set("units/0/elements/2/text", {"en": " "}), "units[0].elements[2].text.en"),
        (_set("units/0/elements/2/number", "2"), "units[0].elements"),
        (_set("units/0/elements", []), "units[0].elements"),
        (_set("units/0/questions/4/row", "9"), "units[0].questions[4].row"),
        (_set("units/0/questions/0/expects", ["a feeling"]), "units[0].questions[0].expects[0]"),
        (_set("units/0/questions/2/expects", ["photograph"]), "units[0].questions[2].expects"),
        (_set("units/0/questions/0/ours", "no"), "units[0].questions[0].ours"),
    ],
    ids=lambda case: case if isinstance(case, str) else "",
)
def test_a_broken_standard_is_refused_with_its_place(
    break_it: Callable[[dict[str, Any]], None], place: str
) -> None:
    document = a_document()
    break_it(document)

    with pytest.raises(StandardFormatError) as caught:
        parse_standard(json.dumps(document).encode())

    assert caught.value.place == place


def test_an_id_used_twice_is_refused() -> None:
    document = a_document()
    unit = document["units"][0]
    unit["elements"][1]["id"] = unit["elements"][0]["id"]

    with pytest.raises(StandardFormatError, match="used twice") as caught:
        parse_standard(json.dumps(document).encode())

    assert caught.value.place == "row 2 of unit D4"


@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b'{"format": 1, "format": 2}', b"[" * 100_000, b"null"]
)
def test_what_is_no_json_object_is_refused(raw: bytes) -> None:
    with pytest.raises(StandardFormatError):
        parse_standard(raw)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
_NAMES = ("framework", "units", "licence", "format")


@settings(derandomize=True, deadline=None, max_examples=150)
@given(name=st.sampled_from(_NAMES), value=_JSON)
def test_any_value_in_a_file_gives_a_standard_or_our_own_error(name: str, value: object) -> None:
    document = a_document() | {name: value}
    with contextlib.suppress(StandardFormatError):
        parse_standard(json.dumps(document).encode())


FROZEN_IDS = {
    "PH-ALT": (
        "01a20376-0485-7b7b-a23a-4362720ecc3c",
        "01a20376-0485-7ba7-a461-a807a3dd443a",
    ),
    "RMCS-MAN": (
        "01a20376-0485-774d-b547-8cdd5fa589a6",
        "01a20376-0485-77c9-9910-bd2aff2c80a9",
    ),
}
