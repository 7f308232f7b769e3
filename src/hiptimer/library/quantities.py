"""The one place that understands what a person writes for how much: times, counts, tempos, dates.

Each function takes the words as they were typed and returns a value, or raises Misread with what is
wrong and what to write instead. The patterns are those of the JSON Schema too, hence plain.
"""

import re
from datetime import date

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Tempo
from hiptimer.engine.session import Auto, Linger, Often
from hiptimer.language import gettext as _

MOST_S = 24 * 60 * 60
MOST_COUNT = 1000
MOST_SETS = 100
MOST_TIMES = {Often.PER_DAY: 24, Often.PER_WEEK: 168, Often.EVERY_DAYS: 365}
SHORTEST_CYCLE_S = 0.1


def any_case(pattern: str) -> str:
    """Return a pattern without escapes that takes its letters in either case.

    The patterns of a JSON Schema have no flag for that.
    """
    return "".join(f"[{one}{one.upper()}]" if one.isalpha() else one for one in pattern)


_DASH = "[-\u2010-\u2015\u2212]"
_TO = rf"\s*(?:{_DASH}|{any_case('to')})\s*"
_OR_MORE = rf"\s+{any_case('or')}\s+{any_case('more')}"
_NUMBER = r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
_SECONDS = any_case("(?:seconds?|secs?|s)")
_MINUTES = any_case("(?:minutes?|mins?)")
_HOURS = any_case("(?:hours?|h)")
_CLOCK = "[0-9]{1,4}:[0-5][0-9]"
_SPAN = (
    f"(?:{_CLOCK}"
    rf"|{_NUMBER}\s*{_HOURS}(?:\s*{_NUMBER}\s*{_MINUTES})?(?:\s*{_NUMBER}\s*{_SECONDS})?"
    rf"|{_NUMBER}\s*{_MINUTES}(?:\s*{_NUMBER}\s*{_SECONDS})?"
    rf"|{_NUMBER}(?:\s*{_SECONDS})?)"
)
_WHOLE = "(?:0|[1-9][0-9]*)"
_POSITIVE = "[1-9][0-9]*"

DURATION = rf"^\s*{_SPAN}\s*$"
AUTO_OR_DURATION = rf"^\s*(?:{any_case('auto')}|{_SPAN})\s*$"
AMOUNT_OF_TIME = rf"^\s*({_SPAN})(?:{_TO}({_SPAN})|({_OR_MORE}))?\s*$"
COUNT = rf"^\s*{_WHOLE}\s*$"
AMOUNT_OF_COUNTS = rf"^\s*({_POSITIVE})(?:{_TO}({_POSITIVE})|({_OR_MORE}))?\s*$"
AMOUNT_OF_SETS = rf"^\s*({_POSITIVE})(?:{_TO}({_POSITIVE}))?\s*$"
TEMPO = r"^\s*" + rf"\s*{_DASH}\s*".join([f"({_NUMBER})"] * 4) + r"\s*$"
DAY = r"^\s*([0-9]{4}-[0-9]{2}-[0-9]{2})\s*$"
TIMES = (
    rf"^\s*(?:{any_case('daily')}|({_POSITIVE})\s+{any_case('per')}\s+({any_case('day|week')})"
    rf"|{any_case('every')}\s+({_POSITIVE})\s+{any_case('days')})\s*$"
)
YES = ("yes", "true", "on")
NO = ("no", "false", "off")

_DURATION = re.compile(DURATION)
_AMOUNT_OF_TIME = re.compile(AMOUNT_OF_TIME)
_COUNT = re.compile(COUNT)
_AMOUNT_OF_COUNTS = re.compile(AMOUNT_OF_COUNTS)
_AMOUNT_OF_SETS = re.compile(AMOUNT_OF_SETS)
_TEMPO = re.compile(TEMPO)
_DAY = re.compile(DAY)
_TIMES = re.compile(TIMES)
_PARTS = re.compile(rf"({_NUMBER})\s*({_HOURS}|{_MINUTES}|{_SECONDS}|)")
_BARE = re.compile(rf"\s*{_NUMBER}\s*")
_LEADING_ZERO = re.compile(r"(?<![0-9.:])0+([1-9][0-9]*)(?![:.])")
_UNIT_S = {"h": 3600, "m": 60, "s": 1, "": 1}
_MOST_DIGITS = 9
_MOST_SHOWN = 40


