"""What the terminal shows at one moment: plain lines made from the player."""

import math
import textwrap
from dataclasses import dataclass
from enum import StrEnum

from hiptimer.engine.exercise import Side
from hiptimer.engine.interval import Interval, Kind
from hiptimer.engine.pain import PainBand, band_of
from hiptimer.engine.player import Player
from hiptimer.engine.progress import Progress
from hiptimer.engine.wording import kind_words
from hiptimer.language import gettext as _
from hiptimer.terminal.big import big
from hiptimer.terminal.table import width_of
from hiptimer.terminal.words import (
    asked_words,
    band_words,
    countdown_words,
    headline,
    kit_words,
    plain,
    turn_words,
)

ROOMY_LINES = 24  # from here on there is room for big letters
_MARGIN = "  "
_BAR_FROM = 20
_LEAST_ROOM = 10
_BETWEEN_CHOICES = "   "


class Tint(StrEnum):
    """How a line stands out; what it says is always in its words too."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    WORK = "work"
    CHANGE = "change"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the screen."""

    text: str = ""
    tint: Tint = Tint.PLAIN


class Asking(StrEnum):
    """What the person is being asked, or shown, in place of the keys."""

    NOTHING = "nothing"
    PAIN = "pain"
    LEAVE = "leave"
    KEYS = "keys"


@dataclass(slots=True)
class Words:
    """What is to be read beside the player's own state.

    `caption` is the latest sentence for the ear, `note` what the last key led to, `banner` what is
    wrong all the while, `stop_rule` the author's own words on pain and `bands` what they say of each
    number, `author` whose words these are. `pain` is how much it hurts, as far as the person has said
    at this pain stop. `keys` says whether there are any.
    """

    caption: str = ""
    note: str = ""
    banner: str = ""
    stop_rule: str = ""
    bands: tuple[PainBand, ...] = ()
    author: str = ""
    pain: int | None = None
    cautions: tuple[str, ...] = ()
    asking: Asking = Asking.NOTHING
    keys: bool = True


def scene(player: Player, words: Words, width: int, height: int, ink: str = "#") -> list[Line]:
    """Return the lines to show on a screen of this size; `ink` draws big letters and bars."""
    progress = player.progress
    if progress is None:
        return []
    top, bottom = _top(player, width, ink), _bottom(words, width)
    below = _below(player, progress, words)
    lines: list[Line] = []
    for is_roomy in (height >= ROOMY_LINES, False):
        middle = _middle(player, progress, width, ink, is_roomy=is_roomy)
        lines = [*top, Line(), *middle, Line(), *below, Line(), *bottom]
        while len(lines) > height and Line() in lines:
            lines.remove(Line())
        if len(lines) <= height:
            return lines
    # What is asked of the person, and the keys, stay in sight whatever else does not.
    return [*lines[: max(0, height - len(bottom))], *bottom][-height:]


def side_now(progress: Progress) -> Side | None:
    """Return whose turn it is at this moment, in reps that alternate too."""
    beat = progress.beat
    return progress.interval.side or (beat.side if beat else progress.interval.first_side)


def side_label(side: Side) -> str:
    """Return LEFT or RIGHT in the person's language."""
    return _("LEFT") if side is Side.LEFT else _("RIGHT")


def clock_now(progress: Progress) -> str:
    """Return the time left of the interval in hand, or past its minimum; nothing if it just waits."""
    interval = progress.interval
    if interval.waits_for_person:
        return "" if interval.duration_s <= 0 else _past(progress)
    return _past(progress) if interval.open else countdown_words(progress.remaining_s)


def beat_words(progress: Progress) -> str:
    """Return the breath or rep in hand and what to do in it: "Breath 3 of 10: breathe out, 4"."""
    interval, beat = progress.interval, progress.beat
    if interval.count is None:
        return ""
    if beat is None:
        return asked_words(interval)
    if not beat.number:
        number = _("Getting into the rhythm")
    elif interval.open:
        name = _("Breath {n}") if interval.kind is Kind.BREATHE else _("Rep {n}")
        number = name.format(n=beat.number)
    else:
        name = _("Breath {n} of {all}") if interval.kind is Kind.BREATHE else _("Rep {n} of {all}")
        number = name.format(n=min(beat.number, interval.count), all=interval.count)
    left = max(1, math.ceil(beat.phase.for_s - beat.phase_elapsed_s - 1e-6))
    said = _("{phase}, {n}").format(phase=plain(beat.phase.say), n=left)
    return _("{number}: {phase}").format(number=number, phase=said)


def coming_words(player: Player) -> str:
    """Return what comes after the interval in hand."""
    following = player.following
    if following is None:
        return _("Then you are done.")
    return _("Next: {what} ({dose})").format(what=headline(following), dose=asked_words(following))


def _past(progress: Progress) -> str:
    if progress.remaining_s > 0:
        return countdown_words(progress.remaining_s)
    return "+" + countdown_words(int(-progress.remaining_s))


def _top(player: Player, width: int, ink: str) -> list[Line]:
    timeline = player.timeline
    left = _("{time} left").format(time=countdown_words(player.left_s))
    if timeline.is_at_least:
        left = _("at least {words}").format(words=left)
    at = player.interval.index + 1 if player.interval else 0
    place = _("{n} of {all}").format(n=at, all=len(timeline.intervals))
    lines = [Line(f"{plain(timeline.title)}   {place}   {left}", Tint.QUIET)]
    length = min(width - 2 * len(_MARGIN), 76)
    if length >= _BAR_FROM and timeline.duration_s > 0:
        done = round(length * min(1.0, player.position_s / timeline.duration_s))
        lines.append(Line(ink * done + "-" * (length - done), Tint.QUIET))
    return lines


