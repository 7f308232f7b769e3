"""What the writer packs, the reader unpacks; a file that is not whole is told, never drawn."""

import json
import struct
import zlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drawn import frames, header, hold, rectangle
from hiptimer.figure import baked
from hiptimer.figure.baked import FigureFileError, Sort, read_figure
from tools.posing.packing import write_figure


@pytest.fixture
def path(tmp_path):
    return tmp_path / "slender" / "bridge.figure"


def corners(outline):
    """Return the polygons of an outline as lists of corners."""
    points = iter(zip(outline.xs, outline.ys, strict=True))
    return [[next(points) for _corner in range(length)] for length in outline.lengths]


def plain(frame):
    return [(outline.role, corners(outline)) for outline in frame]


def write_header(path, plain_header, body=b"", version=baked.VERSION, magic=baked.MAGIC):
    text = plain_header if isinstance(plain_header, bytes) else json.dumps(plain_header).encode()
    start = baked.START.pack(magic, version, 0, len(text), zlib.crc32(text))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(start + text + body)
    return path


def parts(path):
    """Return the header of a file as it stands there, and what follows it."""
    data = path.read_bytes()
    length = baked.START.unpack_from(data)[3]
    end = baked.START.size + length
    return json.loads(data[baked.START.size : end]), data[end:]


def test_every_frame_comes_back_in_any_order(path):
    write_figure(path, header(), frames(9))
    figure = read_figure(path)
    for number in (4, 0, 8, 4, 1):
        assert plain(figure.frame(number)) == frames(9)[number]


def test_the_header_comes_back(path):
    told = header(
        "low-lunge.easier",
        build="sturdy",
        frames=3,
        path=(0, 1, 2),
        phases=((0, 1), (1, 1), (1, 2)),
        loop=True,
        shown=1,
    )
    write_figure(path, told, frames(3))
    assert read_figure(path).header == told
    write_figure(path, hold(frames=2), frames(2))
    assert read_figure(path).header == hold(frames=2)


polygons = st.lists(
    st.tuples(st.integers(-16000, 16000), st.integers(-16000, 16000)), min_size=3, max_size=40
)
drawings = st.lists(
    st.tuples(st.sampled_from(["skin", "top-shade", "mat"]), st.lists(polygons, max_size=3)),
    max_size=5,
)


def area(polygon):
    pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairs)


@given(drawn=st.lists(drawings, min_size=1, max_size=3))
def test_whatever_is_drawn_comes_back(tmp_path_factory, drawn):
    path = tmp_path_factory.mktemp("figures") / "any.figure"
    write_figure(path, hold(frames=len(drawn)), drawn)
    figure = read_figure(path)
    for number, frame in enumerate(drawn):
        read = plain(figure.frame(number))
        # What has no area is not kept; repeated corners are kept once. The area tells neither.
        left = [(role, [p for p in shapes if area(p)]) for role, shapes in frame]
        left = [(role, shapes) for role, shapes in left if shapes]
        assert [role for role, _shapes in read] == [role for role, _shapes in left]
        for (_role, ours), (_same, theirs) in zip(read, left, strict=True):
            assert [area(one) for one in ours] == [area(one) for one in theirs]
            for one, other in zip(ours, theirs, strict=True):
                assert set(one) == set(other)


def test_what_vanishes_when_rounded_is_left_out(path):
    speck = [(10.1, 10.2), (10.3, 10.1), (9.9, 9.8)]
    line = [(0, 0), (50, 50), (100, 100)]
    drawn = [[("skin", [speck, rectangle(0.4, 0.6, 10.2, 9.7)]), ("top", [line]), ("hair", [])]]
    write_figure(path, hold(frames=1), drawn)
    assert plain(read_figure(path).frame(0)) == [("skin", [[(0, 1), (10, 1), (10, 10), (0, 10)]])]


def test_what_stands_still_costs_little(path):
    still = [[("mat", [[(i * 37 % 4096, i * i % 4000) for i in range(1500)]])]]
    alone = write_figure(path, hold(frames=1), still)
    assert write_figure(path, hold(frames=10), still * 10) < alone * 1.5


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"frames": 8}, "8 frames"),
        ({"box": (2000, 1000)}, "4096"),
        ({"path": (0, 9)}, "no frame"),
        ({"path": (0,)}, "two stations"),
        ({"shown": 9}, "no frame"),
        ({"phases": ((0, 2),)}, "no station"),
        ({"scale": 0.0}, "metre"),
    ],
)
def test_the_writer_refuses_what_contradicts_itself(path, change, said):
    with pytest.raises(ValueError, match=said):
        write_figure(path, header(**change), frames(9))
    assert not path.exists()


@pytest.mark.parametrize(
    ("drawn", "said"),
    [
        ([("skim", [rectangle(0, 0, 9, 9)])], "skim"),
        ([("skin", [rectangle(0, 0, 40000, 9)])], "outside the box"),
        ([("skin", [[(i % 90, i) for i in range(16000)]] * 5)], "65,535"),
    ],
)
def test_the_writer_refuses_what_cannot_be_drawn(path, drawn, said):
    with pytest.raises(ValueError, match=said):
        write_figure(path, hold(frames=1), [drawn])