class Misread(ValueError):  # noqa: N818  (what the person wrote, not an error of ours)
    """Words that could not be understood: what is wrong, and what to write instead."""

    def __init__(self, said: str, meant: str) -> None:
        """Keep both sentences."""
        super().__init__(said)
        self.said, self.meant = said, meant


def shown(text: str) -> str:
    """Return what was typed as it is shown in a message: in one line, not too long, marked off."""
    flat = "".join(one if one.isprintable() else "\ufffd" for one in " ".join(text.split()))
    return f"`{flat if len(flat) <= _MOST_SHOWN else flat[: _MOST_SHOWN - 1] + '…'}`"


def duration(text: str) -> float:
    """Return seconds, as in `30 s`, `30`, `1 min 30 s`, `1:30`."""
    if not _DURATION.fullmatch(text):
        raise _no_time(text, _("Write a length of time as 30 s, 1 min 30 s or 1:30."))
    return _span(text.strip(), text)


def some_duration(text: str) -> float:
    """Return seconds, more than none."""
    seconds = duration(text)
    if seconds < SHORTEST_CYCLE_S:
        said = _("{text} is no time at all.").format(text=shown(text))
        raise Misread(said, _("Write a length of time such as 4 s."))
    return seconds


def auto_or_duration(text: str) -> float | Auto:
    """Return seconds, or that they are to be worked out."""
    if text.strip().lower() == Auto.AUTO.value:
        return Auto.AUTO
    if not _DURATION.fullmatch(text):
        raise _no_time(text, _("Write auto, or a length of time such as 10 s."))
    return _span(text.strip(), text)


def amount_of_time(text: str) -> Amount:
    """Return the seconds of a dose, as in `30 s`, `20-30 s`, `30 s or more`."""
    match = _AMOUNT_OF_TIME.fullmatch(text)
    if not match:
        raise _no_time(text, _("Write it as 30 s, 20-30 s or 30 s or more."))
    low, high, more = match.groups()
    if high is None:
        least = _span(low, text)
        return _dose_time(Amount(least, least, more is not None), text)
    units = [unit for _number, unit in _PARTS.findall(high) if unit]
    if _BARE.fullmatch(low) and units:
        if len(units) > 1:
            said = _("The lower end of {text} has no unit.").format(text=shown(text))
            raise Misread(said, _("Write the units at both ends, as in 60 s - 1 min 30 s."))
        low += units[0]
    least, most = _span(low, text), _span(high, text)
    if least > most:
        raise _backwards(text)
    return _dose_time(Amount(least, most), text)


def exact_time(text: str) -> Amount:
    """Return the seconds of a dose that is one number."""
    return _exactly(amount_of_time(text), text)


def count(text: str) -> int:
    """Return a whole number, 0 included."""
    if not _COUNT.fullmatch(text):
        raise _no_count(text, _("Write a whole number."))
    return _within(text, MOST_COUNT)


def sets(text: str) -> int:
    """Return a number of sets."""
    return int(_exactly(amount_of_sets(text), text).least)


def amount_of_counts(text: str) -> Amount:
    """Return the breaths or reps of a dose, as in `8`, `6-8`, `8 or more`."""
    match = _AMOUNT_OF_COUNTS.fullmatch(text)
    if not match:
        raise _no_count(text, _("Write it as 8, 6-8 or 8 or more."))
    low, high, more = match.groups()
    return _counts(low, high, more is not None, MOST_COUNT, text)


def exact_counts(text: str) -> Amount:
    """Return the breaths or reps of a dose that is one number."""
    return _exactly(amount_of_counts(text), text)


def amount_of_sets(text: str) -> Amount:
    """Return a number of sets or rounds, as in `3`, `3-4`."""
    match = _AMOUNT_OF_SETS.fullmatch(text)
    if not match and _AMOUNT_OF_COUNTS.fullmatch(text):
        said = _("{text} has no end.").format(text=shown(text))
        raise Misread(said, _("Write it as 3 or 3-4."))
    if not match:
        raise _no_count(text, _("Write it as 3 or 3-4."))
    low, high = match.groups()
    return _counts(low, high, False, MOST_SETS, text)