def _middle(
    player: Player, progress: Progress, width: int, ink: str, *, is_roomy: bool
) -> list[Line]:
    interval = progress.interval
    kind = kind_words(interval.kind)
    tint = Tint.WORK if interval.kind.is_work else Tint.CHANGE
    if player.is_paused:
        kind = _("{kind} - paused").format(kind=kind)
        tint = Tint.WARN
    elif player.is_waiting:
        kind = _("{kind} - press space when you are ready").format(kind=kind)
    elif interval.waits_for_person:
        kind = _("{kind} - press space when you are done").format(kind=kind)
    lines = [Line(kind.upper() if kind.isascii() else kind, tint)]
    name = plain(interval.name)
    if name.casefold() != kind_words(interval.kind).casefold():
        lines.append(Line(name, Tint.STRONG))
    side = side_now(progress)
    if side is not None:
        lines += _large(side_label(side), width, ink, tint, is_roomy=is_roomy)
        if interval.names_side and interval.side is not None:
            lines.append(Line(plain(interval.names_side)))
    clock = clock_now(progress)
    if clock:
        lines += _large(clock, width, ink, Tint.STRONG, is_roomy=is_roomy)
    return lines


def _large(text: str, width: int, ink: str, tint: Tint, *, is_roomy: bool) -> list[Line]:
    rows = big(text, ink) if is_roomy else None
    if rows is None or max(map(len, rows)) + len(_MARGIN) > width:
        return [Line(" ".join(text) if text.isalpha() else text, tint)]
    return [Line(), *(Line(row, tint) for row in rows), Line()]


def _below(player: Player, progress: Progress, words: Words) -> list[Line]:
    interval = progress.interval
    facts = [turn_words(interval), beat_words(progress) if interval.kind.is_work else ""]
    facts.append(_kit(interval))
    lines = [Line(fact, Tint.STRONG) for fact in facts if fact]
    lines += [Line(plain(text)) for text in (interval.load, interval.note) if text]
    caption = words.caption or interval.words
    if caption and plain(caption) != plain(interval.name):
        lines.append(Line(plain(caption)))
    lines.append(Line(coming_words(player), Tint.QUIET))
    if interval.index == 0:
        lines += [Line(plain(caution), Tint.WARN) for caution in words.cautions]
    return lines


def _kit(interval: Interval) -> str:
    if not interval.new_kit:
        return ""
    return _("You need: {kit}").format(kit=kit_words(interval.new_kit))


def _bottom(words: Words, width: int) -> list[Line]:
    lines = [Line(plain(text), Tint.WARN) for text in (words.banner, words.note) if text]
    match words.asking:
        case Asking.PAIN:
            # What the author says of pain is not to be cut off, nor what may be answered.
            lines += _whole([*pain_lines(words), pain_choices()], width)
        case Asking.LEAVE:
            lines += _whole([leave_words()], width)
        case Asking.KEYS:
            lines += [Line(text) for text in key_lines()]
        case Asking.NOTHING:
            if words.keys:
                lines.append(
                    Line(
                        _("space pause   right next   left back   p pain   q leave   ? keys"),
                        Tint.QUIET,
                    )
                )
    return lines


def _whole(texts: list[str], width: int) -> list[Line]:
    """Return the texts in as many lines as they need; choices that do not fit stand below each other."""
    room = max(_LEAST_ROOM, width - 2 * len(_MARGIN))
    lines = []
    for text in texts:
        parts = [text] if width_of(text) <= room else text.split(_BETWEEN_CHOICES)
        lines += [line for part in parts for line in textwrap.wrap(part, room)]
    return [Line(line, Tint.WARN) for line in lines]


def pain_lines(words: Words) -> list[str]:
    """Return what is told after a pain stop, and asked: how much it hurts may be left out."""
    lines = [_("Stopped. Ease out slowly.")]
    if words.stop_rule:
        lines.append(plain(words.stop_rule))
    return [*lines, how_much_words(words)]


def how_much_words(words: Words) -> str:
    """Return the question how much it hurts or, once that is said, what its author says of it."""
    if words.pain is None:
        return _("How much, 0 to 10? Type it if you like, then choose.")
    said = _("How much: {n}.").format(n=words.pain)
    band = band_of(words.bands, words.pain)
    return said if band is None else f"{said} {band_words(band, words.author)}"


def pain_choices() -> str:
    """Return the four ways to go on after a pain stop."""
    return _("c carry on   e easier version   s skip this one   q end the session")


def leave_words() -> str:
    """Return the question before leaving."""
    return _("End the session here? q ends it, any other key goes on.")


def key_lines() -> list[str]:
    """Return every key with what it does."""
    return [
        _("space   pause, go on, ready, done"),
        _("right   next"),
        _("left    this side again, then the one before"),
        _("up      10 seconds or one count more"),
        _("down    10 seconds or one count less"),
        _("e       the easier version"),
        _("p       something hurts: stop at once"),
        _("q       end the session"),
        _("?       these keys; any key puts them away"),
    ]
