"""Why not, while it is assessed: judging, the assessment plan, sessions at the bench."""

from typing import Final

from core.domain.rules import Rule

SENTENCES: Final[dict[str, tuple[str, str, str]]] = {
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
}
