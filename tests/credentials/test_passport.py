from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from credentials import cbor
from credentials.cose import parse_sign1
from credentials.errors import (
    AwardSignatureError,
    CborFormatError,
    CborNotDeterministicError,
    CredentialError,
    DatesOutOfOrderError,
    NotThisHolderError,
    PassportFormatError,
    PassportTooLargeError,
)
from credentials.issuing import countersign_award, read_award, sign_award, sign_passport
from credentials.parts import sign_parts
from credentials.passport import (
    AwardedUnit,
    Basis,
    CountersignedAward,
    Culture,
    EvidenceKind,
    HolderCore,
    HolderStatement,
    Language,
    Part,
    Passport,
    Qualification,
    ResultKind,
    SoftSkill,
    SoftSkillGroup,
    StatusPlace,
)
from credentials.passport_codec import (
    encode_award,
    encode_core,
    encode_passport,
    parse_award,
    parse_core,
    parse_passport,
)
from tests.credentials.forge import payload_of
from tests.credentials.world import (
    ASSESSOR_KEY,
    CENTRE_KEY,
    CORE,
    DECIDED,
    GOOD,
    ISSUED,
    OTHER_CORE,
    STRANGER_KEY,
    VERIFIED,
    VERIFIER,
    VERIFIER_KEY,
    a_passport,
    an_award,
    countersigned,
)

SECOND = timedelta(seconds=1)
CORE_OF = HolderCore(bytes(16), "NGUYEN VAN HOA", date(1990, 5, 1))


def test_a_core_an_award_and_a_passport_are_read_as_they_were_written() -> None:
    full = a_passport(
        countersigned(),
        former_core=OTHER_CORE,
        credential_sha256=bytes(32),
        part=Part(2, 3),
        practice=False,
    )
    granted = an_award(
        kind=ResultKind.NATIONAL_QUALIFICATION,
        qualification=Qualification("NVQ-3", "Machinist", "3"),
        expires_at=None,
    )

    assert parse_core(encode_core(CORE_OF)) == CORE_OF
    assert parse_award(encode_award(granted)) == granted
    assert parse_award(encode_award(an_award())) == an_award()
    assert parse_passport(encode_passport(full)) == full
    assert parse_passport(encode_passport(a_passport())) == a_passport()


@pytest.mark.parametrize(
    "name",
    [
        "\u179f\u17bb\u1781 \u179c\u17b7\u1787\u17d2\u1787\u17b6",
        "\u1019\u1031\u102c\u1004\u103a",
        "\u0dc1\u0dca\u200d\u0dbb\u0dd3",
        "\uae40\ucca0\uc218",
        "x" * 200,
    ],
    ids=["Khmer", "Burmese", "Sinhala with a joiner", "Korean", "200 letters"],
)
def test_a_name_in_any_script_comes_back_unchanged(name: str) -> None:
    read = parse_passport(encode_passport(a_passport(holder=HolderStatement(name))))

    assert read.holder.own_script_name == name


CORES = {
    "no name": replace(CORE_OF, latin_name=""),
    "a name of 201 letters": replace(CORE_OF, latin_name="x" * 201),
    "a line break": replace(CORE_OF, latin_name="NGUYEN\nVAN HOA"),
    "turned letters": replace(CORE_OF, latin_name="NGUYEN \u202eAOH NAV"),
    "half a character": replace(CORE_OF, latin_name="NGUYEN \ud800"),
    "short salt": replace(CORE_OF, salt=bytes(15)),
}


@pytest.mark.parametrize("core", CORES.values(), ids=CORES)
def test_a_core_outside_the_limits_is_not_written(core: HolderCore) -> None:
    with pytest.raises((PassportFormatError, CborFormatError)):
        encode_core(core)


