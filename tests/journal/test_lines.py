"""Runs as lines of a file that only grows: whole, cut off anywhere, damaged, or of a later form."""

import errno
import hashlib
import os
from dataclasses import replace

import pytest
from computers import sealed
from hypothesis import given
from hypothesis import strategies as st
from journal_samples import NOON, a_run, a_whole

from hiptimer.journal import lines
from hiptimer.journal.lines import CutOffError, Mark, NewerLineError
from hiptimer.journal.records import WholeRun


@pytest.fixture
def file(tmp_path):
    return tmp_path / "runs" / "file.jsonl"


def changed(whole, note):
    return replace(whole, run=replace(whole.run, note=note))


def test_what_is_added_is_read_in_the_order_written(file):
    first, second = a_whole(), a_whole(note="Ää, “so” 🙂\u2028\u0085\r\n")
    lines.append(file, first)
    lines.append_all(file, (second, changed(first, "later")))
    assert list(lines.runs_in(file)) == [first, second, changed(first, "later")]


def test_the_moment_of_a_change_travels(file):
    lines.append(file, a_whole(changed_at=NOON))
    (read,) = lines.runs_in(file)
    assert read.run.changed_at == NOON


def test_a_line_is_as_documented(file):
    lines.append(file, a_whole())
    (line,) = file.read_bytes().splitlines(keepends=True)
    said, sha256 = line.split(b',"sha256":"')
    assert said.startswith(b'{"form":1,"run":{"id":')
    assert sha256 == hashlib.sha256(said).hexdigest().encode() + b'"}\n'


def test_written_anew_only_the_new_runs_are_there(file):
    old, new = a_whole(), a_whole()
    lines.write_anew(file, [old])
    lines.write_anew(file, [new])
    assert list(lines.runs_in(file)) == [new]
    assert list(file.parent.iterdir()) == [file]


def test_cut_off_at_every_byte_of_the_last_line(file):
    first, second = a_run(prescribed=()), a_run(prescribed=())
    first, second = WholeRun(first), WholeRun(second)
    lines.append_all(file, (first, second))
    data = file.read_bytes()
    border = data.index(b"\n") + 1
    for size in range(border, len(data)):
        file.write_bytes(data[:size])
        if size == border:
            assert list(lines.runs_in(file)) == [first]
            assert lines.end_of(file).lines == 1
            continue
        with pytest.raises(CutOffError) as caught:
            list(lines.runs_in(file))
        assert (caught.value.path, caught.value.number) == (file, 2)
        with pytest.raises(CutOffError) as caught:
            lines.end_of(file)
        assert caught.value.number == 2
        assert list(lines.runs_in(file, tolerant=True)) == [first]


def test_after_a_torn_end_a_run_has_a_line_of_its_own(file):
    first, second = a_whole(), a_whole()
    lines.append(file, first)
    with file.open("ab") as torn:
        torn.write(lines.line_of(a_whole())[:-5])
    lines.append(file, second)
    assert list(lines.runs_in(file, tolerant=True)) == [first, second]
    with pytest.raises(CutOffError, match=r"file\.jsonl, line 2"):
        list(lines.runs_in(file))


@given(st.data())
def test_any_byte_that_is_changed_is_noticed(tmp_path_factory, data):
    file = tmp_path_factory.mktemp("any") / "file.jsonl"
    whole = WholeRun(a_run(prescribed=()))
    line = bytearray(lines.line_of(whole))
    at = data.draw(st.integers(0, len(line) - 1))
    line[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(line)
    with pytest.raises(CutOffError):
        list(lines.runs_in(file))
    with pytest.raises(CutOffError):
        lines.end_of(file)


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"null",
        b'{"run":{}',
        b'{"form":1,"run":{}',
        b'{"form":1,"other":{}',
        b'{"form":1,"run":{"id":NaN}',
        b'{"form":1,"run":' + b"[" * 100_000,
        b'{"form":-1,"run":{}',
        b'{"form":99999999999,"run":{}',
    ],
)
def test_what_vouches_for_nonsense_is_no_run(file, said):
    file.parent.mkdir()
    file.write_bytes(sealed(said))
    with pytest.raises(CutOffError):
        list(lines.runs_in(file))
    assert list(lines.runs_in(file, tolerant=True)) == []


def test_zeros_where_a_file_was_only_promised_room(file):
    file.parent.mkdir()
    file.write_bytes(bytes(100_000))
    with pytest.raises(CutOffError):
        lines.end_of(file)


def test_a_line_of_a_later_form_is_known_as_such(file):
    whole = a_whole()
    lines.append(file, whole)
    with file.open("ab") as end:
        end.write(sealed(b'{"form":2,"something":"else"'))
    with pytest.raises(NewerLineError) as caught:
        list(lines.runs_in(file))
    assert caught.value.path == file
    with pytest.raises(NewerLineError):
        lines.end_of(file)
    assert list(lines.runs_in(file, tolerant=True)) == [whole]


def test_reading_goes_on_from_a_mark(file):
    runs = [a_whole() for _number in range(4)]
    lines.append_all(file, runs[:2])
    mark = lines.end_of(file)
    assert (mark.size, mark.lines) == (file.stat().st_size, 2)
    assert lines.is_past(file, mark)
    lines.append_all(file, runs[2:])
    assert lines.is_past(file, mark)
    end = lines.end_of(file, mark)
    assert end == lines.end_of(file)
    assert list(lines.runs_in(file, after=mark)) == runs[2:]
    assert list(lines.runs_in(file, until=mark)) == runs[:2]
    lines.append(file, a_whole())
    assert list(lines.runs_in(file, after=mark, until=end)) == runs[2:]


def test_a_mark_does_not_fit_another_file(file, tmp_path):
    whole = a_whole()
    lines.append(file, whole)
    mark = lines.end_of(file)
    other = tmp_path / "other.jsonl"
    assert not lines.is_past(_with(other, b""), mark)
    assert not lines.is_past(_with(other, file.read_bytes()[:-1]), mark)
    assert not lines.is_past(_with(other, lines.line_of(changed(whole, "x"))), mark)
    assert lines.is_past(_with(other, file.read_bytes() + b"and more"), mark)
    assert lines.is_past(tmp_path / "nowhere", Mark())


def _with(path, data):
    path.write_bytes(data)
    return path


def test_an_empty_file_has_its_end_at_the_start(file):
    lines.write_anew(file, [])
    assert lines.end_of(file) == Mark()
    assert list(lines.runs_in(file)) == []


def test_a_disk_that_fills_up_leaves_no_half_a_line(file):
    first = a_whole()
    lines.append(file, first)
    resource = pytest.importorskip("resource")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 1000, hard))
    try:
        with pytest.raises(OSError, match="File too large") as caught:
            lines.append_all(file, (a_whole(), a_whole()))
        assert caught.value.errno == errno.EFBIG
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert list(lines.runs_in(file)) == [first]


def test_who_is_interrupted_has_added_nothing(file):
    first = a_whole()
    lines.append(file, first)

    def interrupted():
        yield a_whole()
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        lines.append_all(file, interrupted())
    assert list(lines.runs_in(file)) == [first]


@pytest.mark.skipif(os.name != "posix", reason="folders are opened otherwise there")
def test_a_folder_in_the_place_of_the_file_is_the_worlds_failure(file):
    file.mkdir(parents=True)
    with pytest.raises(OSError):
        list(lines.runs_in(file))
    with pytest.raises(OSError):
        lines.append(file, a_whole())
