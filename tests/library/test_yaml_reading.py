"""From bytes to a tree: what is refused, where, and in which words; and that nothing hangs or crashes."""

import os
import sys

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from hiptimer.library import reading
from hiptimer.library.reading import MOST_BYTES, Unreadable, grow_tree, read_bytes
from hiptimer.library.tree import Word

NOT_YAML = [
    (
        "name: Clam: left",
        1,
        11,
        'second colon in this line. Put quotes round the text: name: "Clam: left".',
    ),
    ("steps:\n  - note: see: that\n", 2, 14, 'note: "see: that"'),
    ("a: b\n  c: d\n", 2, 4, "indented like its neighbours"),
    ("a: [1, 2\nb: 3\n", 1, 4, "This bracket [ is not closed"),
    ("a: {b: 1\n", 1, 4, "This brace { is not closed"),
    ("a: 'x\n", 1, 4, "These quotes are never closed"),
    ("a: 'x\n--- b\n", 1, 4, "These quotes are never closed"),
    ("a: @x\n", 1, 4, "A text cannot begin with `@`"),
    ("a: %x\n", 1, 4, "A text cannot begin with `%`"),
    (
        "a:\n \t- b\n",
        2,
        None,
        "This line begins with a tab. Use spaces, two for each step inwards.",
    ),
    ("a: b\n\t\n", 2, None, "This line begins with a tab."),
    ("a: 'b\n\tc'\nd: [\n", 4, None, "This bracket [ is not closed"),
    ("a:\n -\t- b\n", 2, 3, "A tab stands here. Use spaces instead."),
    ("a: * x\n", 1, 4, "A text cannot begin with `*` or `&`"),
    ('a: "\\q"\n', 1, None, "A backslash in double quotes"),
    ("a: 1\nbook\nc: 2\n", 2, 1, "There is no colon after this word"),
    ("a: - b\n", 1, 4, "A list cannot begin in the same line as its key"),
    ("a: !e!x y\n", 1, 4, "A text cannot begin with `!`"),
    ("a: 1\n...\nb\n", 3, 1, "The session has ended before this line"),
    ('a: "x" y\n', 1, 8, "does not fit with the lines before it"),
    ("a:\n  - b\n c: d\n", 3, 2, "does not fit with the lines before it"),
    ("a: {side} hip\n", 1, 11, "put quotes round a whole text"),
    ("%YAML 3.0\n--- a\n", 1, 1, "This is not YAML (found incompatible YAML document"),
]


def refusal(data):
    with pytest.raises(Unreadable) as caught:
        grow_tree(data if isinstance(data, bytes) else data.encode())
    found = caught.value
    return found.line, found.column, f"{found.said} {found.meant}"


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request, monkeypatch):
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML has no C parser here")
    monkeypatch.setattr(reading, "_PARSER", getattr(yaml, request.param))


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(("text", "line", "column", "words"), NOT_YAML)
def test_a_slip_in_the_yaml_is_told_in_plain_words(text, line, column, words):
    found = refusal(text)
    assert words in found[2]
    assert found[0] == line
    assert column in (None, found[1])


@pytest.mark.parametrize(
    ("data", "line", "column", "words"),
    [
        (b"a: caf\xe9\n", 1, 7, "Byte 7 of the file (0xe9) is not UTF-8. Save the file as UTF-8."),
        (b"a: b\r\nc: \xc3\xa4\xff\n", 2, 5, "Byte 12 of the file (0xff) is not UTF-8."),
        ("a: b".encode("utf-16"), 1, 1, "UTF-16"),
        (b"\xfe\xff\x00a", 1, 1, "UTF-16"),
        (b"a: b\nc: d\x00e\n", 2, 5, "The character U+0000 (control character) cannot stand"),
        (
            "a: b\nc: d \u202ee\n".encode(),
            2,
            6,
            "The character U+202E (right-to-left override) cannot stand in a text file. Take it out.",
        ),
        ("a: b  # \u2066\n".encode(), 1, 9, "U+2066 (left-to-right isolate)"),
        (b"a: \x1b[31m\n", 1, 4, "U+001B"),
        (b"a:\n\tb: c\n", 2, 1, "This line begins with a tab."),
        (b"a:\n  \tb: c\n", 2, 3, "This line begins with a tab."),
        (b"\ta: c\n", 1, 1, "This line begins with a tab."),
        (b"", 1, 1, "This file is empty."),
        (b"# only words\n", 1, 1, "This file is empty."),
        (b"a: 1\n---\nb: 2\n", 2, 1, "A second document begins here."),
        (
            b"a: !!python/object/apply:os.system [ls]\n",
            1,
            4,
            "tag `!!python/object/apply:os.system`",
        ),
        (b"a: !!python/name:os.system x\n", 1, 4, "may not build objects"),
        (b"a: !!set {b, c}\n", 1, 4, "tag `!!set`"),
        (b"a: ! b\n", 1, 4, "tag `!`"),
        (b"? [a]\n: b\n", 1, 3, "where a key is wanted"),
        (b"a: &x [1]\n? *x\n: b\n", 2, 3, "where a key is wanted"),
        (b"a: *nowhere\n", 1, 4, '"*nowhere"'),
        (b"a: &x [*x]\n", 1, 8, "`*x` repeats something that is not there"),
    ],
)
def test_what_could_harm_or_mislead_is_refused(data, line, column, words):
    found = refusal(data)
    assert found[:2] == (line, column)
    assert words in found[2]


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML's own parser stops at a tab")
@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("b:\tc", [(1, 3)]),
        ("b: c\t# d\te\nf: g\t", [(1, 5), (2, 5)]),
        ("b: c\td\te", [(1, 5)]),
        ("b: [c#d\te, f\tg]", [(1, 8)]),
        ("b: 'c # d'\t", [(1, 11)]),
        ('b: "c"\t# d\t', [(1, 7)]),
        ("b: |\t# d\n  c", [(1, 5)]),
        ("b: |  # d\te\n  # c\td", [(2, 6)]),
        ("b: >\n  c\n\n  d\te\nf: g", [(4, 4)]),
        ("b: 'c\n  d'\t", [(2, 5)]),
        ("\u2028b: {c: d}\t", [(2, 10)]),
        ("b:  # c\t\n  # d\te\n  - f", []),
        ("b: 'c # d\te'  # f\tg", []),
        ('b: "c\n\td\n  e\tf"', []),
        ("'b\tc': d", []),
        ("b: |\n  c\n# d\te", []),
    ],
)
def test_a_tab_stands_in_quotes_and_comments_only(text, places):
    assert list(grow_tree(f"{text}\n".encode()).tabs) == places


