"""What a verification found: check by check, for each award and for the whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from operator import attrgetter
from typing import Any, Final, NamedTuple

from credentials.passport import Award, HolderCore, Passport, Person
from credentials.reading import Content, ReadAward
from credentials.report_json import award_to_json, passport_to_json
from credentials.sentences import sentence
from credentials.trust_list import PersonEntry

_NO_FACTS: Final[Mapping[str, str]] = {}


class Check(Enum):
    """The checks, in the order in which they are made and shown."""

    READABLE = "readable"
    SIGNATURE = "signature"
    ISSUER = "issuer"
    FOUR_EYES = "four_eyes"
    SCOPE = "scope"
    DATES = "dates"
    STATUS = "status"
    FILE = "file"

    # Each member is one object; Enum's own hash is a Python call, made fifty times a document.
    __hash__ = object.__hash__


class Answer(Enum):
    """What one check found. Not checked is an answer of its own: it is neither good nor bad."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"
    DOES_NOT_APPLY = "does_not_apply"

    __hash__ = object.__hash__


class Verdict(Enum):
    """What all the checks come to."""

    VALID = "valid"
    INVALID = "invalid"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer of one check, with its stable code."""

    answer: Answer
    code: str
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)
    """What the sentence names: a date, a unit."""

    @property
    def message(self) -> str:
        """The English sentence of the code."""
        return sentence(self.code, self.facts)


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to be shown beside the answers; it changes no verdict."""

    code: str
    facts: Mapping[str, str] = field(default_factory=lambda: _NO_FACTS)

    @property
    def message(self) -> str:
        """The English sentence of the code."""
        return sentence(self.code, self.facts)


_RANK: Final = {
    Answer.FAILED: 0,
    Answer.NOT_CHECKED: 1,
    Answer.PASSED: 2,
    Answer.DOES_NOT_APPLY: 3,
}
"""The worst first."""
_ANSWER: Final = attrgetter("answer")
_CAUTION: Final = {"dates.claimed": 2, "dates.confirmed": 1}
"""Which of several findings of the same answer is to be shown for the whole."""


def worse(one: Finding, other: Finding) -> Finding:
    """Return the worse of two findings; if equally bad, the one that says more, else `one`."""
    if one.answer is not other.answer:
        return one if _RANK[one.answer] < _RANK[other.answer] else other
    return other if _CAUTION.get(other.code, 0) > _CAUTION.get(one.code, 0) else one


def verdict_of(findings: Mapping[Check, Finding]) -> Verdict:
    """INVALID if any check failed; else UNDECIDED if any was not made; else VALID."""
    answers = {*map(_ANSWER, findings.values())}
    if Answer.FAILED in answers:
        return Verdict.INVALID
    return Verdict.UNDECIDED if Answer.NOT_CHECKED in answers else Verdict.VALID


class AwardReport(NamedTuple):
    """What was found about one award."""

    read: ReadAward
    findings: Mapping[Check, Finding]
    """One for each check but READABLE and FILE, which are the whole document's."""
    signers: tuple[PersonEntry, PersonEntry] | None = None
    """The trust list's entries of the assessor's and the verifier's key, if both were found."""
    notices: tuple[Notice, ...] = ()

    @property
    def award(self) -> Award:
        """What the award says."""
        return self.read.award

    @property
    def assessor(self) -> Person:
        """As the trust list knows the key; as the award names them if it was not found there."""
        return self.signers[0].person if self.signers else self.award.assessor

    @property
    def verifier(self) -> Person:
        """As the trust list knows the key; as the passport names them if it was not found there."""
        return self.signers[1].person if self.signers else self.read.verifier_as_named

    @property
    def verified_at(self) -> datetime:
        """When it was verified, as the verifier signed."""
        return self.read.verified_at

    @property
    def verdict(self) -> Verdict:
        """The award's own verdict."""
        return verdict_of(self.findings)


