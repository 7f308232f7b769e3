"""The words of the command line: every command with its options, and what each may be."""

import argparse
from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path

from hiptimer import __version__
from hiptimer.language import gettext as _
from hiptimer.preferences import BUILDS, LOOKS

WINDOW = ""  # what stands for the command where none is written

_FASTEST = 1000.0
_SLOWEST = 0.1
_SCALES = (50, 125)
_MOST_WEEKS = 1000
_MOST_INTERVALS = 100_000
_PIXELS = (16, 8000)


def read_options(words: Sequence[str]) -> argparse.Namespace:
    """Return what a command line says, the command in `command`.

    What is wrong, and what `--help` and `--version` ask for, is told at once and raises SystemExit.
    """
    whole, commands = _parser()
    written = list(words)
    at = _first_word(written)
    if at is None:
        if not {"-h", "--help", "--version"}.intersection(written):
            written.append(WINDOW)
    elif written[at] not in commands:
        written.insert(at, WINDOW)
    options = whole.parse_args(written)
    if options.command == "history" and (options.runs or options.excel) and not options.csv:
        whole.error(_("--runs and --excel go with --csv"))
    return options


def command_names() -> list[str]:
    """Return the words that are commands."""
    return sorted(name for name in _parser()[1] if name != WINDOW)


def command_line() -> argparse.ArgumentParser:
    """Return every command with its options, for a man page and for shells that complete words."""
    return _parser(is_window_named=False)[0]


def _first_word(words: list[str]) -> int | None:
    """Return where the first word stands that is no option: a command or a file."""
    skip = False
    for at, word in enumerate(words):
        if skip:
            skip = False
        elif word == "--data-dir":
            skip = True
        elif word == "--" or not word.startswith("-"):
            return at
    return None


def _parser(*, is_window_named: bool = True) -> tuple[argparse.ArgumentParser, set[str]]:
    parser = argparse.ArgumentParser(
        prog="hiptimer",
        usage=_("hiptimer [--data-dir DIR] [FILE | COMMAND ...]"),
        description=_("A guided-workout timer. Without a command it opens the window."),
        epilog=_(
            "`hiptimer FILE` opens the window on that session. FILE is a path, or the id of a session "
            "that `hiptimer sessions` lists. Exit codes: 0 done, 1 the input is wrong, "
            "2 the command line is wrong, 130 interrupted."
        ),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hiptimer {__version__}")
    _add_data_dir(parser, None)
    subparsers = parser.add_subparsers(
        title=_("commands"), metavar=_("COMMAND"), dest="command", required=True, prog="hiptimer"
    )

    def command(name: str, words: str | None) -> argparse.ArgumentParser:
        # Named without help, a command does not stand in the list of them.
        if words is None:
            one = subparsers.add_parser(name, allow_abbrev=False)
        else:
            one = subparsers.add_parser(name, help=words, description=words, allow_abbrev=False)
        _add_data_dir(one, argparse.SUPPRESS)
        return one

    if is_window_named:
        command(WINDOW, None).add_argument("files", nargs="*", metavar="FILE")
    check = command("check", _("say what is wrong with session files"))
    check.add_argument("files", nargs="+", metavar="FILE", help=_which_session())
    timeline = command("timeline", _("show what will happen when"))
    timeline.add_argument("file", metavar="FILE", help=_which_session())
    timeline.add_argument("--json", action="store_true", help=_("as JSON"))
    _add_dose(timeline)
    play = command("play", _("play a session in the terminal"))
    play.add_argument("file", metavar="FILE", help=_which_session())
    _add_play(play)
    _add_dose(play)
    command("sessions", _("list what there is to play"))
    exercises = command("exercises", _("list the catalogue, or tell of one exercise"))
    exercises.add_argument("id", nargs="?", metavar="ID", help=_which_exercise())
    picture = command("picture", _("write the drawing of an exercise as PNG or SVG"))
    picture.add_argument("exercise", metavar=_("EXERCISE"), help=_which_exercise())
    _add_picture(picture)
    history = command("history", _("show what was done, newest first"))
    form = history.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=_("as JSON"))
    form.add_argument("--csv", action="store_true", help=_("as CSV, a line for each interval"))
    history.add_argument(
        "--runs", action="store_true", help=_("with --csv: a line for each run instead")
    )
    history.add_argument(
        "--excel", action="store_true", help=_("with --csv: marked as UTF-8, for Excel to see")
    )
    sheet = command("sheet", _("print a session, to hang up: PDF or HTML"))
    sheet.add_argument("file", metavar="FILE", type=Path, help=_("what to write: .pdf or .html"))
    _add_sheet(sheet)
    _add_report(command("report", _("write what was asked for and done, to hand over")))
    days = command("calendar", _("write the days of an assigned session into a calendar file"))
    days.add_argument("file", metavar="FILE", type=Path, help=_("what to write: .ics"))
    days.add_argument(
        "--session", required=True, metavar=_("SESSION"), help=_("its file or its id")
    )
    days.add_argument(
        "--at",
        type=_time_of_day,
        default=time(18),
        metavar="HH:MM",
        help=_("the time of day; else 18:00"),
    )
    export = command("export", _("write the whole history into a file"))
    export.add_argument(
        "file", metavar="FILE", type=Path, help=_("what to write, a line for each run")
    )
    take_in = command("import", _("take in a history; what is there already stays as it is"))
    take_in.add_argument("file", metavar="FILE", type=Path, help=_("what `hiptimer export` wrote"))
    how = take_in.add_mutually_exclusive_group()
    how.add_argument("--yes", action="store_true", help=_("do not ask"))
    how.add_argument("--dry-run", action="store_true", help=_("only say what would be added"))
    command("schema", _("print the JSON Schema of the session file, for editors"))
    return parser, set(subparsers.choices)


