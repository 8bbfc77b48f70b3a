"""Why something may not be done: the rule, the fact that fails, and who can mend it."""

from collections.abc import Iterable
from enum import Enum
from typing import Final

from core.domain.assessment import Quality
from core.domain.case import CaseEnd
from core.domain.people import Consent, Role
from core.domain.rules import Rule
from core.domain.standards import FrameworkStatus
from core.domain.verifying import Principle
from core.errors import Refusal
from desktop.presenters.reasons import Reason
from desktop.texts import paper, refusals_of_fairness
from desktop.texts.translating import fill
from desktop.texts.words import capital, words

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
    Rule.ROLE.value: (
        "Each step of a case belongs to a role.",
        "{person} is not an active {role} of this centre.",
        "An administrator can give the role, or somebody who has it can do this.",
    ),
    Rule.ASSIGNED.value: (
        "A case is worked on by those it was assigned to.",
        "This case is not assigned to {person} for this.",
        "The advisor can assign the case.",
    ),
    Rule.CASE_ENDED.value: (
        "A case that rests is not worked on.",
        "This case rests: {end}.",
        "An advisor can take the case up again where it was left.",
    ),
    Rule.STAGE.value: (
        "The six stages are gone through in order.",
        "The case is at the stage “{stage}”; this belongs to “{needs}”.",
        "The advisor can move the case on when its stage is done.",
    ),
    Rule.CERTIFIED.value: (
        "Who assesses or verifies is certified on that day.",
        "{person} has no certification in force. The last one ended: {ended}.",
        "An administrator can enter a certification; until then another assessor is needed.",
    ),
    Rule.IN_SCOPE.value: (
        "Certified assessors work within the scope of their certification.",
        "Unit {unit} is not in the scope of {person}.",
        "An administrator can enter a wider certification, or the advisor can assign another "
        "assessor.",
    ),
    Rule.CONFLICT_UNDECLARED.value: (
        "A conflict of interest, or that there is none, is declared for each case beforehand.",
        "{person} has not declared it for this case.",
        "The {mend} can declare it at the top of this page.",
    ),
    Rule.CONFLICT_UNHANDLED.value: (
        "A declared conflict of interest must be handled before the work goes on.",
        "{person} declared a conflict, and nobody else has decided yet what follows.",
        "An administrator who is somebody else decides it on this page, or the advisor assigns "
        "somebody else.",
    ),
    Rule.CONFLICT_REPLACED.value: (
        "Whoever was replaced for a conflict of interest does not work on the case.",
        "{person} was replaced.",
        "The advisor can assign somebody else.",
    ),
    Rule.CONFLICT_BY_ANOTHER.value: (
        "Nobody decides about an own conflict of interest.",
        "The declaration is {person}'s own.",
        "Another administrator can decide it. The centre can give the role to a second person.",
    ),
    Rule.NOTHING_DECLARED.value: (
        "Only a declared conflict of interest is decided about.",
        "This declaration names none, or a newer one stands in its place.",
        "The person can declare it at the top of the case.",
    ),
    Rule.TRAINING_UPKEEP.value: (
        "Who assesses or verifies keeps up the training that the agency requires.",
        "{person} has {hours} of {needs} hours for {framework} in the last {months} months.",
        "An administrator can enter training under Administration, Assessors.",
    ),
    Rule.CENTRE_ACCREDITED.value: (
        "Only an accredited centre assesses.",
        "The centre's accreditation ran until {until}.",
        "An administrator can enter the renewed accreditation.",
    ),
    Rule.CENTRE_AUTHORISED.value: (
        "A centre assesses under an agreement for each standard.",
        "No agreement for {framework} is in force today.",
        "An administrator can enter the agreement with the authority.",
    ),
    Rule.STANDARD_IN_FORCE.value: (
        "Only a version of a standard that is in force is assessed against.",
        "{framework} is not in force today; its status is “{status}”.",
        "The advisor can claim the unit of the version that is in force.",
    ),
    Rule.ADVISOR_NOT_ASSESSOR.value: (
        "Who advised a worker does not assess the same worker.",
        "{person} is the advisor of this case.",
        "The advisor can assign another certified assessor.",
    ),
    Rule.VERIFIER_INDEPENDENT.value: (
        "A second certified assessor verifies, who took no part in the case.",
        "{person} took part in this case.",
        "The advisor can assign another verifier.",
    ),
    Rule.SOMEONE_NEW.value: (
        "After a decision was found void, somebody new assesses and verifies.",
        "{person} took part in the void decision about {unit}.",
        "The advisor can assign another person.",
    ),
    Rule.EXPOSURE.value: (
        "The standard asks for a time of work before its level can be recognised.",
        "{months} months of work are shown; {needs} are needed.",
        "The advisor can add dated lines of work to the history, with their papers.",
    ),
    Rule.ASSESSOR_NEEDED.value: (
        "A portfolio is handed over to a certified assessor.",
        "No certified assessor is assigned to this case yet.",
        "The advisor can assign one.",
    ),
    Rule.PORTFOLIO_FROZEN.value: (
        "What was handed over is not changed any more.",
        "Exhibit {exhibit} was handed over with the portfolio.",
        "The advisor can add a new exhibit; it is handed over as a numbered supplement.",
    ),
    Rule.PORTFOLIO_NOT_HANDED_OVER.value: (
        "The assessor judges the portfolio that was handed over.",
        "The portfolio has not been handed over yet.",
        "The advisor can finalise it and hand it over.",
    ),
    Rule.NOTHING_NEW.value: (
        "A supplement holds what came in since the last handing over.",
        "No exhibit came in since then.",
        "The advisor can add the exhibit first.",
    ),
    Rule.PORTFOLIO_EMPTY.value: (
        "A portfolio of evidence holds at least one exhibit.",
        "The binder is empty.",
        "The advisor can add the worker's papers.",
    ),
    Rule.EXHIBIT_FILE.value: (
        "Every exhibit that is handed over has its scan or photo.",
        "Exhibit {exhibit} has no file.",
        "The advisor can add the file, or take the exhibit out.",
    ),
    Rule.EXHIBIT_SIGNATORY.value: (
        "Signed statements and signed workplace training name who signed, in which role and when.",
        "Exhibit {exhibit} does not say all three.",
        "The advisor can complete the signatory.",
    ),
    Rule.CLAIM_NEEDED.value: (
        "The worker seeks recognition of at least one unit, unless the route is portfolio only.",
        "No unit is claimed in this case.",
        "The advisor can choose a unit with the worker.",
    ),
    Rule.ROW_UNJUDGED.value: (
        "Competent means that every row was judged.",
        "Row {row} is not judged yet.",
        "The {mend} can judge it.",
    ),
    Rule.JUDGED_BY_ANOTHER.value: (
        "Who signs a decision has judged every row and quality.",
        "“{what}” was judged by {by}.",
        "Look at the evidence and judge it yourself, also if you agree.",
    ),
    Rule.ROW_NOT_MET.value: (
        "Competent means that every row is met.",
        "Row {row} was judged as not met.",
        "The {mend} can look at new evidence and judge the row again, or decide “not yet "
        "competent”.",
    ),
    Rule.ROW_WITHOUT_EVIDENCE.value: (
        "A row is met on evidence.",
        "Row {row} has nothing in any column.",
        "The {mend} can link an exhibit, observe a task or ask a question.",
    ),
    Rule.TESTING_INCOMPLETE.value: (
        "The complete testing programme of a unit tests every row; papers stay beside it.",
        "Row {row} of {unit} rests on the portfolio alone.",
        "The {mend} can observe a task or ask a question for it, or agree another plan with the "
        "worker.",
    ),
    Rule.NOTHING_UNMET.value: (
        "“Not yet competent” rests on at least one row, or one quality of the evidence, that is "
        "not met.",
        "Nothing in unit {unit} was judged as not met.",
        "The {mend} can judge what is not met.",
    ),
    Rule.QUALITY_MISSING.value: (
        "The evidence for a unit is authentic, valid, consistent, sufficient and current.",
        "Whether it is {quality} is not answered yet.",
        "The {mend} can answer it.",
    ),
    Rule.QUALITY_NEGATIVE.value: (
        "The evidence for a unit is authentic, valid, consistent, sufficient and current.",
        "It was judged as not {quality}.",
        "The {mend} can ask for more evidence, or decide “not yet competent”.",
    ),
    Rule.ALREADY_DECIDED.value: (
        "What was signed is not changed while it is verified.",
        "The decision about unit {unit} waits for the verifier.",
        "The verifier can countersign it or return it with reasons.",
    ),
    Rule.ALREADY_RECOGNISED.value: (
        "A recognition that was countersigned stands.",
        "Unit {unit} was found competent and verified.",
        "A registrar can revoke or suspend it with a reason.",
    ),
    Rule.NOT_DECIDED.value: (
        "A verifier checks a signed decision that is still open.",
        "Unit {unit} has no decision that waits for a verifier.",
        "The assessor can sign a decision.",
    ),
    Rule.ROW_NOT_AGREED.value: (
        "Countersigning means agreeing with every row.",
        "{person} has not agreed with row {row}.",
        "The verifier can look at its evidence and agree, or return the decision with reasons.",
    ),
    Rule.PRINCIPLE_MISSING.value: (
        "The verifier confirms all five principles of the assessment.",
        "Not confirmed yet: {principle}.",
        "The verifier can confirm it, or return the decision with reasons.",
    ),
    Rule.REASONS_MISSING.value: (
        "A decision is returned with reasons.",
        "No reason is written yet.",
        "The verifier can write what the assessor is to look at again.",
    ),
    Rule.ROW_REASON_MISSING.value: (
        "The assessor is told why, row by row.",
        "Row {row} is not agreed with, and nothing says why.",
        "The verifier can write a remark on the row.",
    ),
    Rule.NOT_OPENED.value: (
        "Agreeing to a whole element at once means having looked at all of its evidence.",
        "Not opened yet in row {row}: {evidence}.",
        "The verifier can look at it with Space, or agree row by row.",
    ),
    Rule.BLIND_FIRST.value: (
        "In a blind verification the verifier marks a row before seeing the judgement.",
        "Row {row} is not marked by the verifier yet.",
        "The verifier can mark it met, not met or not seen; the judgement is shown then.",
    ),
    Rule.BLIND_ONCE.value: (
        "In a blind verification the first mark of a row stays as it was made.",
        "Row {row} is marked, and the judgement was shown.",
        "The {mend} can answer now whether to agree with it.",
    ),
    Rule.BLIND_TOO_LATE.value: (
        "Whether a case is verified blind is settled before the verifier begins.",
        "The verifier has answered to rows of this case already.",
        "It can be settled anew when the decision was returned and signed again.",
    ),
    Rule.STANDARD_WHEN_DECIDED.value: (
        "A decision counts if its version of the standard was in force on the day of the decision.",
        "{framework} was not in force on {on}.",
        "The verifier can return the decision; the advisor can claim the unit of the version that "
        "was in force.",
    ),
    Rule.NOTHING_TO_ISSUE.value: (
        "A passport holds verified awards, or a portfolio on the route “portfolio only”.",
        "No unit of this case has a countersigned award.",
        "The verifier can countersign the decision.",
    ),
    Rule.CONSENT.value: (
        "A passport is issued with the worker's consent.",
        "Consent to the passport: {consent}.",
        "The advisor can ask the worker and note the answer.",
    ),
    Rule.SECOND_PERSON.value: (
        "A passport without an award needs a second person.",
        "{person} is the advisor of this case.",
        "Another registrar can issue it.",
    ),
    Rule.PROOF.value: (
        "The worker reads name and birth date before the passport is signed.",
        "Nobody has recorded that {name} agreed to what would be signed now.",
        "Show name and birth date to the worker, and record the spelling proof.",
    ),
    Rule.NOT_READ_BACK.value: (
        "Paper is handed over only after it was scanned itself.",
        "The sheet of {reference} was not read back since it was printed.",
        "Scan the printed sheet with the camera or from a file, then hand it over.",
    ),
    Rule.ONE_FORMER_NAME.value: (
        "A passport has room for one former name.",
        "The name was changed before.",
        "Assess the worker's units anew under the present name.",
    ),
    Rule.ALREADY_ISSUED.value: (
        "The same passport is not issued twice.",
        "{reference} already holds everything that was recognised.",
        "Print {reference} again; a new one is issued when another unit is recognised.",
    ),
    Rule.IDENTITY_SIGNED.value: (
        "The name and birth date in a signed award are never changed.",
        "An award of this worker was signed under them.",
        "Use “Change of name” in the worker's record; the next passport carries both names.",
    ),
    Rule.PLAN_UNIT.value: (
        "The assessment plan says for every unit how it is assessed.",
        "The plan does not say it for unit {unit}.",
        "The {mend} can choose the unit's methods, or its complete testing programme, in a new "
        "version of the plan.",
    ),
    Rule.PLAN_APPEAL.value: (
        "The right of appeal is explained before the plan is agreed.",
        "Plan {number} does not say that it was explained.",
        "The {mend} can explain it to the worker and note it in the plan.",
    ),
    Rule.PLAN_CHANGED.value: (
        "A plan that was changed is agreed anew.",
        "This was version {number} of the plan; version {latest} counts.",
        "The {mend} can go through version {latest} with the worker.",
    ),
    Rule.PLAN_SIGNED.value: (
        "Each side agrees once to a version of the plan.",
        "The {side} has agreed to version {number} before.",
        "Nothing has to be mended.",
    ),
    Rule.PLAN_AGREED.value: (
        "A decision rests on an assessment plan that worker and assessor agreed to.",
        "The {side} has not agreed to the plan that counts.",
        "The {mend} can agree the plan with the worker, on the screen or on paper.",
    ),
    Rule.WORKER_HEARD_BY.value: (
        "The screen is turned to the worker by who advises or assesses, not by who verifies.",
        "{person} does not advise or assess in this case.",
        "The {mend} or the certified assessor can turn it.",
    ),
    Rule.SESSION_OPEN.value: (
        "Marks are made in a session at the bench.",
        "No open session has a seat for {worker}.",
        "The {mend} can start a session from the case page.",
    ),
    Rule.SESSION_OWN.value: (
        "A session is run by the person who opened it.",
        "{person} did not open this session.",
        "Who opened it can go on with it; the {mend} or a lead verifier can close it.",
    ),
    Rule.SESSION_CHECK.value: (
        "Before the first mark the worker's identity is checked, safety and plan are explained, "
        "and consent to recording is asked.",
        "For {worker} this is still open: {check}.",
        "The {mend} can do it now, in the session.",
    ),
    Rule.SESSION_STOPPED.value: (
        "After a stop for safety nothing is marked until the session is resumed.",
        "The session was stopped: {reason}.",
        "The {mend} can resume it when it is safe.",
    ),
    Rule.RECORDING_CONSENT.value: (
        "Voice, photos and videos are taken only of a worker who agreed to it.",
        "{worker} did not agree to be recorded in this session.",
        "Go on with marks and notes; if the worker agrees now, the {mend} can enter it: "
        "Ctrl+K, checks of this worker again.",
    ),
    "case.move": (
        "The six stages are gone through in order.",
        "No step leads from “{from}” to “{to}”.",
        "The advisor can move the case one stage at a time.",
    ),
    "case.not-ended": (
        "Only a case that rests can be taken up again.",
        "This case is going on.",
        "Nothing has to be mended.",
    ),
    **refusals_of_fairness.SENTENCES,
    **paper.REFUSALS,
}
"""Per rule: the rule itself, the fact that fails, and how it can be mended."""

