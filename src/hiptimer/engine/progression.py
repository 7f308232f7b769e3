"""Which week of a progression it is."""

from datetime import date

_DAYS_OF_A_WEEK = 7


def week_in_hand(begun: date | None, today: date) -> int:
    """Return the week, from 1, counted from the day it was begun; not begun or not yet, it is the first."""
    if begun is None:
        return 1
    return max(1, (today - begun).days // _DAYS_OF_A_WEEK + 1)
