"""Texts made safe and cut into sentences: the unit of which a clip is made."""

import re
import unicodedata

MOST_CHARACTERS = 400  # some 70 words: half a minute of speech, more than any cue has room for

# After a colon too: "Next: low lunge." and "First: low lunge." then share the clip of the name.
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…:])\s+")
_NEVER_SPOKEN = frozenset({"Cc", "Cs", "Co", "Cn"})


def plain(text: str) -> str:
    """Return the text on one line, without control characters, cut at a word if it is too long.

    A session file may hold anything; what is left here is safe to hand to another program.
    """
    head = text[: 4 * MOST_CHARACTERS]
    clean = (" " if unicodedata.category(one) in _NEVER_SPOKEN else one for one in head)
    words = " ".join("".join(clean).split())
    if len(words) <= MOST_CHARACTERS:
        return words
    return words[: MOST_CHARACTERS + 1].rpartition(" ")[0] or words[:MOST_CHARACTERS]


def cut(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, leaving out those without a letter or digit."""
    return tuple(
        sentence for sentence in _END_OF_SENTENCE.split(plain(text)) if can_be_said(sentence)
    )


def can_be_said(sentence: str) -> bool:
    """Say whether there is anything in it to pronounce."""
    return any(one.isalnum() for one in sentence)


def key(sentence: str) -> str:
    """Return what is the same for sentences that sound the same, whatever their capitals."""
    return plain(sentence).casefold().rstrip(".:!… ")
