"""The colours of the window, by role, light and dark; no other module names a colour."""

from dataclasses import dataclass, field, replace

from hiptimer.engine.exercise import Side
from hiptimer.figure.colours import mix
from hiptimer.figure.looks import Ground


@dataclass(frozen=True, slots=True)
class Tokens:
    """One colour a role, as "#RRGGBB"; the last block is mixed from the others and opaque."""

    dark: bool

    bg: str
    surface: str
    sunken: str
    line: str
    line_strong: str
    ink: str
    ink_2: str
    ink_3: str

    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str

    work: str
    field_work: str
    breathe: str
    field_breathe: str
    breathe_soft: str
    rest: str
    field_rest: str
    switch: str
    field_switch: str

    warn: str
    field_warn: str
    on_warn: str
    ok: str
    field_ok: str
    caution: str
    field_caution: str

    left: str
    on_left: str
    left_soft: str
    right: str
    on_right: str
    right_soft: str
    tgt_left: str
    tgt_right: str
    tgt_both: str

    focus: str

    fig_near: str
    fig_top: str
    fig_far: str
    mat: str

    heat0: str
    heat1: str
    heat2: str
    heat3: str
    heat4: str

    code_key: str
    code_string: str
    code_number: str

    high_contrast: bool = False

    # The empty part of a ring or of the segments, over the field it lies on.
    track_work: str = field(init=False)
    track_breathe: str = field(init=False)
    track_rest: str = field(init=False)
    track_switch: str = field(init=False)
    track_paused: str = field(init=False)
    # A stretch of the timeline still to come, over the window.
    todo_work: str = field(init=False)
    todo_breathe: str = field(init=False)
    todo_rest: str = field(init=False)
    todo_switch: str = field(init=False)
    # A phase that is not the current one, over the field it lies on.
    idle_work: str = field(init=False)
    idle_breathe: str = field(init=False)
    idle_rest: str = field(init=False)
    idle_switch: str = field(init=False)
    idle_paused: str = field(init=False)
    # The space the breathing disc has yet to fill.
    breathe_room: str = field(init=False)
    accent_pressed: str = field(init=False)
    scrim: str = field(init=False)

    def __post_init__(self) -> None:
        """Mix the opaque tints once, so that nothing stacks see-through colours while painting."""
        to_do = 0.42 if self.dark else 0.36
        put = object.__setattr__
        for kind in ("work", "breathe", "rest", "switch"):
            colour, under = getattr(self, kind), getattr(self, f"field_{kind}")
            put(self, f"track_{kind}", mix(colour, under, 0.2))
            put(self, f"todo_{kind}", mix(colour, self.bg, to_do))
            put(self, f"idle_{kind}", mix(colour, under, 0.16))
        put(self, "track_paused", mix(self.rest, self.sunken, 0.2))
        put(self, "idle_paused", mix(self.rest, self.sunken, 0.16))
        put(self, "breathe_room", mix(self.surface, self.field_breathe, 0.4))
        put(self, "accent_pressed", mix(self.ink, self.accent_hover, 0.12))
        # Half transparent when painted; in the dark the ink is light, so the window colour dims.
        put(self, "scrim", self.bg if self.dark else self.ink)


def figure_ground(tokens: Tokens, side: Side | None) -> Ground:
    """Return what the theme gives the figure; where it is felt has the colour of the side."""
    targets = {Side.LEFT: tokens.tgt_left, Side.RIGHT: tokens.tgt_right, None: tokens.tgt_both}
    return Ground(tokens.dark, tokens.mat, tokens.surface, targets[side])


