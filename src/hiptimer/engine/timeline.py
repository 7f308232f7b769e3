"""The timeline: a session unrolled into the flat list of intervals a person lives through.

The player, the strip on the screen, the cues, the journal, the terminal and the tests all read this
one list.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from hiptimer.engine.cueing import finale, with_cues
from hiptimer.engine.cues import Cue
from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.interval import Interval, to_ms
from hiptimer.engine.laying import Laying
from hiptimer.engine.session import Session
from hiptimer.engine.settling import Choices


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Every interval of a session in order.

    `duration_s` and `minimum_s` are sums over the intervals; with an open interval among them they are
    lower bounds and shown as "at least". `finale` is heard when all is over.
    """

    title: str
    intervals: tuple[Interval, ...]
    equipment: tuple[str, ...] = ()
    finale: tuple[Cue, ...] = ()

    @property
    def duration_s(self) -> float:
        """Return how long the session lasts, in seconds."""
        return self.intervals[-1].end_s if self.intervals else 0.0

    @property
    def minimum_s(self) -> float:
        """Return how long it lasts if everything that may be left out is left out."""
        return to_ms(sum(interval.minimum_s for interval in self.intervals))

    @property
    def is_at_least(self) -> bool:
        """Say whether the length is a lower bound, because the person decides when something ends."""
        return any(interval.open for interval in self.intervals)


def unroll(session: Session, catalogue: Catalogue, choices: Choices | None = None) -> Timeline:
    """Return the timeline of a session, with its cues.

    It depends on nothing else. Raises KeyError for an exercise that the catalogue has not.
    """
    chosen = choices or Choices()
    laying = Laying(session, catalogue, chosen)
    drafts = _placed(laying.lay(), chosen.extra)
    equipment = tuple(dict.fromkeys((*session.equipment, *laying.equipment)))
    intervals = with_cues(drafts, session.language, equipment)
    last = intervals[-1] if intervals else None
    end_s = last.end_s if last else 0.0
    return Timeline(
        title=session.title, intervals=intervals, equipment=equipment, finale=finale(end_s, last)
    )


def _placed(drafts: list[Interval], extra: Mapping[int, float]) -> list[Interval]:
    # Rule 11: closed intervals of no length are left out. Sums are made of whole milliseconds.
    lasting = [draft for draft in drafts if draft.duration_s or draft.open]
    placed: list[Interval] = []
    at_ms = 0
    for index, draft in enumerate(lasting):
        interval = replace(
            _with_extra(draft, extra.get(index, 0.0)), index=index, at_s=at_ms / 1000
        )
        placed.append(interval)
        at_ms += round(interval.duration_s * 1000)
    return placed


def _with_extra(draft: Interval, extra: float) -> Interval:
    if not extra or draft.waits_for_person:
        return draft
    extra_s = to_ms(extra * (draft.count_s or 1.0))
    count, linger_s, change_s = draft.count, draft.linger_s, extra_s
    if linger_s is not None:  # what is taken away comes off the linger first
        change_s = min(0.0, linger_s + extra_s)
        linger_s = max(0.0, to_ms(linger_s + extra_s))
    elif count is not None:
        count = max(0, count + round(extra))
    # Never below nothing: another version may have less than what was taken from the one before.
    duration_s = max(0.0, to_ms(draft.duration_s + change_s))
    return replace(
        draft,
        duration_s=duration_s,
        minimum_s=min(draft.minimum_s, duration_s),
        linger_s=linger_s,
        count=count,
        extra_s=extra_s,
    )