@dataclass(frozen=True, slots=True)
class Report:
    """What verification found. Has no truth value: ask for `verdict`."""

    findings: Mapping[Check, Finding]
    """One for each check: the worst of the document's own and its awards'."""
    content: Content | None = None
    """What the document holds; None if unreadable or after a bad signature."""
    awards: tuple[AwardReport, ...] = ()
    confirmed: bool = False
    """Whether a trusted key signed the content. If not, show it as a claim only."""
    agency: str | None = None
    """Whose trust list knows the issuer."""
    recognised_by: str | None = None
    """Which trusted agency recognises `agency`; None if `agency` is trusted itself."""
    practice: bool = False
    """Show PRACTICE on everything."""
    notices: tuple[Notice, ...] = ()
    """The last one is always `compare_person`."""

    @property
    def passport(self) -> Passport | None:
        """What the document says; None if unreadable or after a bad signature."""
        return self.content.passport if self.content is not None else None

    @property
    def holder(self) -> HolderCore | None:
        """Whom it is about, likewise."""
        return self.content.holder if self.content is not None else None

    @property
    def former_holder(self) -> HolderCore | None:
        """The holder under the former name, if the passport carries it."""
        return self.content.former_holder if self.content is not None else None

    def answer(self, check: Check) -> Answer:
        """Return the answer of one check."""
        return self.findings[check].answer

    @property
    def verdict(self) -> Verdict:
        """The worst of the awards' and the document's own."""
        return verdict_of(self.findings)

    @property
    def headline(self) -> Notice:
        """The verdict in one sentence that says why."""
        if self.verdict is Verdict.INVALID:
            return Notice(self._why_invalid())
        if self.verdict is Verdict.VALID:
            return Notice("verdict.valid" if self.awards else "verdict.valid-no-unit")
        issuer = self.findings[Check.ISSUER]
        if issuer.code == "issuer.list-out-of-date":
            return Notice("verdict.undecided-list-old", issuer.facts)
        if self.recognised_by is not None and self._beyond_recognition():
            facts = {"agency": self.agency or "", "home": self.recognised_by}
            return Notice("verdict.undecided-recognition", facts)
        if issuer.answer is Answer.NOT_CHECKED:
            return Notice("verdict.undecided-issuer")
        undecided = {c for c, f in self.findings.items() if f.answer is Answer.NOT_CHECKED}
        only_status = undecided == {Check.STATUS}
        return Notice("verdict.undecided-status" if only_status else "verdict.undecided")

    def _beyond_recognition(self) -> bool:
        codes = {self.findings[check].code for check in (Check.ISSUER, Check.SCOPE)}
        return not codes.isdisjoint(
            {"issuer.recognition-period", "scope.recognition-period", "scope.not-recognised"}
        )

    def _why_invalid(self) -> str:
        """Expired is not forged, withdrawn neither; but only if nothing else failed."""
        failed = {c: f.code for c, f in self.findings.items() if f.answer is Answer.FAILED}
        if failed.get(Check.READABLE) == "readable.not-a-passport":
            return "verdict.not-a-passport"
        if Check.READABLE in failed:
            return "verdict.not-readable"
        if self.confirmed and failed == {Check.DATES: "dates.expired"}:
            return "verdict.expired"
        if self.confirmed and failed.keys() == {Check.STATUS}:
            return "verdict.withdrawn"
        return "verdict.invalid"

    def as_json(self) -> dict[str, Any]:
        """Return the report as JSON values (design §5): verdict, checks, passport and notices."""
        passport = None
        if (content := self.content) is not None:
            passport = passport_to_json(content.passport, content.holder, content.former_holder)
            passport["confirmed"] = self.confirmed
            passport["awards"] = [_award_report_to_json(award) for award in self.awards]
        return {
            "verdict": self.verdict.value,
            "headline": _notice_to_json(self.headline),
            "checks": _findings_to_json(self.findings),
            "passport": passport,
            "agency": self.agency,
            "recognisedBy": self.recognised_by,
            "practice": self.practice,
            "notices": [_notice_to_json(notice) for notice in self.notices],
        }

    def __bool__(self) -> bool:
        raise TypeError("a Report is neither true nor false; compare report.verdict")


def _award_report_to_json(report: AwardReport) -> dict[str, Any]:
    return {
        **award_to_json(report.award, report.assessor, report.verifier, report.verified_at),
        "verdict": report.verdict.value,
        "checks": _findings_to_json(report.findings),
    }


def _findings_to_json(findings: Mapping[Check, Finding]) -> dict[str, Any]:
    return {
        check.value: {
            "answer": finding.answer.value,
            "code": finding.code,
            "message": finding.message,
        }
        for check, finding in findings.items()
    }


def _notice_to_json(notice: Notice) -> dict[str, str]:
    return {"code": notice.code, "message": notice.message}
