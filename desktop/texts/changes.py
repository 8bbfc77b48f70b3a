"""What a new trust list changes, in the language of the window."""

from credentials.trust_changes import CHANGE_SENTENCES, Change
from desktop.texts.translating import fill
from desktop.texts.words import words


def change_text(change: Change) -> str:
    """Return the sentence for a change."""
    return fill(CHANGE_SENTENCES[change.code], change.facts, words)
