"""Where everything on the stage stands: in a window, full screen and seen from afar, or narrow."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF

NARROW_BELOW = 700


@dataclass(frozen=True, slots=True)
class Measures:
    """Sizes in pixels on a stage of `width` by `height`; they grow and shrink with it."""

    width: float
    height: float
    radius: float
    gutter: float
    pad: float  # from gutter to name
    clock_right: float  # from the right edge of the stage to the clock
    clock_width: float
    ring: float
    stroke: float
    thin_stroke: float
    segments: float
    disc: float
    bar: float  # height of the phase bar
    bar_away: float  # from the foot of the stage
    digits: float  # size of the digits as a part of the ring
    name: float
    call: float
    small: float  # subtitle, and the words on the card of a rest
    sets: float
    cue: float
    cue_line: float
    cue_icon: float  # 0: no icon
    label: float
    below: float
    letter: float
    word: float
    note: float
    quiet_letter: float
    quiet_word: float


WINDOW = Measures(
    width=1132,
    height=512,
    radius=28,
    gutter=104,
    pad=24,
    clock_right=120,
    clock_width=440,
    ring=440,
    stroke=24,
    thin_stroke=16,
    segments=376,
    disc=400,
    bar=72,
    bar_away=24,
    digits=0.51,
    name=40,
    call=56,
    small=20,
    sets=24,
    cue=24,
    cue_line=30,
    cue_icon=24,
    label=22,
    below=20,
    letter=104,
    word=26,
    note=15,
    quiet_letter=48,
    quiet_word=17,
)
FAR = Measures(
    width=1920,
    height=936,
    radius=0,
    gutter=192,
    pad=48,
    clock_right=212,
    clock_width=728,
    ring=728,
    stroke=40,
    thin_stroke=27,
    segments=650,
    disc=690,
    bar=124,
    bar_away=44,
    digits=0.56,
    name=80,
    call=96,
    small=36,
    sets=44,
    cue=48,
    cue_line=56,
    cue_icon=0,
    label=44,
    below=36,
    letter=168,
    word=50,
    note=28,
    quiet_letter=92,
    quiet_word=34,
)
NARROW = Measures(
    width=448,
    height=500,
    radius=20,
    gutter=64,  # the height of the band
    pad=20,
    clock_right=14,
    clock_width=252,
    ring=252,
    stroke=16,
    thin_stroke=11,
    segments=252,
    disc=252,
    bar=56,
    bar_away=0,
    digits=0.53,
    name=27,
    call=30,
    small=16,
    sets=17,
    cue=20,
    cue_line=26,
    cue_icon=22,
    label=17,
    below=15,
    letter=0,
    word=36,
    note=17,
    quiet_letter=0,
    quiet_word=17,
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The places of the parts on a stage of one size; `unit` scales the sizes in `measures`."""

    measures: Measures
    unit: float
    narrow: bool
    left: QRectF
    right: QRectF
    column: QRectF  # name at its head, figure in the middle
    cue: QRectF
    clock: QRectF  # a square
    bar: QRectF  # empty if there is no phase bar

    def px(self, size: float) -> float:
        """Return a size of the measures on this stage."""
        return size * self.unit


def far_unit(width: float, height: float) -> float:
    """Return the unit of the far mode for a whole screen: its sizes are given for 1920 x 1080."""
    return min(width / 1920, height / 1080)


def plan(width: float, height: float, *, far: bool, face: str, bar: bool) -> Plan:
    """Lay out a stage; `face` is "ring", "segments" or "disc", `bar` asks for a phase bar."""
    if width < NARROW_BELOW and not far:
        return _narrow(width, height, bar=bar)
    return _wide(FAR if far else WINDOW, width, height, face=face, bar=bar)


def _wide(m: Measures, width: float, height: float, *, face: str, bar: bool) -> Plan:
    u = min(width / m.width, height / m.height)
    gutter = m.gutter * u
    right_edge = width - m.clock_right * u
    clock_left = right_edge - m.clock_width * u
    middle = height / 2
    if bar:
        size = {"segments": m.segments, "disc": m.disc}.get(face, m.segments) * u
        bar_width = (m.clock_width - m.pad * 2 / 3) * u
        bar_top = height - (m.bar_away + m.bar) * u
        place = QRectF(right_edge - bar_width, bar_top, bar_width, m.bar * u)
        middle = min(middle, (bar_top + (0.2 * m.bar_away * u if face == "disc" else 0)) / 2)
        centre = place.center().x()
    else:
        size = (m.disc if face == "disc" else m.ring) * u
        place = QRectF()
        centre = right_edge - m.clock_width * u / 2
    column = QRectF(gutter + m.pad * u, m.pad * u, 0, height - 2 * m.pad * u)
    column.setRight(clock_left + (8 if m is WINDOW else 0) * u)
    cue_height = 2 * m.cue_line * u
    cue = QRectF(column.left(), height - (24 / 30) * m.cue_line * u - cue_height, 0, cue_height)
    cue.setRight(column.right())
    return Plan(
        m,
        u,
        narrow=False,
        left=QRectF(0, 0, gutter, height),
        right=QRectF(width - gutter, 0, gutter, height),
        column=column,
        cue=cue,
        clock=QRectF(centre - size / 2, middle - size / 2, size, size),
        bar=place,
    )


def _narrow(width: float, height: float, *, bar: bool) -> Plan:
    m = NARROW
    # In a low window clock and figure give way first: smaller words could not be read.
    u = min(width / m.width, height / (m.height * (0.9 if bar else 0.8)))
    pad = m.pad * u
    band = m.gutter * u
    half = round(width * 0.64)
    cue_height = 2 * m.cue_line * u
    cue = QRectF(pad, height - cue_height - pad, width - 2 * pad, cue_height)
    column = QRectF(pad, band + 8 * u, width - 2 * pad, cue.top() - band - 16 * u)
    top = band + 54 * u
    foot = cue.top() - 8 * u
    place = QRectF()
    if bar:
        place = QRectF(pad, foot - m.bar * u, width - 2 * pad, m.bar * u)
        foot = place.top() - 8 * u
    size = min(m.ring * u, foot - top)
    return Plan(
        m,
        u,
        narrow=True,
        left=QRectF(0, 0, half, band),
        right=QRectF(width - half, 0, half, band),
        column=column,
        cue=cue,
        clock=QRectF(width - m.clock_right * u - size, top + (foot - top - size) / 2, size, size),
        bar=place,
    )
