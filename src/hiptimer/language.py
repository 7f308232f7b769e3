"""The person's own language: every sentence for people goes through here.

It is the standard library's gettext, but the translation is looked up once: the library's own
functions search the disk for it at every sentence, which a window that paints cannot afford.
"""

from gettext import NullTranslations, translation
from pathlib import Path

DOMAIN = "hiptimer"

_spoken = [NullTranslations()]


def speak_the_persons_language(translations: Path) -> None:
    """Translate every sentence from now on into the language that the system names.

    `translations` is the folder that holds `de/LC_MESSAGES/hiptimer.mo` and the like. Sentences
    without a translation stay in English.
    """
    _spoken[0] = translation(DOMAIN, str(translations), fallback=True)


def gettext(sentence: str) -> str:
    """Return a sentence in the person's language."""
    return _spoken[0].gettext(sentence)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the sentence that goes with the number `n` in the person's language."""
    return _spoken[0].ngettext(one, many, n)