LIGHT = Tokens(
    dark=False,
    bg="#F4F2ED",
    surface="#FFFFFF",
    sunken="#EAE7DF",
    line="#DDD8CC",
    line_strong="#85847A",
    ink="#1B2A27",
    ink_2="#46544F",
    ink_3="#515E59",
    accent="#0F6B5C",
    accent_hover="#0B594C",
    on_accent="#FFFFFF",
    accent_soft="#D9EBE5",
    work="#0F6B5C",
    field_work="#D2EAE0",
    breathe="#65469E",
    field_breathe="#E3D9F6",
    breathe_soft="#CFC2E8",
    rest="#544E40",
    field_rest="#DBD4C6",
    switch="#7A4F00",
    field_switch="#FCE5A9",
    warn="#B3261E",
    field_warn="#FBE7E3",
    on_warn="#FFFFFF",
    ok="#2F6B2C",
    field_ok="#E5F0DF",
    caution="#7A4F00",
    field_caution="#FBEDCB",
    left="#1A5DA6",
    on_left="#FFFFFF",
    left_soft="#DCE8F6",
    right="#AD470B",
    on_right="#FFFFFF",
    right_soft="#FBE5D6",
    tgt_left="#2273CC",
    tgt_right="#D0580E",
    tgt_both="#4FD1B5",
    focus="#1A5DA6",
    fig_near="#2E4B45",
    fig_top="#4E716A",
    fig_far="#687E77",
    mat="#B9C6BB",
    heat0="#E6E3DA",
    heat1="#BCDCD2",
    heat2="#7DBBAA",
    heat3="#37907D",
    heat4="#0B594C",
    code_key="#0F6B5C",
    code_string="#8A3D0A",
    code_number="#1A5DA6",
)

DARK = Tokens(
    dark=True,
    bg="#111716",
    surface="#1A2220",
    sunken="#262F2C",
    line="#323E3A",
    line_strong="#7A8882",
    ink="#F3F0E8",
    ink_2="#BFC8C3",
    ink_3="#9BA7A1",
    accent="#67CDB7",
    accent_hover="#82DAC7",
    on_accent="#05251E",
    accent_soft="#1D3B34",
    work="#67CDB7",
    field_work="#103A31",
    breathe="#BDA7F3",
    field_breathe="#2D2345",
    breathe_soft="#564780",
    rest="#B9B2A1",
    field_rest="#211F1A",
    switch="#E9BC52",
    field_switch="#402F08",
    warn="#FF9486",
    field_warn="#3E1E1A",
    on_warn="#2C0703",
    ok="#93CE86",
    field_ok="#1E321B",
    caution="#E9BC52",
    field_caution="#35290E",
    left="#6FABEE",
    on_left="#06182B",
    left_soft="#182D45",
    right="#EF9757",
    on_right="#2B1103",
    right_soft="#412614",
    tgt_left="#3583D6",
    tgt_right="#D0641B",
    tgt_both="#8BE3CF",
    focus="#A9D0FF",
    fig_near="#D5E0DA",
    fig_top="#A9BDB5",
    fig_far="#728880",
    mat="#41534C",
    heat0="#27302D",
    heat1="#1F4A41",
    heat2="#2C7465",
    heat3="#4BA592",
    heat4="#8BE3CF",
    code_key="#67CDB7",
    code_string="#F0A06A",
    code_number="#82B9F4",
)


def _high_contrast(base: Tokens) -> Tokens:
    """Return `base` with plain fields and ink-coloured borders; the slabs of the sides stay."""
    return replace(
        base,
        field_work=base.surface,
        field_breathe=base.surface,
        field_rest=base.surface,
        field_switch=base.surface,
        field_warn=base.surface,
        field_ok=base.surface,
        field_caution=base.surface,
        accent_soft=base.surface,
        left_soft=base.surface,
        right_soft=base.surface,
        sunken=base.surface,
        line=base.ink,
        line_strong=base.ink,
        ink_2=base.ink,
        ink_3=base.ink,
        high_contrast=True,
    )


HIGH_CONTRAST_LIGHT = _high_contrast(LIGHT)
HIGH_CONTRAST_DARK = _high_contrast(DARK)
