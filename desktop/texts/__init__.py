"""What the window says about facts of core: words for its terms, sentences for its codes.

No Qt here. Every sentence is looked up by a stable code, put through the translator that the
program sets once at the start, and filled with the facts that core gives along.
"""

from desktop.texts.missing import missing_text
from desktop.texts.problems import Problem, problem_text
from desktop.texts.refusals import refusal_text, refusal_texts
from desktop.texts.translating import CONTEXT, set_translator
from desktop.texts.words import capital, words

__all__ = [
    "CONTEXT",
    "Problem",
    "capital",
    "missing_text",
    "problem_text",
    "refusal_text",
    "refusal_texts",
    "set_translator",
    "words",
]
