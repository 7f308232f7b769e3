"""What is said: the sentences of the cues."""

from hiptimer.engine.exercise import Posture, Side, side_word
from hiptimer.engine.interval import Interval, Kind
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

TOLD_FROM_S = 6.0  # what is shorter is over too soon to say how long it is
TOLD_WITH_A_SENTENCE_FROM_S = 8.0


def name_words(interval: Interval, language: str) -> str:
    """Return the name of what is done, as it stands inside a sentence."""
    name = interval.name
    ours = interval.exercise is not None  # an author's own names stay as they were written
    if ours and language.startswith("en") and name[1:2].islower():
        return name[0].lower() + name[1:]
    return name


def next_words(interval: Interval, language: str, *, first: bool, last: bool) -> str:
    """Return what announces an exercise: the first, the last or another."""
    words = _("Last exercise: {name}.") if last else _("Next: {name}.")
    if first:
        words = _("First: {name}.")
    return words.format(name=name_words(interval, language))


def next_set_words(interval: Interval, language: str, *, named: bool) -> str:
    """Return what announces a further set of the same exercise, by its name if there is room for it."""
    if not named:
        return _("Next: set {set} of {sets}.").format(set=interval.set, sets=interval.sets)
    words = _("Next: {name}.").format(name=name_words(interval, language))
    return words + " " + _("Set {set} of {sets}.").format(set=interval.set, sets=interval.sets)


def sets_words(interval: Interval) -> str:
    """Return how many sets there will be; nothing if it is one."""
    if interval.sets == 1:
        return ""
    return ngettext("{n} set.", "{n} sets.", interval.sets).format(n=interval.sets)


def switch_words() -> str:
    """Return what announces the other side, which is named after it."""
    return _("Change sides.")


def kit_words(kit: tuple[str, ...]) -> str:
    """Return what is needed; nothing if it is nothing."""
    if not kit:
        return ""
    return _("You need: {kit}.").format(kit=", ".join(kit_word(one) for one in kit))


def kit_off_words(kit: tuple[str, ...]) -> str:
    """Return what is to be taken off; nothing if it is nothing."""
    if not kit:
        return ""
    return _("Take off the {kit}.").format(kit=", ".join(kit_word(one) for one in kit))


def level_words(before: Posture | None, after: Posture | None) -> str:
    """Return how to get from floor, chair or feet to another of them; nothing where one stays."""
    if before is None or after is None:
        return ""
    if after.is_floor:
        return "" if before.is_floor else _("Come down to the floor.")
    if after is before:
        return ""
    return _("Stand up slowly.") if after is Posture.STANDING else _("Sit down on the chair.")


def turn_sentence(interval: Interval, side: Side) -> str:
    """Return the sentence that names whose turn it is, in reps that alternate: "Left leg."."""
    named = interval.names_side if side is interval.first_side else interval.names_other
    return f"{capital(named or side_word(side))}."


def short_side_sentence(side: Side) -> str:
    """Return the side in a word: "Left."."""
    return f"{capital(side_word(side))}."


def side_sentence(interval: Interval) -> str:
    """Return the sentence that names the side and what it names; or nothing."""
    if interval.side is None:
        return ""
    return f"{capital(interval.names_side or side_word(interval.side))}."


def turns_sentence(interval: Interval) -> str:
    """Return the sentence that names the side that leads, in reps that alternate; or nothing."""
    if interval.first_side is None:
        return ""
    side = capital(interval.names_side or side_word(interval.first_side))
    return _("{side} first, then take turns.").format(side=side)


def short_turns_sentence(interval: Interval) -> str:
    """Return the same in two words, where there is less room; or nothing."""
    if interval.first_side is None:
        return ""
    return _("{side} first.").format(side=capital(side_word(interval.first_side)))


def count_words(interval: Interval) -> str:
    """Return how much is to be done, of what is counted: "8 reps.", "3 each side."; or nothing.

    Where a breath leads in, it is told after that: it would be counted.
    """
    if not interval.paced or not interval.count or now_count_words(interval):
        return ""
    most, number = interval.count, _number_words(interval)
    if interval.kind is Kind.BREATHE:
        return ngettext("{n} breath.", "{n} breaths.", most).format(n=number)
    if interval.first_side is not None:
        return _("{n} each side.").format(n=number)
    return ngettext("{n} rep.", "{n} reps.", most).format(n=number)


def now_count_words(interval: Interval) -> str:
    """Return how many breaths come now that the one which led in is over; or nothing."""
    if interval.kind is not Kind.BREATHE or not interval.lead_in or not interval.count:
        return ""
    most, number = interval.count, _number_words(interval)
    return ngettext("Now {n} breath.", "Now {n} breaths.", most).format(n=number)


def _number_words(interval: Interval) -> str:
    most = interval.count or 0
    least = interval.minimum_count or most
    return _("{least} to {most}").format(least=least, most=most) if least < most else str(most)


