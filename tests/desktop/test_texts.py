"""Every code of core and credentials has words for a person."""

import importlib
import inspect
import pkgutil
import re
import string
from collections.abc import Iterator
from datetime import date

import pytest

import core
import core.domain.missing as missing_module
import credentials
from core.domain.case import Stage
from core.domain.missing import Missing
from core.domain.people import Role
from core.domain.rules import Rule
from core.errors import CoreError, Refusal, RefusedError
from credentials.errors import CredentialError, WrongPassphraseError
from desktop.texts import capital, missing_text, problem_text, refusal_text, set_translator, words
from desktop.texts import missing as missing_texts
from desktop.texts import problems as problem_texts
from desktop.texts import refusals as refusal_sentences
from desktop.texts.words import WORDED


def _kinds_of(base: type[Exception]) -> Iterator[type[Exception]]:
    for kind in base.__subclasses__():
        yield kind
        yield from _kinds_of(kind)


def _import_everything() -> None:
    for package in (core, credentials):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if ".migrations" not in module.name:
                importlib.import_module(module.name)


def test_every_error_of_core_and_credentials_has_a_sentence_and_a_remedy() -> None:
    _import_everything()
    speechless = []
    for base in (CoreError, CredentialError):
        for kind in _kinds_of(base):
            if not kind.__module__.startswith(("core.", "credentials.")):
                continue
            parents = {one.code for one in kind.__mro__[1:] if issubclass(one, base)}
            own = kind.code  # type: ignore[attr-defined]
            codes = {own} | {code for code in parents if code.count(".") == own.count(".")}
            if not codes & (problem_texts.SENTENCES.keys() - {"core", "credential"}):
                speechless.append((kind.__qualname__, own))
    assert not speechless


def test_every_rule_says_the_rule_the_fact_and_the_remedy() -> None:
    for rule in Rule:
        reason = refusal_text(Refusal(rule.value, {}, Role.ADVISOR.value))
        assert reason.rule.endswith("."), rule
        assert reason.fact, rule
        assert reason.mend.endswith("."), rule
    assert {rule.value for rule in Rule} <= refusal_sentences.SENTENCES.keys()


def test_every_missing_thing_has_a_sentence() -> None:
    source = inspect.getsource(missing_module)
    codes = set(re.findall(r'Missing\(\s*"([a-z-]+)"', source))
    codes |= {"row-empty", "descriptor-empty", "no-assessor", "no-verifier"}
    assert len(codes) >= 18
    assert codes - missing_texts.SENTENCES.keys() == set()


@pytest.mark.parametrize("kind", WORDED)
def test_every_term_that_is_shown_has_words(kind: type[Stage]) -> None:
    for term in kind:
        assert re.search("[a-z]{2}", words(term)), term
        assert capital(term)[0].isupper()


def test_the_facts_of_a_refusal_stand_in_its_sentence() -> None:
    refusal = Refusal(
        Rule.CERTIFIED.value, {"person": "V. Chan", "ended": date(2025, 6, 1)}, "administrator"
    )
    assert "V. Chan" in refusal_text(refusal).fact
    assert "2025-06-01" in refusal_text(refusal).fact
    stage = Refusal(Rule.STAGE.value, {"stage": Stage.MAP, "needs": Stage.FINALISE}, "advisor")
    assert refusal_text(stage).fact == "The case is at the stage “map”; this belongs to “finalise”."


def test_names_with_braces_stay_names() -> None:
    refusal = Refusal(Rule.ASSIGNED.value, {"person": "{case} Dara"}, "advisor")
    assert "{case} Dara" in refusal_text(refusal).fact


def test_what_is_missing_names_the_row() -> None:
    missing = Missing("row-empty", Stage.MAP, Role.ADVISOR, facts={"unit": "D4", "row": "4"})
    assert missing_text(missing) == "D4, row 4: nothing in any column"


def test_a_refused_step_says_which_rule_and_who_can_mend_it() -> None:
    problem = problem_text(
        RefusedError([Refusal(Rule.VERIFIER_INDEPENDENT.value, {"person": "P. Rith"}, "advisor")])
    )
    assert "P. Rith took part in this case." in problem.sentence
    assert "another verifier" in problem.what_to_do


def test_an_error_that_nobody_expected_still_says_what_to_do() -> None:
    problem = problem_text(ZeroDivisionError("internal words"))
    assert "ZeroDivisionError" in problem.sentence
    assert "internal words" not in problem.sentence
    assert problem.what_to_do


def test_texts_go_through_the_translator() -> None:
    set_translator(lambda context, text: f"<{context}:{text}>")
    try:
        assert words(Role.VERIFIER) == "<Texts:verifier>"
        assert problem_text(WrongPassphraseError()).sentence.startswith("<Texts:This passphrase")
    finally:
        set_translator(lambda context, text: text)


def test_every_gap_in_a_sentence_can_be_filled() -> None:
    sentences = [
        *missing_texts.SENTENCES.values(),
        *(part for parts in refusal_sentences.SENTENCES.values() for part in parts),
        *(part for parts in problem_texts.SENTENCES.values() for part in parts),
    ]
    for sentence in sentences:
        for _, gap, form, _ in string.Formatter().parse(sentence):
            assert gap is None or (gap.isidentifier() and not form), sentence