_UNKNOWN: Final = (
    "A rule of the centre does not allow this.",
    "The rule is called {rule}.",
    "The {mend} can mend it.",
)
_TERMS: Final[dict[str, type[Enum]]] = {
    "role": Role,
    "end": CaseEnd,
    "quality": Quality,
    "principle": Principle,
    "consent": Consent,
    "status": FrameworkStatus,
}


def refusal_text(refusal: Refusal) -> Reason:
    """Say why not, in three sentences."""
    facts: dict[str, object] = {key: _term(key, it) for key, it in refusal.facts.items()}
    if refusal.rule == Rule.CERTIFIED.value and facts.get("ended") is None:
        facts["ended"] = "–"
    facts["rule"] = refusal.rule
    facts["mend"] = _role(refusal.mend)
    rule, fact, mend = (fill(text, facts, words) for text in SENTENCES.get(refusal.rule, _UNKNOWN))
    return Reason(rule, fact, mend or capital(Role.ADMINISTRATOR))


def refusal_texts(refusals: Iterable[Refusal]) -> tuple[Reason, ...]:
    """Say why not for each refusal, the same thing only once."""
    return tuple(dict.fromkeys(refusal_text(one) for one in refusals))


def _term(name: str, fact: object) -> object:
    # Rules give some terms as their plain values: find the term again, so that it is translated.
    kind = _TERMS.get(name)
    values = {one.value: one for one in kind} if kind else {}
    return values.get(fact, fact) if isinstance(fact, str) else fact


def _role(value: str) -> object:
    return next((role for role in Role if role.value == value), value)