def tempo(text: str) -> Tempo:
    """Return the seconds of one rep, as in `2-1-2-0`."""
    match = _TEMPO.fullmatch(text)
    if not match:
        digits = text.strip()
        meant = _("Write the seconds for lower, pause, lift, pause, as in 2-1-2-0.")
        if re.fullmatch("[0-9]{4}", digits):
            meant = _("Write it with dashes: {tempo}.").format(tempo="-".join(digits))
        elif "x" in digits.lower():
            meant = _("A guide cannot count X: write the seconds, as in 2-0-1-0.")
        raise Misread(_("{text} is not a tempo.").format(text=shown(text)), meant)
    parts = [float(part) for part in match.groups()]
    if sum(parts) < SHORTEST_CYCLE_S:
        said = _("The tempo {text} takes no time at all.").format(text=shown(text))
        raise Misread(said, _("Write seconds such as 2-1-2-0."))
    if sum(parts) > MOST_S:
        raise _too_long(text)
    return Tempo(*parts)


def yes_or_no(text: str) -> bool:
    """Return whether it is a yes."""
    word = text.strip().lower()
    if word not in YES + NO:
        said = _("{text} is neither yes nor no.").format(text=shown(text))
        raise Misread(said, _("Write yes or no."))
    return word in YES


def day(text: str) -> date:
    """Return a date, as in `2026-11-23`."""
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1] if match else "")
    except ValueError:
        said = _("{text} is not a date.").format(text=shown(text))
        raise Misread(said, _("Write year, month and day, as in 2026-11-23.")) from None


def times(text: str) -> tuple[int, Often]:
    """Return how often, as in `3 per week`, `2 per day`, `daily`, `every 2 days`."""
    match = _TIMES.fullmatch(text)
    if not match:
        said = _("{text} does not say how often.").format(text=shown(text))
        raise Misread(said, _("Write 3 per week, 2 per day, daily or every 2 days."))
    number, unit, days = match.groups()
    if number is not None:
        often = Often.PER_DAY if unit.lower() == "day" else Often.PER_WEEK
        return _within(number, MOST_TIMES[often], text), often
    if days is not None:
        return _within(days, MOST_TIMES[Often.EVERY_DAYS], text), Often.EVERY_DAYS
    return 1, Often.PER_DAY


def linger(text: str) -> Linger:
    """Return how long to go on past an "or more": `20 s`, or a bare `4` in the dose's own measure."""
    seconds = duration(text)
    return Linger(seconds, in_seconds=_BARE.fullmatch(text) is None)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _span(part: str, text: str) -> float:
    minutes, colon, seconds = part.partition(":")
    if colon:
        total = float(int(minutes) * 60 + int(seconds))
    else:
        total = sum(
            float(number) * _UNIT_S[unit[:1].lower()] for number, unit in _PARTS.findall(part)
        )
    if total > MOST_S:
        raise _too_long(text)
    return total


def _dose_time(amount: Amount, text: str) -> Amount:
    if amount.least < 1:
        said = _("{text} is less than a second.").format(text=shown(text))
        raise Misread(said, _("Write how long it is done, such as 30 s."))
    return amount


def _exactly(amount: Amount, text: str) -> Amount:
    if amount.is_range or amount.open:
        said = _("One number is wanted here, not {text}.").format(text=shown(text))
        raise Misread(said, _("Write a single number."))
    return amount


def _counts(low: str, high: str | None, more: bool, most: int, text: str) -> Amount:
    least = _within(low, most, text)
    if high is None:
        return Amount(least, least, more)
    upper = _within(high, most, text)
    if least > upper:
        raise _backwards(text)
    return Amount(least, upper)


def _within(number: str, most: int, text: str = "") -> int:
    digits = number.strip()
    if len(digits) > _MOST_DIGITS or int(digits) > most:
        said = _("{text} is more than {most}.").format(text=shown(text or number), most=f"{most:,}")
        raise Misread(said, _("Write a number that a person can do."))
    return int(digits)


def _backwards(text: str) -> Misread:
    said = _("{text} runs backwards.").format(text=shown(text))
    return Misread(said, _("Write the lower number first."))


