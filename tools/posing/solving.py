"""Solves postures: angles within their limits that meet the wishes best."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.optimize import least_squares

from tools.posing.build import Build
from tools.posing.obstacles import slabs
from tools.posing.pose import Pose, Wish
from tools.posing.residuals import residuals
from tools.posing.skeleton import COUNT, HIGHEST, INDEX, LOWEST, Vector, mirrored

_STEP = 1e-6
_PULL = 0.02  # towards the guess, for what nothing else decides
_ROOT_PULL = 0.2  # the pull on the root's place, as a part of that
# Joints that people move last, because it is little or not comfortable: a stronger pull.
_EVEN = 5.0  # how much the spine's parts prefer to bend together, as a factor on the pull
_STIFF = {
    "clav": 4.0,
    "wri": 2.0,
    "toe": 2.0,
    "neck": 1.5,
    "inv": 2.0,
    "lum.twist": 2.0,
    "side": 1.5,
}
_ROUNDS = 120
_TRIES = 5
_JITTER = 0.25  # radians by which the further tries start elsewhere
# A further try must cost that much less than the guess's own solution to be preferred: a fifth,
# and what a single wish missed by a centimetre costs.
_BETTER, _BETTER_BY = 0.8, 5e-5


def solve(
    pose: Pose,
    build: Build,
    wishes: Sequence[Wish],
    guess: Vector,
    *,
    pull: float = _PULL,
    starts: Sequence[Vector] = (),
) -> Vector:
    """Find angles that meet `wishes` best, leaning towards `guess`, found from there or from `starts`.

    Of `pose` only the props, the overlaps it allows and whether it is symmetric matter here.
    """
    lean = np.clip(guess, LOWEST, HIGHEST)
    wrong = residuals(wishes, build, slabs(pose.props), pose.allow_overlap)
    comfort = pull * _comfort()
    spread = _symmetric_spread() if pose.symmetric else np.eye(COUNT)
    best, cost = lean, np.inf
    for start in (lean, *starts):
        angles, found = _search(wrong, lean, comfort, spread, start)
        if found < cost * _BETTER - _BETTER_BY:
            best, cost = angles, found
    return best


def solve_thoroughly(
    pose: Pose, build: Build, wishes: Sequence[Wish], guess: Vector, starts: Sequence[Vector] = ()
) -> Vector:
    """Do the same from several starts about the guess too, for a pose that is solved from nothing."""
    chance = np.random.default_rng(20)
    shake = chance.normal(0, _JITTER, (_TRIES, COUNT))
    shake[:, :6] = 0
    return solve(pose, build, wishes, guess, starts=(*starts, *(guess + shake)))


def _search(
    wrong: Callable[[Vector], Vector], lean: Vector, comfort: Vector, spread: Vector, start: Vector
) -> tuple[Vector, float]:
    back = np.linalg.pinv(spread)
    low, high = LOWEST[_first_of(spread)], HIGHEST[_first_of(spread)]
    steps = np.vstack([np.zeros(COUNT), spread.T * _STEP])

    def values(free: Vector) -> Vector:
        angles = spread @ free
        return np.concatenate([wrong(angles[None])[0], comfort @ (angles - lean)])

    def slopes(free: Vector) -> Vector:
        rows = wrong(spread @ free + steps)
        return np.vstack([((rows[1:] - rows[0]) / _STEP).T, comfort @ spread])

    found = least_squares(
        values,
        np.clip(back @ start, low + 1e-4, high - 1e-4),
        jac=slopes,
        bounds=(low, high),
        method="trf",
        x_scale=1.0,
        max_nfev=_ROUNDS,
        ftol=1e-7,
        xtol=1e-7,
    )
    return spread @ found.x, float(found.cost)


def _comfort() -> Vector:
    """Answer rows (n, 47) that keep a posture near the guess: each joint, and the spine in one curve."""
    stiff = np.ones(COUNT)
    stiff[:3] = _ROOT_PULL
    for name, place in INDEX.items():
        for part, factor in _STIFF.items():
            if part in name:
                stiff[place] = factor
    even = []
    for motion, share in (("flex", 1.0), ("side", 1.0), ("twist", 0.32)):
        row = np.zeros(COUNT)
        row[INDEX[f"lum.{motion}"]], row[INDEX[f"tho.{motion}"]] = _EVEN, -_EVEN * share
        even.append(row)
    return np.vstack([np.diag(stiff), *even])


def _symmetric_spread() -> Vector:
    """Span the postures that are their own mirror image: all angles from the left and middle ones."""
    columns = []
    for place, row in enumerate(np.eye(COUNT)):
        image = mirrored(row)
        if image[place] == 1.0:
            columns.append(row)
        elif image[place] == 0.0 and int(np.argmax(image)) > place:
            columns.append(row + image)
    return np.array(columns).T


def _first_of(spread: Vector) -> list[int]:
    return [int(np.argmax(column)) for column in spread.T]
