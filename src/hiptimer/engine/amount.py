"""An amount: how much of a dose is asked for, be it seconds, breaths, reps or sets."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is asked for: `least` counts as done, the guide goes on to `most`.

    Written `30 s` both ends are the same; written `6-8` they differ; written `8 or more` the amount is
    `open`: the person may go on past it. Seconds may have fractions, counts may not.
    """

    least: float
    most: float
    open: bool = False

    def __post_init__(self) -> None:
        """Refuse what nobody could do."""
        if not 0 <= self.least <= self.most:
            raise ValueError(
                f"an amount runs from low to high, not from {self.least} to {self.most}"
            )
        if self.open and self.least != self.most:
            raise ValueError("an open amount has one number")

    @classmethod
    def exactly(cls, number: float) -> "Amount":
        """Return the amount with one number for both ends."""
        return cls(number, number)

    @property
    def is_range(self) -> bool:
        """Say whether the two ends differ."""
        return self.least != self.most

    def scaled(self, percent: int) -> "Amount":
        """Return this amount at `percent`, each end rounded half up and at least 1."""
        if percent == 100:  # noqa: PLR2004  (the whole: 5.5 s as written stays 5.5 s)
            return self
        return Amount(_part(self.least, percent), _part(self.most, percent), self.open)


def _part(number: float, percent: int) -> float:
    part = Decimal(str(number)) * percent / 100
    return max(1.0, float(part.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