def test_a_byte_order_mark_does_not_move_the_columns():
    key, value = grow_tree(b"\xef\xbb\xbfa: b").root.pairs["a"]
    assert (key.column, value.column) == (1, 4)


def test_a_file_of_more_than_a_mebibyte_is_refused():
    assert "larger than 1 MiB" in refusal(b"#" * (MOST_BYTES + 1))[2]
    with pytest.raises(Unreadable, match="empty"):
        grow_tree(b"#" * MOST_BYTES)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "[{a: "])
def test_ten_thousand_levels_are_refused_at_the_ninth(opening):
    line, column, words = refusal(opening * 10_000)
    assert "nested more than 8 deep" in words
    assert line == 1
    assert column < 100


def test_more_values_than_anybody_wrote_are_refused():
    # Each of them would cost time to judge, and a mebibyte holds half a million.
    assert grow_tree(b"[" + b"1," * 49_999 + b"]").root.size == 50_000
    assert "More than 50,000 keys and values" in refusal(b"[" + b"1," * 50_000 + b"]")[2]


def test_eight_levels_are_read():
    assert grow_tree(b"[" * 8 + b"]" * 8).root.height == 8


def test_a_billion_laughs_are_refused():
    rows = [b"a0: &a0 [lol, lol, lol]\n"]
    rows += [
        b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 30)
    ]
    assert "monstrous size" in refusal(b"".join(rows))[2] or "nested" in refusal(b"".join(rows))[2]


def test_wide_repeats_are_refused():
    wide = b"a: &a [" + b"x, " * 5000 + b"]\nb: [*a, *a, *a]\n"
    assert "monstrous size" in refusal(wide)[2]


def test_repeats_count_towards_the_depth():
    assert "nested" in refusal(b"a: &a [[[[[[1]]]]]]\nb: [[*a]]\n")[2]


def test_modest_repeats_are_read():
    root = grow_tree(b"a: &a [1, 2]\nb: *a\nc: &w word\nd: *w\n*w : e\n").root
    assert root.pairs["b"][1] is root.pairs["a"][1]
    assert root.pairs["word"][1].value == "e"


def test_raw_words_stay_as_they_were_typed():
    root = grow_tree(
        b"a: [1:30, 010, no, !!str yes, !!int 5, 'x', ~]\nb: !!map {c: !!seq []}\n"
    ).root
    words = root.pairs["a"][1].items
    assert [word.value for word in words] == ["1:30", "010", "no", "yes", "5", "x", "~"]
    assert [word.plain for word in words] == [True, True, True, False, True, False, True]
    assert words[6].is_nothing


def test_a_repeated_key_keeps_the_first_and_is_told_of():
    tree = grow_tree(b"a: 1\nb: 2\na: 3\n")
    assert tree.root.pairs["a"][1].value == "1"
    assert [(key.line, first.line) for key, first in tree.repeated] == [(3, 1)]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda _path: None, "There is no such file."),
        (lambda path: path.mkdir(), "This is a folder."),
        pytest.param(
            lambda path: path.symlink_to(path),
            "no such file",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no links"),
        ),
        pytest.param(
            getattr(os, "mkfifo", None),
            "not an ordinary file",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no FIFOs"),
        ),
        pytest.param(
            lambda path: path.symlink_to("/dev/zero"),
            "not an ordinary file",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="no devices"),
        ),
    ],
)
def test_what_is_no_ordinary_file_is_not_opened(tmp_path, make, words):
    path = tmp_path / "session.yaml"
    make(path)
    with pytest.raises(Unreadable) as caught:
        read_bytes(path)
    assert words in caught.value.said


def test_a_forbidden_file_is_told_of(tmp_path, monkeypatch):
    path = tmp_path / "session.yaml"
    path.write_text("a: b")

    def refuse(*_args, **_more):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)  # the tests may run as root, whom nothing stops
    with pytest.raises(Unreadable, match="no permission"):
        read_bytes(path)


def test_a_name_with_a_null_in_it_is_told_of(tmp_path):
    with pytest.raises(Unreadable, match=r"no such file|cannot be read"):
        read_bytes(tmp_path / "a\0b")


def test_a_name_that_is_too_long_is_told_of(tmp_path):
    with pytest.raises(Unreadable, match="cannot be read"):
        read_bytes(tmp_path / ("a" * 5000))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}*&!'\"#|>%@\t\n ?,~1", max_size=80))
def test_any_bytes_grow_a_tree_or_are_refused_in_place(data):
    data = data if isinstance(data, bytes) else data.encode()
    try:
        root = grow_tree(data).root
    except Unreadable as unreadable:
        root, place = None, (unreadable.line, unreadable.column, len(unreadable.said))
    else:
        place = (root.line, root.column, 1)
    assert min(place) >= 1
    assert root is None or isinstance(root, Word) or root.height <= 8