def _hold_words(interval: Interval) -> str:
    """Return the word to hold, with how long it is to be; a very short hold has no time to say it.

    An author's own sentence has the room of a short hold before this has.
    """
    if interval.duration_s < (TOLD_FROM_S if not interval.say else TOLD_WITH_A_SENTENCE_FROM_S):
        return _("Hold.")
    most = round(interval.duration_s)
    least = round(interval.enough_s) if interval.enough_s is not None else most
    if least < most:
        return _("Hold, {least} to {most} seconds.").format(least=least, most=most)
    minutes, seconds = divmod(most, 60)
    if seconds:
        return ngettext("Hold, {n} second.", "Hold, {n} seconds.", most).format(n=most)
    return ngettext("Hold, {n} minute.", "Hold, {n} minutes.", minutes).format(n=minutes)


def _move_words(interval: Interval) -> str:
    """Return the word to begin with, and how long it is to be, as for a hold."""
    begin = _("Begin.")
    if interval.duration_s < (TOLD_FROM_S if not interval.say else TOLD_WITH_A_SENTENCE_FROM_S):
        return begin
    minutes, seconds = divmod(round(interval.duration_s), 60)
    if seconds:
        seconds += 60 * minutes
        long = ngettext("{n} second.", "{n} seconds.", seconds).format(n=seconds)
    else:
        long = ngettext("{n} minute.", "{n} minutes.", minutes).format(n=minutes)
    return f"{begin} {long}"


def start_words(interval: Interval) -> str:
    """Return what is said as the work begins."""
    if interval.kind is Kind.HOLD:
        return _hold_words(interval)
    if interval.kind is Kind.MOVE:
        return _move_words(interval)
    if not interval.paced:
        most, number = interval.count or 0, _number_words(interval)
        if interval.kind is Kind.BREATHE:
            said = ngettext("{n} breath in your own time.", "{n} breaths in your own time.", most)
        else:
            said = ngettext("{n} rep in your own time.", "{n} reps in your own time.", most)
        return said.format(n=number)
    if interval.kind is Kind.BREATHE:
        return ""  # "Breathe in." is the word to begin with
    if interval.first_side is not None:
        return ""  # "Left leg." is
    return count_words(interval) or _("Begin.")


def release_words(kind: Kind) -> str:
    """Return what is said as the work ends."""
    return _("And release.") if kind.is_still else _("Done.")


def done_words(interval: Interval) -> str:
    """Return what is said as the work ends that was counted through: the last number too."""
    words = release_words(interval.kind)
    counted = interval.kind is Kind.REPS and interval.paced and interval.count
    return f"{interval.count}. {words}" if counted else words


def finished_words(last: Interval | None) -> str:
    """Return what is said when all is over: to let go, that all is done, and how to get up safely."""
    words = [_("Session done. Well worked.")]
    if last is not None and last.kind.is_still:
        words.insert(0, release_words(last.kind))
    if last is not None and last.posture is Posture.SUPINE:
        words.append(_("Roll to your side. Take your time sitting up."))
    elif last is not None and last.posture is not None and last.posture.is_floor:
        words.append(_("Take your time getting up."))
    return " ".join(words)


def more_breaths_words(count: int) -> str:
    """Return how many breaths are left; those done might be counted with the lead-in or without."""
    return ngettext("{n} more breath.", "{n} more breaths.", count).format(n=count)


def paused_words() -> str:
    """Return what is said now and then to somebody who has paused."""
    return _("Paused.")


def stopped_words() -> str:
    """Return what is said at once to somebody who is in pain."""
    return _("Stopped. Ease out slowly.")


def ready_words() -> str:
    """Return what is said to somebody who is waited for."""
    return _("Ready when you are.")


def unplanned_words() -> tuple[str, ...]:
    """Return all that no timeline holds, because it comes when the person does something."""
    ends = (release_words(Kind.HOLD), release_words(Kind.REPS))
    return (paused_words(), stopped_words(), ready_words(), *ends)


def minimum_words(interval: Interval) -> str:
    """Return what is said when the lower end of the dose is done and the guide goes on."""
    if interval.minimum_count is not None:
        least = interval.minimum_count
        done = ngettext("{n} done.", "{n} done.", least).format(n=least)
        if interval.open:
            go_on = _("Go on if it feels good.")
            return f"{done} {go_on}" if interval.linger_s else done
        more = (interval.count or 0) - least
        if interval.kind.is_still:
            return f"{done} {_longer_words(more)}"
        words = ngettext(
            "{n} more if it feels good, or rest.", "{n} more if it feels good, or rest.", more
        )
        return f"{done} {words.format(n=more)}"
    seconds = round(interval.enough_s or 0)
    done = ngettext("{n} second.", "{n} seconds.", seconds).format(n=seconds)
    longer_s = interval.linger_s or 0 if interval.open else interval.duration_s - seconds
    more = round(longer_s)
    return f"{done} {_longer_words(more)}" if more else done


def _longer_words(more: int) -> str:
    words = ngettext(
        "{n} more if it feels good, or ease out.",
        "{n} more if it feels good, or ease out.",
        more,
    )
    return words.format(n=more)


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