UNIT = AwardedUnit("D4", "Perform lathe operations", None, frozenset({EvidenceKind.TASKS}))
AWARDS: dict[str, dict[str, Any]] = {
    "no unit": {"units": ()},
    "a unit without evidence": {"units": (replace(UNIT, evidence=frozenset()),)},
    "65 units": {"units": (UNIT,) * 65},
    "a time without a zone": {"decided_at": datetime(2026, 3, 1)},  # noqa: DTZ001
    "half a second": {"decided_at": DECIDED + timedelta(microseconds=500_000)},
    "before 1970": {"decided_at": datetime(1969, 12, 31, tzinfo=UTC)},
    "a qualification without being one": {"qualification": Qualification("x", "y")},
    "a qualification without its name": {"kind": ResultKind.NATIONAL_QUALIFICATION},
    "a negative place": {"status": StatusPlace("https://x", -1)},
    "no authority": {"authority": ""},
}


@pytest.mark.parametrize("change", AWARDS.values(), ids=AWARDS)
def test_an_award_outside_the_limits_is_not_written(change: dict[str, Any]) -> None:
    with pytest.raises(PassportFormatError):
        encode_award(replace(an_award(), **change))


PASSPORTS: dict[str, dict[str, Any]] = {
    "an empty statement": {"holder": HolderStatement("")},
    "65 skills": {
        "soft_skills": (SoftSkill(SoftSkillGroup.TIME_MANAGEMENT, "x", Basis.STATED),) * 65
    },
    "part of one": {"part": Part(1, 1)},
    "part beyond the last": {"part": Part(3, 2)},
    "short digest": {"credential_sha256": bytes(31)},
    "no core": {"core": b""},
    "over 4096 bytes": {"cultures": (Culture("x" * 200, "y" * 200, Basis.STATED),) * 11},
}


@pytest.mark.parametrize("change", PASSPORTS.values(), ids=PASSPORTS)
def test_a_passport_outside_the_limits_is_not_written(change: dict[str, Any]) -> None:
    with pytest.raises(PassportFormatError):
        encode_passport(a_passport(**change))


def test_times_of_another_zone_are_the_same_moment() -> None:
    bangkok = timezone(timedelta(hours=7))
    award = an_award(decided_at=DECIDED.astimezone(bangkok))

    assert parse_award(encode_award(award)).decided_at == DECIDED


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-9, 99999999)
    | st.binary(max_size=33)
    | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.integers(0, 20), inner),
    max_leaves=6,
)


@given(st.sampled_from([parse_core, parse_award, parse_passport]), st.binary(max_size=100))
def test_any_bytes_are_read_or_refused(parse: Any, raw: bytes) -> None:
    with pytest.raises((CborFormatError, PassportFormatError)):
        parse(raw)


@given(st.integers(1, 16), VALUES)
def test_any_value_in_any_field_of_a_passport_is_read_or_refused(key: int, value: object) -> None:
    changed = cbor.encode(cbor.decode(payload_of(GOOD)) | {key: value})

    try:
        read = parse_passport(changed)
    except (CborFormatError, PassportFormatError):
        return
    assert encode_passport(read) == changed


@given(st.integers(1, 12), VALUES)
def test_any_value_in_any_field_of_an_award_is_read_or_refused(key: int, value: object) -> None:
    changed = cbor.encode(cbor.decode(encode_award(an_award())) | {key: value})

    try:
        read = parse_award(changed)
    except (CborFormatError, PassportFormatError):
        return
    assert encode_award(read) == changed


@pytest.mark.parametrize(
    ("parse", "raw"),
    [
        (parse_core, CORE),
        (parse_award, encode_award(an_award())),
        (parse_passport, payload_of(GOOD)),
    ],
    ids=["core", "award", "passport"],
)
def test_what_is_read_is_in_the_one_form_of_cbor(parse: Any, raw: bytes) -> None:
    """These have a quicker reader than other CBOR: it must not let through what that one refuses."""
    for at in range(len(raw)):
        for bits in (0x01, 0x20, 0x80):
            changed = raw[:at] + bytes([raw[at] ^ bits]) + raw[at + 1 :]
            try:
                parse(changed)
            except (CborFormatError, PassportFormatError):
                continue
            assert cbor.encode(cbor.decode(changed)) == changed


