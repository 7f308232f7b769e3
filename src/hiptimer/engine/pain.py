"""What a pain of 0 to 10 means in a session: the bands its author drew, in the author's own words.

Where the author said nothing, the usual bands and a plain sentence for each stand in. Nothing here
judges anybody or changes a dose.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, assert_never

from hiptimer.engine.session import PainBands, Safety, Session
from hiptimer.language import gettext as _

MOST: Final = 10
_SHORT: Final = 20  # longer words do not fit below three numbers of a scale


class PainLevel(StrEnum):
    """Which of the three bands it is."""

    OK = "ok"
    CAUTION = "caution"
    STOP = "stop"


@dataclass(frozen=True, slots=True, kw_only=True)
class PainBand:
    """The numbers `low` to `high`, both counted in, and what is said of them.

    `words` are the author's own, word for word, where `is_own`; else the usual sentence. `label` says
    it in a word or two, and is empty where the author's words are too long for that.
    """

    level: PainLevel
    low: int
    high: int
    words: str
    label: str = ""
    is_own: bool = False

    @property
    def range_words(self) -> str:
        """Return the numbers as they are read: "3–5"."""  # noqa: RUF002 - a range of numbers
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"  # noqa: RUF001

    def lead(self, name: str = "") -> str:
        """Return what stands before the words: whose they are, by `name`, and for which numbers."""
        if self.is_own and name:
            return _("{name}'s note for {range}:").format(name=name, range=self.range_words)
        if self.is_own:
            return _("Note for {range}:").format(range=self.range_words)
        return _("{range}:").format(range=self.range_words)

    def quoted(self) -> str:
        """Return the words, in quotation marks where they are the author's."""
        return _("“{words}”").format(words=self.words) if self.is_own else self.words


def bands(safety: Safety) -> tuple[PainBand, ...]:
    """Return the bands from 0 to 10 without a gap; one with no number in it is left out."""
    drawn = safety.pain_bands or PainBands()
    edges = (
        (PainLevel.OK, 0, drawn.ok_to, drawn.ok),
        (PainLevel.CAUTION, drawn.ok_to + 1, drawn.caution_to, drawn.caution),
        (PainLevel.STOP, drawn.caution_to + 1, MOST, drawn.stop),
    )
    return tuple(
        _band(level, low, high, own.strip()) for level, low, high, own in edges if low <= high
    )


def bands_of(session: Session) -> tuple[PainBand, ...]:
    """Return the bands of a session; none where nobody was given it and it says nothing of pain."""
    safety = session.safety
    is_about_pain = safety.pain_bands is not None or session.ask.pain
    return bands(safety) if is_about_pain or session.assigned is not None else ()


def band_of(drawn: Iterable[PainBand], pain: int | None) -> PainBand | None:
    """Return the band in which a pain lies; None without a number, or where there are no bands."""
    if pain is None:
        return None
    return next((one for one in drawn if one.low <= pain <= one.high), None)


def written_by(session: Session) -> str:
    """Return the name of the person whose words a session holds, as they gave it; it may be empty."""
    return (session.assigned.by if session.assigned else "") or session.author


def _band(level: PainLevel, low: int, high: int, own: str) -> PainBand:
    label, words = _usual(level)
    if own:
        label, words = own.rstrip(".") if len(own) <= _SHORT else "", own
    return PainBand(level=level, low=low, high=high, words=words, label=label, is_own=bool(own))


def _usual(level: PainLevel) -> tuple[str, str]:
    """Return a word or two and the sentence for a band of which the author said nothing."""
    match level:
        case PainLevel.OK:
            return _("Carry on"), _("Carry on.")
        case PainLevel.CAUTION:
            return _("Acceptable"), _(
                "Acceptable if it settles by the next morning. You can go slower, or smaller."
            )
        case PainLevel.STOP:
            return _("Too much"), _(
                "Too much. Stop this one; you can take the easier version or skip it. "
                "Talk to your physio if it stays."
            )
        case _:
            assert_never(level)
