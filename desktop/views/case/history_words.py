"""The history of a case in words: notes and calls, moves, hand-overs, decisions, passports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from core.domain.case import ConflictDeclaration, ConflictHandling, NoteKind, StageMove
from core.domain.casefile import CaseFile
from core.domain.portfolio import Freeze
from core.domain.recognition import Award, Passport
from core.domain.verifying import Verification, VerificationOutcome
from core.ids import StaffId
from desktop.presenters.case_on_page import CaseOnPage
from desktop.texts import words


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One line: when, what happened, and who did it."""

    at: datetime
    text: str
    who: str


def history_rows(page: CaseOnPage) -> list[HistoryRow]:
    """The whole history, newest first."""
    found = sorted(_events(page.file), key=lambda event: event[0], reverse=True)
    return [HistoryRow(at, text, page.name_of(by)) for at, text, by in found]


def _events(file: CaseFile) -> Iterator[tuple[datetime, str, StaffId]]:
    for note in file.notes:
        yield note.at, _note(note.kind, note.text), note.by
    for move in file.moves:
        yield move.at, _move(move), move.by
    for freeze in file.freezes:
        yield freeze.at, _freeze(freeze), freeze.by
    for conflict in file.conflicts:
        yield conflict.at, _conflict(conflict), conflict.by
    for handling in file.handlings:
        yield handling.at, _handling(handling), handling.by
    yield from _signed(file)
    for passport in file.passports:
        yield passport.at, _passport(passport), passport.by


def _signed(file: CaseFile) -> Iterator[tuple[datetime, str, StaffId]]:
    for void in file.voids:
        said = QCoreApplication.translate("History", "decision found void ({basis}): {reason}")
        yield void.at, said.format(basis=words(void.basis), reason=void.reason), void.by
    for decision in file.decisions:
        unit = next((one.code for one in file.units if one.id == decision.unit_id), "")
        said = QCoreApplication.translate("History", "decision signed: {unit} {result}")
        yield decision.at, said.format(unit=unit, result=words(decision.result)), decision.by
    for verification in file.verifications:
        yield verification.at, _verification(verification), verification.by
    for award in file.awards:
        yield award.at, _award(file, award), award.by


def _note(kind: NoteKind, text: str) -> str:
    called = QCoreApplication.translate("History", "call: {text}")
    return called.format(text=text) if kind is NoteKind.CALL else text


def _move(move: StageMove) -> str:
    translate = QCoreApplication.translate
    if move.end is not None:
        said = translate("History", "case rests: {end}").format(end=words(move.end))
    elif move.from_stage is move.to_stage:
        said = translate("History", "case taken up again")
    else:
        said = translate("History", "moved on to “{stage}”")
        if move.to_stage < move.from_stage:
            said = translate("History", "taken back to “{stage}”")
        said = said.format(stage=words(move.to_stage))
    return f"{said}. {move.note}" if move.note else said


def _freeze(freeze: Freeze) -> str:
    translate, count = QCoreApplication.translate, len(freeze.exhibits)
    if freeze.supplement:
        said = translate("History", "supplement {number} handed over: exhibits {numbers}")
    else:
        said = translate("History", "portfolio frozen and handed over: {count} exhibits")
    numbers = ", ".join(str(one.number) for one in freeze.exhibits)
    return said.format(number=freeze.supplement, numbers=numbers, count=count)


def _conflict(declared: ConflictDeclaration) -> str:
    translate = QCoreApplication.translate
    if not declared.conflict:
        said = translate("History", "declared for {duty}: no conflict of interest")
        return said.format(duty=words(declared.duty))
    said = translate("History", "declared for {duty} a conflict of interest: {what}")
    return said.format(duty=words(declared.duty), what=declared.what)


def _handling(handling: ConflictHandling) -> str:
    said = QCoreApplication.translate("History", "conflict of interest: {outcome}. {measures}")
    said = said.format(outcome=words(handling.outcome), measures=handling.measures)
    return said.strip()


def _verification(verification: Verification) -> str:
    translate = QCoreApplication.translate
    if verification.outcome is VerificationOutcome.COUNTERSIGNED:
        return translate("History", "decision countersigned")
    said = translate("History", "decision returned: {reasons}")
    return said.format(reasons=verification.reasons)


def _award(file: CaseFile, award: Award) -> str:
    units = ", ".join(one.code for one in file.units if one.id in award.unit_ids)
    said = QCoreApplication.translate("History", "award countersigned: {units}")
    return said.format(units=units)


def _passport(passport: Passport) -> str:
    said = QCoreApplication.translate("History", "skill passport {reference} issued")
    return said.format(reference=passport.reference)
