"""A frame as SVG: the same corners in the same order, in colours."""

import re
import xml.etree.ElementTree as ET

import pytest

from drawn import frames, header
from hiptimer.figure.baked import read_figure
from hiptimer.figure.looks import LOOKS, LookName, paints
from hiptimer.figure.svg import svg
from hiptimer.ui.tokens import LIGHT, figure_ground
from tools.posing.packing import write_figure

SPACE = "{http://www.w3.org/2000/svg}"
PAINTS = paints(LOOKS[LookName.TEAL], figure_ground(LIGHT, None))


@pytest.fixture
def figure(tmp_path):
    path = tmp_path / "bridge.figure"
    write_figure(path, header(), frames(9))
    return read_figure(path)


def drawn(figure, **wishes):
    usual = {"title": "Bridge", "longer_px": 800}
    return ET.fromstring(svg(figure.header, figure.frame(3), PAINTS, **(usual | wishes)))  # noqa: S314  (our own words)


def test_holds_every_corner(figure):
    paths = drawn(figure).findall(f"{SPACE}g/{SPACE}path")
    expected = frames(9)[3]
    assert len(paths) == len(expected)
    for path, (role, polygons) in zip(paths, expected, strict=True):
        assert path.get("fill") == PAINTS[role].colour
        read = []
        for sub in path.get("d").split("z")[:-1]:
            begin, steps = sub[1:].split("l")
            x, y = map(int, begin.split())
            corners = [(x, y)]
            numbers = list(map(int, re.findall(r"-?\d+", steps)))
            for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
                x, y = x + dx, y + dy
                corners.append((x, y))
            read.append(corners)
        assert read == polygons


def test_has_size_title_and_what_shines_through(figure):
    top = drawn(figure, title="Cat & <cow>", longer_px=400)
    assert (top.get("width"), top.get("height"), top.get("viewBox")) == (
        "400",
        "200",
        "0 0 4096 2048",
    )
    assert top.find(f"{SPACE}title").text == "Cat & <cow>"
    glow = [one for one in top.iter(f"{SPACE}path") if one.get("fill-opacity")]
    assert len(glow) == 1


def test_the_right_side_is_turned_round(figure):
    assert drawn(figure).find(f"{SPACE}g").get("transform") is None
    assert (
        drawn(figure, mirrored=True).find(f"{SPACE}g").get("transform") == "matrix(-1 0 0 1 4096 0)"
    )
