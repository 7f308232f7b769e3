"""Who is drawn: skin, hair and clothes of each look, as a colour for every role of a frame.

Blue and orange mean left and right, so no clothes are of these. Shades and lines are mixed from the colour
that they belong to and are never black; the keyline about the whole figure stands out from every field.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from hiptimer.figure.colours import mix
from hiptimer.language import gettext as _


class LookName(StrEnum):
    """The looks that can be chosen, each by the colour of the top."""

    TEAL = "teal"
    PLUM = "plum"
    MOSS = "moss"
    BERRY = "berry"

    def words(self) -> str:
        """Return what it is called, in the person's language."""
        return {
            LookName.TEAL: _("Teal"),
            LookName.PLUM: _("Plum"),
            LookName.MOSS: _("Moss"),
            LookName.BERRY: _("Berry"),
        }[self]

    def told(self) -> str:
        """Return what it looks like, in a line."""
        return {
            LookName.TEAL: _("Teal top with short sleeves, stone leggings, brown hair"),
            LookName.PLUM: _("Plum top with long sleeves, dark green leggings, black hair"),
            LookName.MOSS: _("Moss green top with long sleeves, stone shorts, grey hair"),
            LookName.BERRY: _("Berry top with short sleeves, grey shorts, chestnut hair"),
        }[self]


class Build(StrEnum):
    """The bodies that can be chosen; the values are the names of their folders."""

    SLENDER = "slender"
    STURDY = "sturdy"

    def words(self) -> str:
        """Return what it is called, in the person's language."""
        return {Build.SLENDER: _("Slender"), Build.STURDY: _("Sturdy")}[self]


@dataclass(frozen=True, slots=True)
class Person:
    """Who is drawn: a look and a body."""

    look: LookName = LookName.TEAL
    build: Build = Build.SLENDER


@dataclass(frozen=True, slots=True)
class _Dress:
    """Base colours in one theme."""

    skin: str
    hair: str
    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Look:
    """Skin, hair and clothes in the light theme and in the dark one."""

    light: _Dress
    dark: _Dress
    long_sleeves: bool
    leggings: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What the theme gives: what the figure stands on, and the colour of where it is felt."""

    dark: bool
    mat: str
    surface: str
    target: str


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, and how opaque it is from 0 to 1."""

    colour: str
    alpha: float = 1.0


LOOKS: Final[Mapping[LookName, Look]] = {
    LookName.TEAL: Look(
        _Dress("#DCA482", "#4A342C", "#2C8478", "#6C6560"),
        _Dress("#D59C7B", "#6B4A3C", "#3F9D8E", "#8A827A"),
        long_sleeves=False,
        leggings=True,
    ),
    LookName.PLUM: Look(
        _Dress("#8C5B40", "#2C2524", "#84517C", "#40534A"),
        _Dress("#976649", "#4A3F3C", "#9C6894", "#5C7468"),
        long_sleeves=True,
        leggings=True,
    ),
    LookName.MOSS: Look(
        _Dress("#E7BFA2", "#A7A6A4", "#67793F", "#8A8073"),
        _Dress("#DDB294", "#B9B8B5", "#83965A", "#8F8577"),
        long_sleeves=True,
        leggings=False,
    ),
    LookName.BERRY: Look(
        _Dress("#BE8560", "#6A3B2A", "#A23F62", "#5B5D63"),
        _Dress("#BC8461", "#84503C", "#BB5A7C", "#7B7E86"),
        long_sleeves=False,
        leggings=False,
    ),
}

SHADE: Final = "#2A2440"
_SHADED: Final = 0.17
_LINED: Final = 0.5
_LIT: Final = 0.16
_GLOW: Final = 0.3  # of each of the four levels, which lie on each other
_RIM: Final = 0.7
_DEPTHS: Final = range(1, 5)

_ZONES: Final = ("skin", "hair", "top", "forearm", "bottom", "calf")
_THINGS: Final = ("mat", "prop", "band", "strap", "weight", "cushion")
_TONES: Final = ("", "-shade", "-light", "-line", "-edge")
_ROLES: Final = frozenset(
    {
        *(f"{base}{tone}" for base in (*_ZONES, *_THINGS, "nail") for tone in _TONES),
        *(f"{soft}-{depth}" for soft in ("shadow", "target") for depth in _DEPTHS),
        *("keyline", "sleeve-edge", "target-edge", "face-ink", "face-mouth", "face-blush"),
    }
)


def is_role(role: str) -> bool:
    """Say whether there is a colour for the role, in the looks that show it."""
    return role in _ROLES


def paints(look: Look, ground: Ground) -> dict[str, Paint]:
    """Return the colour of every role that is seen, for one look on one ground.

    A hem is seen where the cloth ends: there is none between a top and its own long sleeves.
    """
    dress = look.dark if ground.dark else look.light
    line = "#12141A" if ground.dark else "#2B2A33"
    bases = {
        "skin": dress.skin,
        "hair": dress.hair,
        "top": dress.top,
        "forearm": dress.top if look.long_sleeves else dress.skin,
        "bottom": dress.bottom,
        "calf": dress.bottom if look.leggings else dress.skin,
        "nail": mix("#FFFFFF", dress.skin, 0.28),
        "mat": ground.mat,
        "prop": "#5C564D" if ground.dark else "#CDBFAB",
        "band": "#C9689A" if ground.dark else "#B84B83",
        "strap": "#A3946F" if ground.dark else "#857550",
        "weight": "#8A9296" if ground.dark else "#4A4F52",
        "cushion": "#75678A" if ground.dark else "#B3A3C1",
    }
    found: dict[str, Paint] = {}
    for base, colour in bases.items():
        found[base] = Paint(colour)
        found[f"{base}-shade"] = found[f"{base}-edge"] = Paint(mix(SHADE, colour, _SHADED))
        found[f"{base}-light"] = Paint(mix("#FFFFFF", colour, _LIT))
        found[f"{base}-line"] = Paint(mix(line, colour, _LINED))
    for depth in _DEPTHS:
        found[f"target-{depth}"] = Paint(ground.target, _GLOW)
        found[f"shadow-{depth}"] = Paint("#000000", 0.14) if ground.dark else Paint(SHADE, 0.055)
    found["sleeve-edge"] = found["top-edge"]
    unseen = (
        "sleeve-edge" if look.long_sleeves else "forearm-edge",
        "bottom-edge" if look.leggings else "calf-edge",
    )
    for role in unseen:
        del found[role]
    found["target-edge"] = Paint(ground.surface, _RIM)
    found["keyline"] = Paint("#A9B3AE" if ground.dark else "#4C5653")
    found["face-ink"] = Paint(mix(line, dress.skin, 0.72))
    found["face-mouth"] = Paint(mix("#9C3D40", dress.skin, 0.62))
    found["face-blush"] = Paint("#D9604F", 0.2)
    return found