def _which_session() -> str:
    return _("its path, or the id of a session that `hiptimer sessions` lists")


def _which_exercise() -> str:
    return _("its id or its name")


def _add_data_dir(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--data-dir",
        metavar=_("DIR"),
        type=_folder,
        default=default,
        help=_("the folder of your journal, sessions and preferences; else HIPTIMER_DATA_DIR"),
    )


def _add_dose(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--week", type=_week, metavar="N", help=_("the week of a progression, from 1")
    )
    parser.add_argument(
        "--scale",
        type=_scale,
        metavar="N",
        default=100,
        help=_("the dose in percent, 50 to 125"),
    )


def _add_sheet(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--session", required=True, metavar=_("SESSION"), help=_("its file or its id")
    )
    parser.add_argument("--large", action="store_true", help=_("in large print"))
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("for a PDF"))
    parser.add_argument(
        "--week", type=_week, metavar="N", help=_("that week of a progression alone, from 1")
    )


def _add_report(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file", metavar="FILE", type=Path, help=_("what to write: .pdf, .html or .csv")
    )
    parser.add_argument(
        "--session",
        metavar=_("SESSION"),
        help=_("its id; else the assigned session that was done last"),
    )
    parser.add_argument(
        "--from",
        dest="since",
        type=_date,
        metavar="DATE",
        help=_("the first day; else the first it was assigned for, or four weeks ago"),
    )
    parser.add_argument("--until", type=_date, metavar="DATE", help=_("the last day; else today"))
    parser.add_argument("--large", action="store_true", help=_("in large print"))
    parser.add_argument("--paper", choices=("a4", "letter"), default="a4", help=_("for a PDF"))


def _add_play(parser: argparse.ArgumentParser) -> None:
    levels = ("full", "standard", "sparse", "soft", "silent")
    parser.add_argument(
        "--speed", type=_speed, default=1.0, metavar="N", help=_("how many times as fast")
    )
    parser.add_argument(
        "--sound", choices=levels, help=_("how much is heard: %(choices)s"), metavar=_("LEVEL")
    )
    parser.add_argument(
        "--wait-for-me",
        action="store_true",
        help=_("after getting ready and changing sides, wait for a key"),
    )
    parser.add_argument(
        "--from",
        dest="at",
        type=_index,
        metavar="N",
        help=_("begin at the interval with this number in the timeline"),
    )
    parser.add_argument(
        "--resume", action="store_true", help=_("go on with the run that was cut off")
    )
    parser.add_argument(
        "--lines", action="store_true", help=_("write a line for each event, draw no screen")
    )


def _add_picture(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "-o",
        "--out",
        type=Path,
        metavar="FILE",
        help=_("the file to write, ending in .png or .svg; else EXERCISE.png in this folder"),
    )
    parser.add_argument("--variant", choices=("easier", "deeper"), help=_("another version of it"))
    parser.add_argument("--side", choices=("left", "right"), help=_("the side that works"))
    parser.add_argument(
        "--phase",
        type=_part,
        metavar="N",
        help=_("how far along the movement, or how full the breath is, 0 to 1"),
    )
    parser.add_argument(
        "--size", type=_pixels, default=800, metavar="N", help=_("pixels of the longer side")
    )
    parser.add_argument(
        "--theme", choices=("light", "dark"), default="light", help=_("for such a background")
    )
    parser.add_argument(
        "--look",
        choices=LOOKS,
        default=LOOKS[0],
        help=_("who is drawn: %(choices)s"),
        metavar=_("LOOK"),
    )
    parser.add_argument(
        "--build",
        choices=BUILDS,
        default=BUILDS[0],
        help=_("the body: %(choices)s"),
        metavar=_("BUILD"),
    )


def _folder(word: str) -> Path:
    if not word:
        raise argparse.ArgumentTypeError(_("a folder has a name"))
    return Path(word)


def _time_of_day(word: str) -> time:
    try:
        return datetime.strptime(word, "%H:%M").time()  # noqa: DTZ007  (a time on a wall has no zone)
    except ValueError:
        said = _("{word} is not a time of day, as in 18:00")
        raise argparse.ArgumentTypeError(said.format(word=word)) from None


def _number(word: str, least: float, most: float, sort: type[int] | type[float]) -> float:
    try:
        number = sort(word)
    except ValueError:
        number = least - 1
    if not least <= number <= most:  # also what is not a number at all
        said = _("{word} is not a number from {least:g} to {most:g}")
        raise argparse.ArgumentTypeError(said.format(word=word, least=least, most=most))
    return number


def _date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        said = _("{word} is not a date; write it as 2026-12-20")
        raise argparse.ArgumentTypeError(said.format(word=word)) from error


def _week(word: str) -> int:
    return int(_number(word, 1, _MOST_WEEKS, int))


def _scale(word: str) -> int:
    return int(_number(word, *_SCALES, int))


def _index(word: str) -> int:
    return int(_number(word, 0, _MOST_INTERVALS, int))


def _part(word: str) -> float:
    return _number(word, 0, 1, float)


def _pixels(word: str) -> int:
    return int(_number(word, *_PIXELS, int))


def _speed(word: str) -> float:
    return _number(word, _SLOWEST, _FASTEST, float)
