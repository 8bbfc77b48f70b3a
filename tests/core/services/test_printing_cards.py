"""The card: a document of its own, with the newest award, that is withdrawn with its passport."""

import hashlib
from dataclasses import replace

import pytest

from core.domain.passport_sheet import CardPaper
from core.domain.recognition import PassportCard, Status
from core.errors import CoreError, RefusedError
from core.ids import PassportId
from core.services.printing_cards import print_card
from core.services.registration_files import make_registration
from core.services.setting_up import CENTRE_KEY
from core.services.signing_in import unlock_key
from core.services.status_places import change_status
from credentials.qr import decode_text
from credentials.registration import open_registration
from credentials.report import Check, Verdict
from desktop.demo.centre import PASSPHRASE
from desktop.demo.walk import Walk
from tests.core.services.conftest import Work
from tests.core.services.test_issuing import check, issue, publish, recognised_once_more


def cards(walk: Walk, passport_id: PassportId) -> list[PassportCard]:
    with walk.desk.uow() as uow:
        return list(uow.find(PassportCard, passport_id=passport_id))


@pytest.mark.parametrize("paper", CardPaper)
def test_a_printed_card_reads_back_and_is_valid_by_itself(
    at_recognise: Work, paper: CardPaper
) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    publish(walk)

    pdf = print_card(walk.desk, walk.registrar, passport.id, paper)

    (code,) = check(walk, walk.desk.read_codes(pdf, name="card.pdf"))
    assert code.report.verdict is Verdict.VALID
    assert code.report.findings[Check.FILE].code == "file.code-alone"
    content = code.report.passport
    assert content is not None
    assert content.part is None
    assert not content.soft_skills


def test_the_card_carries_the_newest_award_alone(at_recognise: Work) -> None:
    walk, first = at_recognise.walk, issue(at_recognise)
    case = recognised_once_more(walk, first.candidate_id)
    second = issue(replace(at_recognise, case=case))
    publish(walk)

    for passport, unit in ((first, "D4"), (second, "ALT723205")):
        (card,) = cards(walk, passport.id)
        (code,) = check(walk, [card.code_text])
        assert [one.award.units[0].code for one in code.report.awards] == [unit]


def test_the_card_is_withdrawn_with_its_passport(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    (card,) = cards(walk, passport.id)

    change_status(
        walk.desk, walk.registrar, passport.status_place_id, Status.REVOKED, "forged statement"
    )
    publish(walk)

    (code,) = check(walk, [card.code_text])
    assert code.report.findings[Check.STATUS].code == "status.passport-revoked"


def test_a_card_that_does_not_read_back_is_not_handed_out(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    blind = replace(walk.desk, read_codes=lambda data, *, name: passport.code_texts)

    with pytest.raises(CoreError) as caught:
        print_card(blind, walk.registrar, passport.id, CardPaper.CARD)

    assert caught.value.code == "passport.unreadable"


def test_only_a_registrar_prints_cards_and_only_of_what_has_one(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)

    with pytest.raises(RefusedError):
        print_card(walk.desk, walk.assessor, passport.id, CardPaper.CARD)
    with pytest.raises(CoreError) as caught:
        print_card(walk.desk, walk.registrar, PassportId(at_recognise.case.id), CardPaper.CARD)
    assert caught.value.code == "store.not-found"


def test_the_registration_file_names_the_card_too(at_recognise: Work) -> None:
    walk, passport = at_recognise.walk, issue(at_recognise)
    (card,) = cards(walk, passport.id)

    with unlock_key(walk.desk, CENTRE_KEY, PASSPHRASE) as key:
        made = open_registration(make_registration(walk.desk, key))

    assert hashlib.sha256(decode_text(card.code_text).document).digest() in made.content.passports
