"""The portfolio of evidence: numbered exhibits with their files, frozen on handing over."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from core.domain.exhibit_kinds import ExhibitKind
from core.domain.people import LearningSource
from core.domain.records import Entry, Record
from core.ids import CaseId, ExhibitFileId, ExhibitId, FreezeId, LinkId, RemarkId, RowId, UnitId


class Sight(Enum):
    """What the advisor saw of an exhibit."""

    ORIGINAL = "original seen"
    COPY = "copy"
    PHOTO = "photo only"


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed a document, in which role and when."""

    name: str = ""
    role: str = ""
    signed_on: date | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.name.strip() and self.role.strip() and self.signed_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit(Record):
    """One numbered piece of the binder. Its number is printed on paper and never used again.

    `issued_on` is the date on the document; `covers_from` and `covers_to` the time it speaks of.
    `language` is a BCP 47 tag; English is preferred, a translation is attached otherwise.
    `supplement` is 0 for the portfolio itself, n for what came in with supplement n after the
    freeze. `removed` takes it out of the binder without reusing its number.
    """

    id: ExhibitId
    case_id: CaseId
    number: int
    kind: ExhibitKind
    title: str
    issued_on: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    language: str = "en"
    translator: str = ""
    learning_source: LearningSource | None = None
    sight: Sight = Sight.COPY
    signatory: Signatory = Signatory()
    supplement: int = 0
    removed: bool = False

    @property
    def dated(self) -> date | None:
        """The day its evidence speaks of last: the end of its period, else its own date."""
        return self.covers_to or self.issued_on


class FileRole(Enum):
    """What a file is to its exhibit."""

    DOCUMENT = "document"
    TRANSLATION = "translation"


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitFile(Entry):
    """A file of an exhibit, kept by the SHA-256 of its content (hex). `size` is in bytes."""

    id: ExhibitFileId
    case_id: CaseId
    exhibit_id: ExhibitId
    role: FileRole
    name: str
    media_type: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLink(Record):
    """The mapping of an exhibit, or of one page of it, to a row of a unit."""

    id: LinkId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    exhibit_id: ExhibitId
    page: int | None
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowRemark(Record):
    """A remark to a row of a unit, as typed with F2."""

    id: RemarkId
    case_id: CaseId
    unit_id: UnitId
    row_id: RowId
    text: str


@dataclass(frozen=True, slots=True)
class FrozenExhibit:
    """What the freeze holds of one exhibit: its number and the SHA-256 (hex) of each file."""

    number: int
    title: str
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Freeze(Entry):
    """The portfolio as handed over (`supplement` 0), or a numbered supplement to it.

    `digest` is SHA-256 (hex) over the exhibits' numbers and file digests, in order of number.
    """

    id: FreezeId
    case_id: CaseId
    supplement: int
    exhibits: tuple[FrozenExhibit, ...]
    digest: str


def freeze_digest(exhibits: Iterable[FrozenExhibit]) -> str:
    """Digest a list of exhibits: SHA-256 (hex) of a line `number sha256 sha256…` for each."""
    lines = (
        " ".join([str(exhibit.number), *sorted(exhibit.files)])
        for exhibit in sorted(exhibits, key=lambda one: one.number)
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