def test_a_statement_about_the_holder_has_its_keys_in_order() -> None:
    body = cbor.decode(payload_of(GOOD))
    turned = cbor2.dumps(body | {7: dict(reversed(body[7].items()))})

    with pytest.raises(CborNotDeterministicError):
        parse_passport(turned)


# The three acts of signing


def test_an_assessor_cannot_sign_an_award_for_another_holder() -> None:
    with pytest.raises(NotThisHolderError):
        sign_award(an_award(CORE), OTHER_CORE, ASSESSOR_KEY)


def test_a_verifier_sees_what_the_assessor_signed() -> None:
    signed = sign_award(an_award(), CORE, ASSESSOR_KEY)

    assert read_award(signed, CORE, ASSESSOR_KEY.public_key) == an_award()


@pytest.mark.parametrize(
    ("core", "key"),
    [(OTHER_CORE, ASSESSOR_KEY), (CORE, STRANGER_KEY)],
    ids=["another holder", "another assessor"],
)
def test_a_verifier_does_not_countersign_what_the_assessor_did_not_sign(
    core: bytes, key: Any
) -> None:
    signed = sign_award(an_award(), CORE, ASSESSOR_KEY)

    with pytest.raises(AwardSignatureError):
        countersign_award(signed, core, VERIFIER_KEY, assessor=key.public_key, verified_at=VERIFIED)


def test_a_verification_before_the_decision_is_not_signed() -> None:
    with pytest.raises(DatesOutOfOrderError):
        countersigned(verified_at=DECIDED - SECOND)


def test_a_passport_before_the_verification_is_not_signed() -> None:
    with pytest.raises(DatesOutOfOrderError):
        sign_passport(a_passport(countersigned(), issued_at=VERIFIED - SECOND), CENTRE_KEY)
    sign_passport(a_passport(countersigned(), issued_at=VERIFIED), CENTRE_KEY)


def test_a_centre_does_not_wrap_another_persons_award() -> None:
    moved = countersigned(an_award(OTHER_CORE), core=OTHER_CORE)

    with pytest.raises(NotThisHolderError):
        sign_passport(a_passport(moved), CENTRE_KEY)
    sign_passport(a_passport(moved, former_core=OTHER_CORE), CENTRE_KEY)


def test_a_centre_does_not_wrap_what_is_no_award() -> None:
    with pytest.raises(CredentialError):
        sign_passport(a_passport(CountersignedAward(b"\xa0", VERIFIER)), CENTRE_KEY)


# Several codes


def _read(document: bytes) -> Passport:
    return parse_passport(parse_sign1(document, tagged=True).payload)


def _long_passport() -> Passport:
    awards = [
        countersigned(an_award(status=StatusPlace("https://x.example/s", index)))
        for index in range(3)
    ]
    return a_passport(
        *awards,
        languages=(Language("Korean", None, Basis.STATED), Language("Thai", None, Basis.STATED)),
    )


def test_a_passport_that_fits_is_one_document() -> None:
    passport = a_passport(countersigned())

    assert sign_parts(passport, CENTRE_KEY, lambda _: True) == (
        sign_passport(passport, CENTRE_KEY),
    )


def test_a_long_passport_is_divided_and_nothing_is_lost() -> None:
    passport = _long_passport()

    parts = [_read(raw) for raw in sign_parts(passport, CENTRE_KEY, lambda raw: len(raw) < 800)]

    assert [part.part for part in parts] == [Part(i + 1, len(parts)) for i in range(len(parts))]
    assert len(parts) == 3
    for name in ("awards", "soft_skills", "languages", "cultures"):
        joined = tuple(entry for part in parts for entry in getattr(part, name))
        assert joined == getattr(passport, name)
    assert {(part.core, part.status, part.issued_at) for part in parts} == {
        (CORE, passport.status, ISSUED)
    }


def test_an_entry_that_fits_no_code_is_said() -> None:
    with pytest.raises(PassportTooLargeError):
        sign_parts(_long_passport(), CENTRE_KEY, lambda raw: len(raw) < 500)
    with pytest.raises(PassportTooLargeError):
        sign_parts(
            a_passport(soft_skills=(), languages=(), cultures=()), CENTRE_KEY, lambda _: False
        )
