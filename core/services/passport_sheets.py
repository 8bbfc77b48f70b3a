"""What is printed beside each code: read back from what was signed, so it cannot say more."""

from typing import Final

from core.domain.passport_sheet import (
    PassportSheet,
    SheetAward,
    SheetCentre,
    SheetHolder,
    SheetSigner,
    SheetStatement,
    SheetUnit,
)
from core.domain.people import Centre
from credentials import passport as wire
from credentials.issuing import unwrap_award
from credentials.passport_codec import parse_award, parse_core
from credentials.qr import decode_text

_KIND_WORDS: Final = {
    wire.ResultKind.RMCS_RECOGNITION: "RMCS recognition",
    wire.ResultKind.NATIONAL_UNIT_CREDIT: "National unit credit",
    wire.ResultKind.NATIONAL_QUALIFICATION: "National qualification",
}
_EVIDENCE_WORDS: Final = {
    wire.EvidenceKind.PORTFOLIO: "Portfolio",
    wire.EvidenceKind.TASKS: "Tasks",
    wire.EvidenceKind.QUESTIONS: "Questions",
}
_BASIS_WORDS: Final = {
    wire.Basis.STATED: "stated",
    wire.Basis.TESTIMONIAL: "testimonial",
    wire.Basis.CERTIFICATE_SEEN: "certificate seen",
    wire.Basis.ASSESSED: "assessed",
}


def passport_sheet(
    signed: wire.Passport, text: str, centre: Centre, reference: str, photo: bytes | None
) -> PassportSheet:
    """The sheet of one code. `text` is the code's; `photo` is printed and not covered by it."""
    holder = parse_core(signed.core)
    part = signed.part or wire.Part(1, 1)
    return PassportSheet(
        centre=SheetCentre(signed.issuer.name, centre.agency, centre.accreditation, centre.contact),
        reference=reference,
        holder=SheetHolder(
            latin_name=holder.latin_name,
            own_name=signed.holder.own_script_name or "",
            born=holder.birth_date,
            nationality=signed.holder.nationality or "",
            document_ends=signed.holder.document_last_digits or "",
            photo=photo,
        ),
        awards=tuple(_award(one) for one in signed.awards),
        soft_skills=tuple(_statement(one.text, one.basis) for one in signed.soft_skills),
        languages=tuple(_statement(one.name, one.basis) for one in signed.languages),
        cultures=tuple(_statement(one.name, one.basis) for one in signed.cultures),
        issued_on=signed.issued_at.date(),
        code_text=text,
        address=decode_text(text).address,
        practice=signed.practice,
        part=part.number,
        parts=part.of,
    )


def _award(signed: wire.CountersignedAward) -> SheetAward:
    award = parse_award(unwrap_award(signed.document)[1].payload)
    return SheetAward(
        kind=_KIND_WORDS[award.kind],
        authority=award.authority,
        framework=f"{award.framework.title}, {award.framework.version}",
        units=tuple(
            SheetUnit(
                one.code,
                one.title,
                tuple(words for kind, words in _EVIDENCE_WORDS.items() if kind in one.evidence),
                one.level or "",
            )
            for one in award.units
        ),
        assessor=SheetSigner(award.assessor.name, award.certificate),
        verifier=SheetSigner(signed.verifier.name, signed.verifier.number),
        decided_on=award.decided_at.date(),
        expires=award.expires_at.date() if award.expires_at else None,
    )


def _statement(text: str, basis: wire.Basis) -> SheetStatement:
    return SheetStatement(text, _BASIS_WORDS[basis])
