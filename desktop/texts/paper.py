"""Words around paper: scanned checklists, and test days."""

from typing import Final

from core.domain.checklist_reading import LeftOut, PageProblem, SheetProblem
from core.domain.rules import Rule
from desktop.texts.translating import fill
from desktop.texts.words import words

REFUSALS: Final[dict[str, tuple[str, str, str]]] = {
    Rule.TEST_DAY_KEEPER.value: (
        "Test days are arranged by a certified assessor, the lead verifier or an administrator.",
        "{person} is none of them.",
        "An administrator can arrange the day, or give the role.",
    ),
    Rule.TEST_DAY_HELD.value: (
        "What bib numbers and papers rest on stays once a test day is held.",
        "The day of {on} has become a session.",
        "An assessor can arrange another test day for whoever comes later.",
    ),
    Rule.TEST_DAY_FULL.value: (
        "Nobody is admitted beyond the places of a test day.",
        "All {places} places are taken.",
        "Whoever arranges the day can give it more places, or admit the worker to another one.",
    ),
    Rule.TEST_DAY_UNIT.value: (
        "A worker is admitted for a unit that the case claims.",
        "{worker} claims none of the units of this day.",
        "The advisor can claim a unit in the case, or the day gets another unit.",
    ),
    Rule.TEST_DAY_EMPTY.value: (
        "A test day is held for those who are admitted.",
        "Nobody is admitted yet.",
        "Whoever arranges the day can admit candidates.",
    ),
    Rule.TEST_DAY_NOT_YET.value: (
        "Everybody who gets a seat can be observed on that day.",
        "{worker} cannot be observed by you today:",
        "Mend what is named, or leave this worker out of the day.",
    ),
}
PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "checklist.foreign-code": (
        "This code is not that of a checklist.",
        "Scan the printed checklist itself.",
    ),
    "checklist.code-damaged": (
        "The code of this checklist cannot be trusted: its checksum is wrong.",
        "Scan the page once more, or key it in.",
    ),
    "checklist.version": (
        "This checklist was printed by another version of the program.",
        "Key it in, or use the newer version.",
    ),
    "checklist.observed-day": (
        "This time does not fit: it is to come, or before the session was prepared.",
        "Write the day and time that stand on the paper.",
    ),
    "checklist.no-task": (
        "No task is set in this session yet, so there is no checklist.",
        "Set a task first: the checklist has the rows of its unit.",
    ),
    "checklist.nothing": (
        "Nothing is marked on this checklist.",
        "Mark the rows that were seen. Rows that were not looked at stay empty.",
    ),
    "checklist.entered": (
        "Page {page} of this checklist was entered before.",
        "Nothing was entered twice. If a mark is to be changed, mark the row at the bench.",
    ),
    "checklist.page-twice": (
        "Page {page} of this checklist is there twice.",
        "Nothing was entered. Take one of the two away.",
    ),
    "checklist.keyed": (
        "This checklist was keyed in before.",
        "Nothing was entered twice. If a mark is to be changed, mark the row at the bench.",
    ),
    "test-day.places": (
        "A test day has from 1 to {limit} places, and not fewer than workers are admitted.",
        "Write another number of places.",
    ),
}
_SHEETS: Final[dict[PageProblem | SheetProblem, str]] = {
    PageProblem.NO_CODE: (
        "no code of a checklist is on it. Is it the back of a page, or is its upper right missing?"
    ),
    PageProblem.FOREIGN_CODE: "its code is not that of a checklist.",
    PageProblem.DAMAGED_CODE: "its code cannot be read. Scan it sharper, or key it in.",
    PageProblem.OTHER_VERSION: "it was printed by another version of the program. Key it in.",
    PageProblem.PARTLY: (
        "part of it is missing: not all four dark squares in its corners can be seen. Scan the "
        "whole page."
    ),
    SheetProblem.UNKNOWN_SESSION: (
        "it belongs to a session that this desk does not have, or the worker has no part in it "
        "any more."
    ),
    SheetProblem.OTHER_SESSION: "it belongs to another session: {whose}.",
    SheetProblem.TWICE: "the same page is in this scan twice; the first one counts ({whose}).",
    SheetProblem.ENTERED: "it was entered before: {whose}. Nothing is entered twice.",
    SheetProblem.OTHER_ROWS: (
        "the rows of the standard are not those that were printed: {whose}. Key it in."
    ),
}


def left_out_text(one: LeftOut) -> str:
    """Why a page is left out, in one sentence."""
    facts = {"file": one.page.file, "number": one.page.number, "whose": one.whose}
    return (
        f"{fill('{file}, page {number}:', facts, words)} {fill(_SHEETS[one.problem], facts, words)}"
    )
