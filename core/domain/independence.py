"""What may bind an assessor or verifier to the worker: pointed out with its facts, never decided.

A cue is worked out when it is looked at and stored nowhere. Whether it is a conflict of interest
the person says in a declaration, and what follows from it somebody else does.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Final

from core.domain.assessment import add_months
from core.domain.case import Duty
from core.domain.casefile import CaseFile
from core.domain.people import Candidate, HistoryKind, HistoryLine, Staff
from core.domain.staff_records import PostKind, StaffPost

EMPLOYER_YEARS: Final = 10
"""How long a common employer is pointed out after either left. Ours: no source sets a number."""

_LEGAL_FORMS: Final = frozenset(
    [
        "co",
        "company",
        "corp",
        "corporation",
        "inc",
        "incorporated",
        "ltd",
        "limited",
        "llc",
        "plc",
        "gmbh",
        "ag",
        "sa",
        "jsc",
        "pt",
        "tbk",
        "cv",
        "sdn",
        "bhd",
        "pvt",
        "private",
        "pte",
        "public",
        "enterprise",
        "enterprises",
        "group",
        "holding",
        "holdings",
        "the",
        "and",
        "of",
    ]
)
_COMMON_WORDS: Final = frozenset(
    [
        "family",
        "own",
        "workshop",
        "factory",
        "garage",
        "shop",
        "site",
        "farm",
        "house",
        "home",
        "school",
        "college",
        "centre",
        "center",
        "institute",
        "training",
        "vocational",
        "technical",
        "university",
        "international",
        "national",
        "general",
        "construction",
        "manufacturing",
        "industry",
        "industries",
        "industrial",
        "services",
        "service",
    ]
)
"""Words that alone name no employer: "workshop" is not the workshop of somebody else."""


class CueKind(Enum):
    """What is pointed out."""

    SAME_EMPLOYER = "same-employer"
    SIGNED_EVIDENCE = "signed-evidence"
    NAME_AND_ADDRESS = "name-and-address"
    SAME_ADDRESS = "same-address"
    EARLIER_TRAINER = "earlier-trainer"
    ASSESSED_BEFORE = "assessed-before"


@dataclass(frozen=True, slots=True)
class Cue:
    """One thing to look at, with the facts that its sentence is filled from.

    `weak` cues are common among strangers as well.
    """

    kind: CueKind
    facts: Mapping[str, object]
    weak: bool = False


@dataclass(frozen=True, slots=True)
class EarlierPart:
    """What the same person signed about the same worker in another case."""

    reference: str
    duty: Duty
    on: date


def cues(
    person: Staff,
    address: str,
    posts: Iterable[StaffPost],
    file: CaseFile,
    earlier: Iterable[EarlierPart] = (),
    *,
    on: date,
) -> tuple[Cue, ...]:
    """Everything that may bind this person to the worker of the case, strongest first."""
    own = [one for one in posts if one.staff_id == person.id and not one.removed]
    found = (
        *_neighbours(person, address, file.candidate),
        *_signed(person, file),
        *_assessed(earlier),
        *_trained(own, file.history),
        *_worked(own, file.history, add_months(on, -12 * EMPLOYER_YEARS)),
    )
    return tuple(sorted(found, key=lambda one: one.weak))


def name_words(name: str) -> frozenset[str]:
    """The words of a name in Latin letters, without marks, in no order.

    Khmer, Chinese and Vietnamese names begin with the family's, others end with it, and no program
    can tell: so all words are compared.
    """
    return frozenset(word for word in _words(name) if len(word) > 1 and word.isalpha())


def same_employer(one: str, other: str) -> bool:
    """Tell whether two spellings may name one employer: "Hanshin" and "Hanshin Precision Co."."""
    first, second = _employer_words(one), _employer_words(other)
    if not first or not second:
        return False
    shorter, longer = sorted((first, second), key=len)
    return first == second or (shorter <= longer and bool(shorter - _COMMON_WORDS))


def same_address(one: str, other: str) -> bool:
    """Tell whether two spellings may name one address: the shorter's words are all in the longer.

    A town or a street alone is no address: at least a number and two more words are needed.
    """
    shorter, longer = sorted((frozenset(_words(one)), frozenset(_words(other))), key=len)
    numbered = any(any(sign.isdigit() for sign in word) for word in shorter)
    return len(shorter) >= _ADDRESS_WORDS and numbered and shorter <= longer


_ADDRESS_WORDS: Final = 3
_SHORT_FORMS: Final = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "apt":
    "apartment", "bldg": "building", "no": "", "nr": "", "house": "", "number": "",
}  # fmt: skip


def _words(text: str) -> Iterator[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(sign for sign in plain if unicodedata.category(sign) != "Mn")
    for word in re.findall(r"\w+", plain):
        if full := _SHORT_FORMS.get(word, word):
            yield full


def _employer_words(name: str) -> frozenset[str]:
    return frozenset(_words(name)) - _LEGAL_FORMS


def _neighbours(person: Staff, address: str, worker: Candidate) -> Iterator[Cue]:
    if not same_address(address, worker.address):
        return
    shared = name_words(person.name) & name_words(worker.name)
    facts = {"person": person.name, "worker": worker.name, "address": worker.address}
    if shared:
        facts["name"] = " ".join(sorted(word.capitalize() for word in shared))
        yield Cue(CueKind.NAME_AND_ADDRESS, facts)
    else:
        yield Cue(CueKind.SAME_ADDRESS, facts, weak=True)


def _signed(person: Staff, file: CaseFile) -> Iterator[Cue]:
    own = name_words(person.name)
    for exhibit in file.binder:
        if own and name_words(exhibit.signatory.name) == own:
            facts = {"person": person.name, "exhibit": exhibit.number, "title": exhibit.title}
            yield Cue(CueKind.SIGNED_EVIDENCE, facts)


def _assessed(earlier: Iterable[EarlierPart]) -> Iterator[Cue]:
    for one in earlier:
        facts = {"reference": one.reference, "duty": one.duty, "day": one.on}
        yield Cue(CueKind.ASSESSED_BEFORE, facts, weak=True)


def _trained(posts: Iterable[StaffPost], history: Iterable[HistoryLine]) -> Iterator[Cue]:
    learned = [one for one in history if one.kind is not HistoryKind.WORK and not one.removed]
    for post in posts:
        for line in learned:
            if post.kind is PostKind.TRAINING and same_employer(post.employer, line.organisation):
                together = _together(post, line)
                yield Cue(CueKind.EARLIER_TRAINER, _facts(post, line), weak=not together)


def _worked(
    posts: Iterable[StaffPost], history: Iterable[HistoryLine], since: date
) -> Iterator[Cue]:
    worked = [one for one in history if one.kind is HistoryKind.WORK and not one.removed]
    for post in posts:
        for line in worked:
            recent = all(ends is None or ends >= since for ends in (post.ends, line.ends))
            if (
                post.kind is PostKind.WORK
                and recent
                and same_employer(post.employer, line.organisation)
            ):
                together = _together(post, line)
                yield Cue(CueKind.SAME_EMPLOYER, _facts(post, line), weak=not together)


def _together(post: StaffPost, line: HistoryLine) -> bool:
    last = date.max
    return post.starts <= (line.ends or last) and line.starts <= (post.ends or last)


def _facts(post: StaffPost, line: HistoryLine) -> dict[str, object]:
    return {
        "employer": line.organisation,
        "what": line.title,
        "starts": line.starts,
        "ends": line.ends,
        "role": post.role,
        "post_starts": post.starts,
        "post_ends": post.ends,
    }
