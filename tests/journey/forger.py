"""Somebody who holds every key of the practice centre, and uses them as nobody should."""

from dataclasses import dataclass, replace
from pathlib import Path

from core.domain.people import Staff
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import staff_key_name, unlock_key
from credentials.cose import parse_sign1, write_sign1
from credentials.issuing import (
    PASSPORT_CONTEXT,
    VERIFIER_CONTEXT,
    sign_award,
    sign_passport,
    unwrap_award,
)
from credentials.keys import PublicKey
from credentials.passport import CountersignedAward, Passport, Person
from credentials.passport_codec import (
    encode_core,
    encode_passport,
    parse_award,
    parse_core,
    parse_passport,
)
from credentials.qr import decode_text, encode_text
from credentials.signing import Signer, SigningKey
from desktop.demo.centre import PASSPHRASE
from desktop.parts import open_desk


@dataclass(frozen=True)
class Pretender:
    """Signs with one key and says that it was another."""

    public_key: PublicKey
    real: SigningKey

    def sign(self, message: bytes) -> bytes:
        return self.real.sign(message)


class Forger:
    """Takes a good code apart and makes bad ones of it."""

    def __init__(self, home: Path, text: str) -> None:
        desk = open_desk(home)
        try:
            with desk.uow() as uow:
                people = {one.person_number: one.id for one in uow.find(Staff)}
            self._assessor, self._verifier, self._centre = (
                unlock_key(desk, name, PASSPHRASE)
                for name in (
                    staff_key_name(people["0417"]), staff_key_name(people["0388"]), CENTRE_KEY
                )
            )  # fmt: skip
        finally:
            desk.close()
        read = decode_text(text)
        self._address = read.address
        self._passport = parse_passport(parse_sign1(read.document, tagged=True).payload)
        self._award = parse_award(unwrap_award(self._passport.awards[0].document)[1].payload)

    def close(self) -> None:
        """Wipe the keys."""
        for key in (self._assessor, self._verifier, self._centre):
            key.close()

    def honest(self) -> str:
        """The same passport, signed once more."""
        return self._code(self._passport)

    def same_person(self) -> str:
        """The assessor countersigns the own award, and is named as its verifier."""
        return self._with_award(self._assessor, self._assessor, self._award.assessor)

    def signed_by_a_colleague(self) -> str:
        """The verifier's key stands in the assessor's place as well."""
        return self._with_award(self._verifier, self._verifier, self._named_verifier)

    def signed_by_a_stranger(self, stranger: SigningKey) -> str:
        """Another key's signature under the name and the key id of the assessor."""
        pretender = Pretender(self._assessor.public_key, stranger)
        return self._with_award(pretender, self._verifier, self._named_verifier)

    def moved_to_another_holder(self) -> str:
        """The award in the passport of somebody with nearly the same name."""
        core = parse_core(self._passport.core)
        other = encode_core(replace(core, latin_name="Sok Dary", salt=bytes(16)))
        payload = encode_passport(replace(self._passport, core=other))
        document = write_sign1(payload, PASSPORT_CONTEXT, self._centre, tagged=True)
        return encode_text(self._address, document)

    @property
    def _named_verifier(self) -> Person:
        return self._passport.awards[0].verifier

    def _with_award(self, assessor: Signer, verifier: Signer, named: Person) -> str:
        """The passport with its award signed by these two, who look into nothing."""
        core = self._passport.core
        document = write_sign1(
            sign_award(self._award, core, assessor),
            VERIFIER_CONTEXT + core,
            verifier,
            signed_at=int(self._award.decided_at.timestamp()),
        )
        award = CountersignedAward(document, named)
        return self._code(replace(self._passport, awards=(award,)))

    def _code(self, passport: Passport) -> str:
        return encode_text(self._address, sign_passport(passport, self._centre))
