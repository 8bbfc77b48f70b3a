"""A result in a word and a sentence, also where no code could be read at all."""

from typing import Final

from desktop.presenters.checked_input import CheckedInput
from desktop.texts import problem_text
from desktop.texts.translating import say
from desktop.texts.verification import verdict_sentence, verdict_word

_NOT_READABLE: Final = "NOT READABLE"


def result_word(found: CheckedInput) -> str:
    """The word for an input's result."""
    code = found.deciding
    return verdict_word(code.report) if code else say(_NOT_READABLE)


def result_sentence(found: CheckedInput) -> str:
    """The sentence for an input's result."""
    if found.error is not None:
        return problem_text(found.error).sentence
    code = found.deciding
    return verdict_sentence(code.report) if code else ""


def holder_name(found: CheckedInput) -> str:
    """Whose passport it is, as far as it may be shown."""
    code = found.deciding
    holder = code.report.holder if code else None
    return holder.latin_name if holder else ""
