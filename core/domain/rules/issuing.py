"""Guards of the registrar: issuing, issuing anew, and the paper's way to the worker."""

from collections.abc import Iterable

from core.domain.case import Route, Stage
from core.domain.casefile import CaseFile
from core.domain.handing_out import SheetEventKind
from core.domain.people import Consent, Role, Staff
from core.domain.recognition import Passport
from core.domain.rules.base import Rule, at_stage, holds_role, refuse, same_person
from core.errors import Refusal


def may_issue(file: CaseFile, person: Staff) -> tuple[Refusal, ...]:
    """May issue the passport: a registrar, with consent, for awards or a portfolio without any.

    Without a new award nobody else's signature is in the document, so the registrar must not be
    the case's advisor as well.
    """
    refusals = [*holds_role(person, Role.REGISTRAR), *at_stage(file.case, Stage.RECOGNISE)]
    if not file.awards and file.case.route is not Route.PORTFOLIO_ONLY:
        refusals.append(refuse(Rule.NOTHING_TO_ISSUE, Role.VERIFIER))
    if not file.awards and same_person(person, {file.case.advisor_id}, file.staff):
        refusals.append(refuse(Rule.SECOND_PERSON, Role.REGISTRAR, person=person.name))
    refusals += _agreed(file)
    newest = file.passports[-1] if file.passports else None
    if newest and set(newest.award_ids) == {award.id for award in file.awards}:
        refusals.append(refuse(Rule.ALREADY_ISSUED, Role.REGISTRAR, reference=newest.reference))
    return tuple(refusals)


def may_reissue(file: CaseFile, person: Staff, second: Staff) -> tuple[Refusal, ...]:
    """May issue anew what holds no new award: a registrar together with a second person.

    The second person is another registrar, an administrator or a verifier of the centre who did
    not advise in the case; so a stolen or misused centre key alone says nothing new of anybody.
    """
    refusals = list(holds_role(person, Role.REGISTRAR))
    answer_for = (Role.REGISTRAR, Role.ADMINISTRATOR, Role.VERIFIER)
    apart = not same_person(second, {person.id, file.case.advisor_id}, (*file.staff, person))
    if not second.active or not second.roles.intersection(answer_for) or not apart:
        refusals.append(refuse(Rule.SECOND_PERSON, Role.REGISTRAR, person=second.name))
    if not file.passports:
        refusals.append(refuse(Rule.NOTHING_TO_ISSUE, Role.VERIFIER))
    return (*refusals, *_agreed(file))


def _agreed(file: CaseFile) -> Iterable[Refusal]:
    if file.candidate.passport_consent is not Consent.YES:
        consent = file.candidate.passport_consent.value
        yield refuse(Rule.CONSENT, Role.ADVISOR, consent=consent)
    if not (file.proofs and file.proofs[-1].covers(file.candidate)):
        yield refuse(Rule.PROOF, Role.REGISTRAR, name=file.candidate.name)


def may_hand_out(
    file: CaseFile, passport: Passport, person: Staff, kind: SheetEventKind
) -> tuple[Refusal, ...]:
    """May note this about the paper of a passport: a registrar; handing over comes last.

    What is handed over was read back from the paper itself since it was printed or spoiled last.
    """
    refusals = [*holds_role(person, Role.REGISTRAR)]
    events = [one.kind for one in file.sheet_events if one.passport_id == passport.id]
    if kind is SheetEventKind.HANDED_OVER:
        last = next((one for one in reversed(events) if one in _PAPER), None)
        if last is not SheetEventKind.READ_BACK:
            refusals.append(
                refuse(Rule.NOT_READ_BACK, Role.REGISTRAR, reference=passport.reference)
            )
    return tuple(refusals)


_PAPER = frozenset(
    {
        SheetEventKind.PRINTED,
        SheetEventKind.SPOILED,
        SheetEventKind.READ_BACK,
        SheetEventKind.LOST,
    }
)