class TestDamage:
    def test_a_cut_file_is_told_wherever_it_is_cut(self, path):
        write_figure(path, header(frames=2, path=(0, 1)), frames(2))
        data = path.read_bytes()
        for length in range(0, len(data), 7):
            path.write_bytes(data[:length])
            with pytest.raises(FigureFileError, match=r"bridge\.figure is damaged"):
                read_figure(path)

    def test_a_changed_byte_is_told_or_changes_nothing(self, path):
        write_figure(path, header(frames=2, path=(0, 1)), frames(2))
        data = path.read_bytes()
        for at in range(len(data)):
            path.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
            try:
                figure = read_figure(path)
                read = [plain(figure.frame(number)) for number in range(2)]
            except FigureFileError as error:
                assert "figure" in str(error)  # noqa: PT017  (most bytes, not all, must be told)
            else:
                assert read == frames(2)

    def test_the_first_frame_is_drawn_where_a_later_one_is_broken(self, path):
        write_figure(path, header(frames=2, path=(0, 1)), frames(2))
        data = path.read_bytes()
        path.write_bytes(data[:-6] + b"\0" * 6)
        figure = read_figure(path)
        assert plain(figure.frame(0)) == frames(2)[0]
        with pytest.raises(FigureFileError, match="damaged"):
            figure.frame(1)

    def test_a_newer_file_says_so(self, path):
        write_header(path, {}, version=baked.VERSION + 1)
        with pytest.raises(FigureFileError, match="newer hiptimer"):
            read_figure(path)

    def test_another_file_is_none(self, path):
        write_header(path, {}, magic=b"PNG!")
        with pytest.raises(FigureFileError, match="first letters"):
            read_figure(path)

    def test_a_missing_file_is_told(self, path):
        with pytest.raises(FigureFileError, match=r"cannot be read: No such file"):
            read_figure(path)

    @pytest.mark.parametrize(
        "change",
        [
            {"sizes": []},
            {"sizes": [0, 5]},
            {"sizes": "many"},
            {"box": [4096]},
            {"box": [0, 4096]},
            {"kind": "dance"},
            {"path": [0, 7]},
            {"phases": [[0, 1, 2]]},
            {"scale": "large"},
            {"id": None, "sizes": None},
        ],
    )
    def test_a_header_without_sense_is_told(self, path, change):
        write_figure(path, header(frames=2, path=(0, 1)), frames(2))
        told, body = parts(path)
        write_header(path, told | change, body)
        with pytest.raises(FigureFileError, match="damaged"):
            read_figure(path)

    @pytest.mark.parametrize("text", [b"[1]", b"{}", b"\xff", b"[" * 9])
    def test_a_header_that_is_none_is_told(self, path, text):
        with pytest.raises(FigureFileError, match="damaged"):
            read_figure(write_header(path, text))

    @pytest.mark.parametrize(
        "raw",
        [
            b"",
            struct.pack("<4H", 1, 1, 3, 0),
            struct.pack("<4H", 0, 0, 0, 0) + b"more",
            # one polygon of no corners
            struct.pack("<4HBHHhh", 1, 1, 0, 0, 0, 1, 0, 0, 0),
            # an outline with more polygons than there are
            struct.pack("<4HBHHhh2b2b", 1, 1, 2, 0, 0, 2, 3, 0, 0, 1, 0, 0, 1),
            # a role that is not in the list
            struct.pack("<4HBHHhh2b2b", 1, 1, 2, 0, 9, 1, 3, 0, 0, 1, 0, 0, 1),
            # a wide step that is not there
            struct.pack("<4HBHHhh2b2b", 1, 1, 2, 0, 0, 1, 3, 0, 0, -128, 0, 0, 1),
        ],
    )
    def test_a_frame_that_does_not_add_up_is_told(self, path, raw):
        write_figure(path, hold(frames=1), frames(1))
        told, _body = parts(path)
        packed = zlib.compress(raw)
        write_header(path, told | {"sizes": [len(packed)]}, packed)
        with pytest.raises(FigureFileError, match="damaged"):
            read_figure(path).frame(0)

    def test_a_frame_that_would_fill_the_memory_is_told(self, path):
        write_figure(path, hold(frames=1), frames(1))
        told, _body = parts(path)
        packed = zlib.compress(b"\0" * (8 * 1024 * 1024))
        write_header(path, told | {"sizes": [len(packed)]}, packed)
        with pytest.raises(FigureFileError, match="damaged"):
            read_figure(path).frame(0)


def test_the_telling_frame():
    assert hold().telling == 0
    assert header().telling == 8
    assert header(path=(0, 4, 8), loop=True).telling == 4
    assert replace(header(), shown=3).telling == 3
    assert header().sort is Sort.MOTION
