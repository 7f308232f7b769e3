"""What is said: the sentences of the cues, and how long they take to say."""

from hiptimer.engine.dose import Air
from hiptimer.engine.exercise import side_word
from hiptimer.engine.interval import Interval, Kind
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

WORDS_PER_S = 2.5  # 150 words a minute, a calm voice
BREATH_BETWEEN_S = 0.3  # from one sentence to the next


def spoken_s(sentence: str) -> float:
    """Return roughly how long a sentence takes to say, with the pause after it."""
    return max(0.6, len(sentence.split()) / WORDS_PER_S) + BREATH_BETWEEN_S


def side_sentence(interval: Interval) -> str:
    """Return the sentence that names the side and what it names, with a space before it; or nothing."""
    if interval.first_side is not None:
        side = capital(interval.names_side or side_word(interval.first_side))
        return " " + _("{side} first, then take turns.").format(side=side)
    if interval.side is None:
        return ""
    return f" {capital(interval.names_side or side_word(interval.side))}."


def start_words(interval: Interval) -> str:
    """Return what is said as the work begins."""
    if interval.kind is Kind.HOLD:
        return _("Hold.")
    if not interval.paced:
        most = interval.count or 0
        least = interval.minimum_count or most
        number = (
            _("{least} to {most}").format(least=least, most=most) if least < most else str(most)
        )
        if interval.kind is Kind.BREATHE:
            said = ngettext("{n} breath in your own time.", "{n} breaths in your own time.", most)
        else:
            said = ngettext("{n} rep in your own time.", "{n} reps in your own time.", most)
        return said.format(n=number)
    if interval.cycle and interval.cycle[0].breathe is not Air.FREE:
        return ""  # "Breathe in." is the word to begin with
    return _("Begin.")


def release_words(kind: Kind) -> str:
    """Return what is said as the work ends."""
    return _("And release.") if kind in (Kind.HOLD, Kind.BREATHE) else _("Done.")


def minimum_words(interval: Interval) -> str:
    """Return what is said when the lower end of the dose is done and the guide goes on."""
    if interval.minimum_count is not None:
        done = ngettext("{n} done.", "{n} done.", interval.minimum_count).format(
            n=interval.minimum_count
        )
        if interval.open:
            return done + " " + _("Go on if it feels good.")
        more = (interval.count or 0) - interval.minimum_count
        return (
            done
            + " "
            + ngettext("{n} more if it feels good.", "{n} more if it feels good.", more).format(
                n=more
            )
        )
    seconds = round(interval.enough_s or 0)
    done = ngettext("{n} second.", "{n} seconds.", seconds).format(n=seconds)
    return done + " " + _("Stay if it feels good.")


def capital(words: str) -> str:
    """Return the words as a sentence begins."""
    return words[:1].upper() + words[1:]


def kit_word(kit: str) -> str:
    """Return a piece of equipment in the person's language; unknown ones as they were written."""
    words = {
        "mat": _("mat"),
        "wall": _("wall"),
        "chair": _("chair"),
        "desk": _("desk"),
        "mini_band": _("mini band"),
        "box": _("box"),
        "step": _("step"),
        "strap": _("strap"),
        "weight": _("weight"),
        "cushion": _("cushion"),
        "bed": _("bed"),
    }
    return words.get(kit, kit.replace("_", " "))