def _too_long(text: str) -> Misread:
    said = _("{text} is more than 24 hours.").format(text=shown(text))
    return Misread(said, _("Write a length of time that a person can do."))


def _no_time(text: str, meant: str) -> Misread:
    common = _common(text)
    if common:
        return common
    plain = _plain(text)
    late = re.fullmatch(r"([0-9]{1,4}):([6-9][0-9])", plain)
    if late:
        minutes, seconds = int(late[1]), int(late[2])
        said = _("{text} has {seconds} seconds in a minute.").format(
            text=shown(text), seconds=seconds
        )
        return Misread(said, _("Write {time}.").format(time=f"{minutes + 1}:{seconds - 60:02}"))
    metre = re.fullmatch(r"([0-9]+) ?m", plain)
    if metre:
        said = _("The m of {text} could be minutes or metres.").format(text=shown(text))
        return Misread(said, _("Write {time}.").format(time=f"{metre[1]} min"))
    if re.fullmatch(r".*[0-9] ?(breaths?|reps?|x)\b.*", plain):
        said = _("{text} counts; it is not a length of time.").format(text=shown(text))
        return Misread(said, _("For counts there are the keys breaths and reps."))
    return Misread(_("{text} is not a length of time.").format(text=shown(text)), meant)


def _no_count(text: str, meant: str) -> Misread:
    common = _common(text)
    if common:
        return common
    plain = _plain(text)
    if plain == "0":
        said = _("A count of 0 is nothing to do.")
        return Misread(said, _("Write a number from 1, or leave the step out."))
    if re.fullmatch(rf"{_NUMBER}(?:{_TO}{_NUMBER})?", plain):
        said = _("{text} is not a whole number.").format(text=shown(text))
        return Misread(said, meant)
    times_reps = re.fullmatch(r"([1-9][0-9]?) ?[x\u00d7] ?([1-9][0-9]*)", plain)
    if times_reps:
        said = _("{text} is sets and reps in one.").format(text=shown(text))
        return Misread(
            said,
            _("Write sets: {sets} and reps: {reps}.").format(
                sets=times_reps[1], reps=times_reps[2]
            ),
        )
    if re.fullmatch(_SPAN, plain):
        said = _("{text} is a length of time; a number is wanted here.").format(text=shown(text))
        return Misread(said, _("For a time there are the keys hold and time."))
    return Misread(_("{text} is not a number.").format(text=shown(text)), meant)


def _common(text: str) -> Misread | None:
    """Return what is wrong with numbers of any kind."""
    plain = _plain(text)
    if re.match(f"{_DASH} ?[0-9]", plain):
        said = _("{text} is less than nothing.").format(text=shown(text))
        return Misread(said, _("Write it without the minus."))
    if re.fullmatch(rf"[0-9][^a-z]*{_DASH}.* or more", plain):
        said = _("{text} is a range and open as well.").format(text=shown(text))
        return Misread(said, _("Write the range, or one number with `or more`."))
    zero = _LEADING_ZERO.search(plain)
    if zero:
        bare = zero[1][:_MOST_DIGITS]
        said = _("{text} begins with a zero.").format(text=shown(text))
        if zero.group().isdigit() and set(bare) <= set("01234567"):
            said = _("{text} begins with a zero: many programs would read {number}.").format(
                text=shown(text), number=int("0" + bare, 8)
            )
        return Misread(said, _("Write {number}.").format(number=bare))
    comma = re.fullmatch(r"([0-9]+),([0-9]+)(.*)", plain)
    if comma:
        said = _("{text} has a comma in it.").format(text=shown(text))
        return Misread(
            said,
            _("Write a decimal with a point: {number}.").format(
                number=f"{comma[1][:9]}.{comma[2][:9]}"
            ),
        )
    more = re.fullmatch(r"([0-9]+ ?(?:s|min)?) ?\+ ?(s|min)?|at least ([0-9].*)", plain)
    if more:
        said = _("{text} is not understood.").format(text=shown(text))
        number = " ".join(filter(None, (more[1] or more[3], more[2]))).strip()
        return Misread(said, _("Write {number} or more.").format(number=number))
    return None
