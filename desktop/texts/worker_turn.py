"""What the worker reads on the turned screen. It is shown in the worker's language, not the desk's.

Where a language has no translation file the words stay English and the shapes beside them speak:
nobody invents a translation here.
"""

from typing import Final

from core.domain.worker_answers import WorkerSays, WorkerSubject

QUESTIONS: Final = {
    WorkerSubject.ROW: "Can you do this?",
    WorkerSubject.PLAN: "Do you agree to this plan?",
    WorkerSubject.DECISION: "Do you agree with this result?",
}
BUTTONS: Final = {
    WorkerSays.CAN: "I can",
    WorkerSays.UNSURE: "I am not sure",
    WorkerSays.CANNOT: "I cannot",
    WorkerSays.YES: "Yes",
    WorkerSays.ASK: "I have a question",
    WorkerSays.NO: "No",
}
COMMENT: Final = "You may write something here, in your own language"
INTERPRETER: Final = "Interpreter"
PROGRESS: Final = "{number} of {count}"
SPELLING: Final = "Is this spelt right, letter by letter?"
WRONG: Final = "What is wrong? Write it here, then press “No” once more."
THANKS: Final = "Thank you. Please give the screen back."
