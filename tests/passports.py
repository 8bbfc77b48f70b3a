"""One small agency with fixed keys, and the passports, trust lists and status lists it makes."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Final

from credentials.issuing import countersign_award, sign_award, sign_passport
from credentials.passport import (
    TRUST_DIGEST_BYTES,
    Award,
    AwardedUnit,
    Centre,
    CountersignedAward,
    EvidenceKind,
    Framework,
    HolderCore,
    HolderStatement,
    Passport,
    Person,
    ResultKind,
    StatusPlace,
    TrustReference,
)
from credentials.passport_codec import encode_core, holder_mark
from credentials.qr import encode_text
from credentials.signing import SigningKey
from credentials.status_list import Status, pack_statuses, sign_status_list
from credentials.trust_list import (
    CentreEntry,
    FrameworkScope,
    KeyLife,
    Period,
    PersonEntry,
    Role,
    TrustContent,
    UnitScope,
)
from credentials.trust_list_codec import sign_trust_list

DECIDED: Final = datetime(2025, 11, 18, 9, 0, tzinfo=UTC)
ISSUED: Final = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
NOW: Final = datetime(2025, 11, 21, 8, 0, tzinfo=UTC)
ADDRESS: Final = "https://skills.example/p"
STATUS_URI: Final = "https://skills.example/status/1"
AWARD_PLACE: Final = 7
PASSPORT_PLACE: Final = 9

_PERIOD: Final = Period(datetime(2025, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC))
_CENTRE: Final = Centre("C-01", "Skills Assessment Centre Phnom Penh")


def _key(name: str) -> SigningKey:
    return SigningKey.from_seed(hashlib.sha256(name.encode()).digest())


@dataclass(frozen=True)
class PaperAgency:
    """An agency; another `name` has other keys. Assessor and verifier are Dara and Sopheap."""

    name: str = "National Skills Agency"
    keys: Mapping[str, SigningKey] = field(init=False)

    def __post_init__(self) -> None:
        kinds = ("agency", "status", "centre", "assessor", "verifier")
        object.__setattr__(self, "keys", {kind: _key(self.name + kind) for kind in kinds})

    def trust_list(self) -> bytes:
        """Its trust list, as a DSSE envelope."""
        scope = (UnitScope("RMCS-MAN", frozenset({"D4"}), _PERIOD),)
        people = [("P-1", "Dara Kim", "assessor"), ("P-2", "Sopheap Chan", "verifier")]
        content = TrustContent(
            agency=self.name,
            agency_key=self.keys["agency"].public_key,
            history=(),
            issued_at=DECIDED,
            next_update=DECIDED + timedelta(days=90),
            next_key_sha256=bytes(32),
            hosts=frozenset({"skills.example"}),
            status_keys=(self._life("status"),),
            centres=(
                CentreEntry(
                    _CENTRE.id,
                    _CENTRE.name,
                    self._life("centre"),
                    (FrameworkScope("RMCS-MAN", _PERIOD),),
                ),
            ),
            people=tuple(
                PersonEntry(number, name, self._life(key), frozenset(Role), scope)
                for number, name, key in people
            ),
        )
        return sign_trust_list(content, self.keys["agency"])

    def status_list(self, **statuses: Status) -> bytes:
        """Its status list as a CWT; `award=Status.REVOKED` withdraws the award."""
        places = {"award": AWARD_PLACE, "passport": PASSPORT_PLACE}
        return sign_status_list(
            STATUS_URI,
            pack_statuses(64, {places[what]: status for what, status in statuses.items()}),
            self.keys["status"],
            issued_at=ISSUED,
            expires_at=ISSUED + timedelta(days=30),
            ttl=timedelta(days=7),
        )

    def code(self, *, name: str = "SOK Phalla") -> str:
        """The text of the code of one worker's passport, with one award for unit D4."""
        core = encode_core(HolderCore(bytes(range(16)), name, date(1990, 4, 12)))
        return encode_text(ADDRESS, sign_passport(self._passport(core), self.keys["centre"]))

    def _passport(self, core: bytes) -> Passport:
        signed = sign_award(self._award(core), core, self.keys["assessor"])
        document = countersign_award(
            signed,
            core,
            self.keys["verifier"],
            assessor=self.keys["assessor"].public_key,
            verified_at=DECIDED + timedelta(days=1),
        )
        return Passport(
            issuer=_CENTRE,
            issued_at=ISSUED,
            status=StatusPlace(STATUS_URI, PASSPORT_PLACE),
            core=core,
            trust=TrustReference(1, bytes(TRUST_DIGEST_BYTES)),
            holder=HolderStatement(own_script_name="សុខ ផល្លា"),
            awards=(CountersignedAward(document, Person("P-2", "Sopheap Chan")),),
        )

    def _award(self, core: bytes) -> Award:
        evidence = frozenset({EvidenceKind.PORTFOLIO, EvidenceKind.TASKS})
        return Award(
            holder_mark=holder_mark(core),
            centre=_CENTRE,
            framework=Framework("RMCS-MAN", "RMCS Manufacturing", "2006"),
            kind=ResultKind.RMCS_RECOGNITION,
            authority="National certification agency",
            units=(AwardedUnit("D4", "Perform lathe operations", None, evidence),),
            assessor=Person("P-1", "Dara Kim"),
            certificate="CA-1",
            decided_at=DECIDED,
            status=StatusPlace(STATUS_URI, AWARD_PLACE),
        )

    def _life(self, kind: str) -> KeyLife:
        return KeyLife(self.keys[kind].public_key, _PERIOD)
