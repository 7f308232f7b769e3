"""How long a sentence takes to say, told from its letters alone, before any voice has said it."""

import re
import unicodedata
from math import ceil

BREATH_BETWEEN_S = 0.3  # from one sentence to the next

# A calm voice on sentences of ours, with a little room, so that hardly one takes longer than told: long
# words and numbers take longer than words do on the whole.
_BEGINS_S = 0.3
_SYLLABLE_S = 0.22
_STOP_S = 0.25
_LEAST_S = 0.6

_WORD = re.compile(r"\d+|[^\W\d_]+")
_VOWELS = re.compile("[aeiouy]+")
_LETTERS_A_SYLLABLE = 3  # in other scripts
_STOPS = re.compile(r"[.,:;!?]+\s")
_FIGURE_SYLLABLES = 2  # "twen-ty", "hun-dred"
_SHORT_NUMBERS = 12  # a word of one syllable, nearly all of them


def spoken_s(sentence: str) -> float:
    """Return roughly how long a sentence takes to say, with the pause after it."""
    return said_s(sentence) + BREATH_BETWEEN_S


def said_s(sentence: str) -> float:
    """Return roughly how long a sentence is heard, without the pause after it."""
    stops = len(_STOPS.findall(sentence.strip()))
    return max(_LEAST_S, _BEGINS_S + _SYLLABLE_S * _syllables(sentence) + _STOP_S * stops)


def _syllables(sentence: str) -> int:
    return sum(map(_syllables_of, _WORD.findall(sentence.casefold())))


def _syllables_of(word: str) -> int:
    if word.isdecimal():
        if len(word) <= len(str(_SHORT_NUMBERS)) and int(word) <= _SHORT_NUMBERS:
            return 1
        return _FIGURE_SYLLABLES * len(word.rstrip("0")) + word.count("0")
    letters = unicodedata.normalize("NFD", word)
    plain = "".join(one for one in letters if not unicodedata.combining(one))
    return len(_VOWELS.findall(plain)) or ceil(len(plain) / _LETTERS_A_SYLLABLE)
