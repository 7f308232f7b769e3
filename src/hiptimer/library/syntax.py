"""What the YAML parser stumbled on, in the words of somebody who never heard of YAML."""

import re

import yaml

from hiptimer.language import gettext as _

BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""What ends a line, for YAML and so for whoever counts its lines."""

_TWO_COLONS = re.compile(r"^\s*(?:- +)*(?P<key>[\w.-]+):\s+(?P<value>[^\s\"'].*:.*)$")


def explained(error: yaml.MarkedYAMLError, text: str) -> tuple[int, int, str, str]:
    """Return line and column, counted from 1, what is wrong there, and what to write instead."""
    here = error.problem_mark
    assert here is not None  # noqa: S101  (the parser has a mark for each of its problems)
    began = error.context_mark or here
    lines = [*BREAK.split(text), ""]  # the end of the file may be told as a line of its own
    letter = lines[here.line][here.column :][:1]
    tab_first = re.match(" *\t", lines[here.line])
    line = lines[here.line][:500].rstrip()
    two_colons = _TWO_COLONS.match(line)
    story = f"{error.context} | {error.problem}"
    # Each cause: how the parser tells of it, where it is, what is wrong, what to write instead.
    causes = (
        (
            "" if tab_first else "(?!)",
            here,
            _("This line begins with a tab."),
            _("Use spaces, two for each step inwards."),
        ),
        ("" if letter == "\t" else "(?!)", here, _("A tab stands here."), _("Use spaces instead.")),
        (
            "flow mapping",
            began,
            _("This brace { is not closed, or a comma is missing in it."),
            _("Close it with }."),
        ),
        (
            "flow",
            began,
            _("This bracket [ is not closed, or a comma is missing in it."),
            _("Close it with ]."),
        ),
        (
            "quoted scalar .*(end of stream|document)",
            began,
            _("These quotes are never closed."),
            _("Close them where the text ends."),
        ),
        (
            "mapping values" if two_colons else "(?!)",
            here,
            _("There is a second colon in this line."),
            _('Put quotes round the text: {key}: "{value}".').format_map(
                two_colons.groupdict() if two_colons else _Gaps()
            ),
        ),
        (
            "mapping values",
            here,
            _("A key stands where none can be."),
            _("See whether this line is indented like its neighbours, and the one before ends."),
        ),
        (
            "cannot start any token",
            here,
            _("A text cannot begin with `{letter}`.").format(letter=letter),
            _("Put quotes round the text."),
        ),
        (
            "alphabetic or numeric",
            began,
            _("A text cannot begin with `*` or `&`."),
            _("Put quotes round the text."),
        ),
        (
            "quoted scalar",
            here,
            _("A backslash in double quotes has a meaning of its own, and not this one."),
            _("Use single quotes, or write two backslashes."),
        ),
        (
            "simple key",
            began,
            _("There is no colon after this word."),
            _("Write it as `key: value`."),
        ),
        (
            "sequence entries are not allowed",
            here,
            _("A list cannot begin in the same line as its key."),
            _("Begin the list in the next line, or write it as [one, two]."),
        ),
        ("tag", began, _("A text cannot begin with `!`."), _("Put quotes round the text.")),
        (
            "expected '?<document start>",
            here,
            _("The session has ended before this line."),
            _("See whether this line is indented like its neighbours."),
        ),
        (
            "block (mapping|collection)",
            here,
            _("This does not fit with the lines before it."),
            _("See whether it is indented like its neighbours; put quotes round a whole text."),
        ),
    )
    for told_by, place, said, meant in causes:
        if re.search(told_by, story):
            return place.line + 1, place.column + 1, said, meant
    return (
        here.line + 1,
        here.column + 1,
        _("This is not YAML ({why}).").format(why=error.problem),
        _("See whether quotes, brackets and indentation are right."),
    )


class _Gaps(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return key
