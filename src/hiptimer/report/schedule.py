"""The days of an assigned session as a calendar file (iCalendar), to be taken into a person's own calendar.

Calendars are synchronised and seen by others, so nothing in the file tells what is exercised, for whom
or why. Times are the wall clock's, wherever the person is: six in the evening stays six in the evening
when summer time begins or ends.
"""

import math
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, assert_never
from uuid import UUID, uuid5

from icalendar import Alarm, Calendar, Event

from hiptimer.engine.session import Assigned, Often, Session
from hiptimer.errors import InputError
from hiptimer.language import gettext as _

REMINDED_BEFORE: Final = timedelta(minutes=10)

_WEEKDAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
# Which days so many sessions a week are spread over: days between them, and the weekend last.
_SPREAD: Final = ((), (0,), (0, 3), (0, 2, 4), (0, 1, 3, 4), (0, 1, 2, 3, 4), (0, 1, 2, 3, 4, 5))
_MORNING: Final = 8 * 60  # minutes of the day
_EVENING: Final = 20 * 60
_NOON: Final = 12 * 60
_ROUND: Final = 5  # minutes
_IDS: Final = UUID("6b0b6d7e-52b6-4b8a-9d0c-2f6c3c1b8a47")  # ours; never to be changed


def calendar(
    session: Session, duration_s: float, at: time, now: datetime, *, revision: int | None = None
) -> bytes:
    """Return the calendar file of an assigned session that lasts `duration_s` seconds.

    `at` is the time of day of a session; where several are asked for in a day it is the first or the
    last of them, and the others are spread over the day. `now` has a time zone. A newer `revision` of
    the session takes the place of an older one in the calendar. InputError if no day is left, or the
    session is not asked for on any.
    """
    assigned = session.assigned
    if assigned is None or not assigned.times:
        said = _(
            "{title} does not say how often it is to be done, so there are no days for a calendar. "
            "Write `times: 3 per week` under `assigned:` in its file."
        )
        raise InputError(said.format(title=session.title))
    today = now.date()
    if assigned.until is not None and assigned.until < today:
        said = _("{title} was asked for until {date}, so there is no day left for a calendar.")
        raise InputError(said.format(title=session.title, date=_day_words(assigned.until)))
    whole = Calendar()
    whole.add("prodid", "-//hiptimer//hiptimer//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    begun = assigned.start or today
    for slot, (clock, rule) in enumerate(_rules(assigned, at)):
        first = _first_day(begun, rule)
        if assigned.until is not None:
            if first > assigned.until:
                continue
            rule["until"] = datetime.combine(assigned.until, clock)
        event = Event()
        event.add("uid", f"{uuid5(_IDS, f'{session.id}/{slot}')}@hiptimer")
        event.add("sequence", revision or 0)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", datetime.combine(first, clock))
        event.add("duration", timedelta(minutes=max(1, math.ceil(duration_s / 60))))
        event.add("rrule", rule)
        event.add("summary", _title())
        event.add("description", _how_to_begin())
        event.add("class", "PRIVATE")
        event.add_component(_reminder())
        whole.add_component(event)
    if not whole.subcomponents:
        said = _("From {begun} to {until} there is none of the weekdays that the calendar uses.")
        until = assigned.until or today
        raise InputError(said.format(begun=_day_words(begun), until=_day_words(until)))
    return bytes(whole.to_ical())


def times_of_day(at: time, count: int) -> list[time]:
    """Return so many times, spread evenly over the hours awake; `at` is the first of them or the last."""
    here = at.hour * 60 + at.minute
    if count == 1:
        return [at]
    first, last = (here, max(_EVENING, here)) if here <= _NOON else (min(_MORNING, here), here)
    step = (last - first) / (count - 1)
    spread = [first + number * step for number in range(count)]
    # The two ends stay as they are; between them a round time is easier to keep.
    minutes = [first, *(_ROUND * round(one / _ROUND) for one in spread[1:-1]), last]
    return [time(*divmod(one, 60)) for one in minutes]


def _rules(assigned: Assigned, at: time) -> Iterator[tuple[time, dict[str, object]]]:
    """Yield a time of day and the days on which it comes round, for each series of sessions."""
    match assigned.often:
        case Often.PER_DAY:
            for clock in times_of_day(at, assigned.times):
                yield clock, {"freq": "DAILY"}
        case Often.EVERY_DAYS:
            yield at, {"freq": "DAILY", "interval": assigned.times}
        case Often.PER_WEEK:
            daily, more = divmod(assigned.times, len(_WEEKDAYS))
            clocks = times_of_day(at, daily + bool(more))
            for number, clock in enumerate(clocks):
                if number < daily:
                    yield clock, {"freq": "DAILY"}
                else:
                    days = [_WEEKDAYS[day] for day in _SPREAD[more]]
                    yield clock, {"freq": "WEEKLY", "byday": days}
        case often:
            assert_never(often)


def _first_day(begun: date, rule: dict[str, object]) -> date:
    """Return the first day of a series: it has to fit its own rule."""
    days = rule.get("byday")
    if not isinstance(days, list):
        return begun
    week = (begun + timedelta(days=ahead) for ahead in range(len(_WEEKDAYS)))
    return next(day for day in week if _WEEKDAYS[day.weekday()] in days)


def _reminder() -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _title())
    alarm.add("trigger", -REMINDED_BEFORE)
    return alarm


def _title() -> str:
    return _("Exercise session")


def _how_to_begin() -> str:
    return _(
        "Open hiptimer from your list of programs, or type hiptimer in a terminal. Your session is on "
        "its first page."
    )


def _day_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
