"""Letters that a file may not hold: those that cannot be shown, and those that turn texts round unseen."""

import re
import unicodedata

TURNS = "\u202a-\u202e\u2066-\u2069"
"""What changes the direction of a text without being seen, as the inside of a pattern's brackets."""

UNSHOWABLE = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{TURNS}\ud800-\udfff\ufffe\uffff]")


def letter_told(letter: str) -> str:
    """Return how a letter is named to a person who cannot see it, as `U+202E (right-to-left override)`."""
    name = unicodedata.name(letter, "control character").lower()
    return f"U+{ord(letter):04X} ({name})"
