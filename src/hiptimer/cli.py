"""The commands: what was asked for goes to stdout, all else to stderr."""

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from hiptimer.errors import HiptimerError, InputError
from hiptimer.files import is_file
from hiptimer.language import gettext as _
from hiptimer.language import speak_the_persons_language
from hiptimer.resources import asset
from hiptimer.terminal.answers import (
    COMMAND_LINE_WRONG,
    DONE,
    INPUT_WRONG,
    INTERRUPTED,
    complain,
    print_json,
    print_lines,
    stdout,
)
from hiptimer.terminal.folders import places_of
from hiptimer.terminal.options import WINDOW, command_names, read_options
from hiptimer.terminal.streams import drop, open_closed_streams

# What a command needs is imported inside it: `hiptimer --version` reads neither YAML nor Qt.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from argparse import Namespace

    from hiptimer.engine.exercise import Catalogue, Exercise
    from hiptimer.errors import Problem
    from hiptimer.library.finding import Loaded

WHOLE_DOSE = 100  # percent


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says and return the exit code."""
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        # A letter that a terminal does not know must not end a session.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    speak_the_persons_language(asset("translations"))
    try:
        try:
            options = read_options(sys.argv[1:] if argv is None else argv)
            code = _commands()[options.command](options)
        except SystemExit as told:
            code = told.code if isinstance(told.code, int) else DONE
        with stdout() as out:
            out.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough, as `head` does.
        drop(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except HiptimerError as error:
        complain(str(error))
        return INPUT_WRONG
    return code


def _commands() -> dict[str, Callable[["Namespace"], int]]:
    return {
        WINDOW: _window,
        "check": _check,
        "timeline": _timeline,
        "play": _play,
        "sessions": _sessions,
        "exercises": _exercises,
        "picture": _picture,
        "history": _of_the_record,
        "calendar": _calendar,
        "export": _of_the_record,
        "import": _of_the_record,
        "sheet": _sheet,
        "report": _of_the_record,
        "schema": _schema,
    }


def _window(options: "Namespace") -> int:
    places = places_of(options)
    file = None
    if options.files:
        from hiptimer.library.finding import find
        from hiptimer.library.sessions import read_session

        try:
            file = find(options.files[0], places.shelf_dir, _catalogue()).path
        except InputError as error:
            return _neither_file_nor_command(options.files[0], error)
        if len(options.files) > 1:
            complain(_("The window opens on one session: name one file."))
            return COMMAND_LINE_WRONG
        if not is_file(file):
            return _tell(read_session(file, _catalogue()).problems)
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        said = _("There is no display here, so the window cannot open.")
        complain(f"{said} {_('`hiptimer play FILE` plays a session in the terminal.')}")
        return COMMAND_LINE_WRONG
    from hiptimer.app import run

    return run(places, file)


def _neither_file_nor_command(word: str, error: InputError) -> int:
    from hiptimer.library.finding import nearest_words

    near = nearest_words(word, command_names(), "")
    if not near:
        raise error
    said = _("There is no command, no file and no session called {word}.").format(word=word)
    complain(f"{said} {near}")
    return COMMAND_LINE_WRONG


def _check(options: "Namespace") -> int:
    from hiptimer.library.finding import find
    from hiptimer.library.sessions import read_session

    places, catalogue = places_of(options), _catalogue()
    codes = set()
    for word in options.files:
        try:
            found = find(word, places.shelf_dir, catalogue)
            codes.add(_tell(read_session(found.path, catalogue).problems))
        except InputError as error:
            complain(str(error))
            codes.add(INPUT_WRONG)
    return max(codes)


def _timeline(options: "Namespace") -> int:
    from hiptimer.engine.plain import timeline_as_plain
    from hiptimer.engine.settling import Choices
    from hiptimer.engine.timeline import unroll

    loaded = _session(options)
    if loaded is None:
        return INPUT_WRONG
    choices = Choices(scale=options.scale, week=options.week or 1)
    timeline = unroll(loaded.session, _catalogue(), choices)
    if options.json:
        print_json(timeline_as_plain(timeline))
    else:
        from hiptimer.terminal.listings import timeline_lines

        print_lines(timeline_lines(timeline))
    return DONE


def _play(options: "Namespace") -> int:
    loaded = _session(options)
    if loaded is None:
        return INPUT_WRONG
    from hiptimer.log import off_the_screen
    from hiptimer.terminal.run import Result, Wishes, play

    wishes = Wishes(
        speed=options.speed,
        sound=options.sound,
        wait_for_me=options.wait_for_me,
        at=options.at,
        resume=options.resume,
        lines=options.lines,
        week=options.week,
        scale=options.scale,
    )
    places = places_of(options)
    with off_the_screen(places.log_path):
        result = play(loaded, _catalogue(), places, wishes, complain)
    codes = {Result.ENDED: DONE, Result.INTERRUPTED: INTERRUPTED, Result.LOST: INPUT_WRONG}
    return codes[result]


def _sessions(options: "Namespace") -> int:
    from hiptimer.library.finding import on_offer
    from hiptimer.terminal.listings import sessions_lines

    offers = list(on_offer(places_of(options).shelf_dir, _catalogue()))
    print_lines(sessions_lines(offers, _catalogue()))
    for offer in offers:
        for problem in offer.reading.errors:
            complain(str(problem))
    return DONE


def _exercises(options: "Namespace") -> int:
    from hiptimer.terminal.listings import exercise_lines, exercises_lines

    if options.id is None:
        print_lines(exercises_lines(_catalogue().values()))
    else:
        print_lines(exercise_lines(_exercise(options.id)))
    return DONE


def _picture(options: "Namespace") -> int:
    from pathlib import Path

    from hiptimer.terminal.drawing import asked, write_drawing

    drawing = asked(_exercise(options.exercise), options)
    path = options.out or Path(f"{drawing.id}.png")
    write_drawing(drawing, path)
    complain(_("{path} is written.").format(path=path))
    return DONE


def _exercise(word: str) -> "Exercise":
    """Return the exercise of the catalogue with that id, name or alias."""
    from hiptimer.library.finding import nearest_words

    catalogue = _catalogue()
    wanted = word.casefold()
    for one in catalogue.values():
        if wanted in (one.id.casefold(), *map(str.casefold, (one.name, *one.aliases))):
            return one
    said = _("There is no exercise called {word}.").format(word=word)
    near = nearest_words(word, list(catalogue), _("`hiptimer exercises` lists them."))
    raise InputError(f"{said} {near}")


def _of_the_record(options: "Namespace") -> int:
    from hiptimer.terminal.record import COMMANDS

    return COMMANDS[options.command](options)


def _calendar(options: "Namespace") -> int:
    from hiptimer.journal.store import wall_clock
    from hiptimer.terminal.scheduling import write_calendar

    loaded = _load(options.session, options)
    if loaded is None:
        return INPUT_WRONG
    write_calendar(loaded, _catalogue(), options, wall_clock())
    complain(_("{path} is written.").format(path=options.file))
    return DONE


def _sheet(options: "Namespace") -> int:
    from hiptimer.journal.store import wall_clock
    from hiptimer.terminal.sheet_printing import write_sheet

    loaded = _load(options.session, options)
    if loaded is None:
        return INPUT_WRONG
    write_sheet(loaded, _catalogue(), options, wall_clock().date())
    complain(_("{path} is written.").format(path=options.file))
    return DONE


def _schema(_options: "Namespace") -> int:
    from hiptimer.library.exercises import bundled_catalogue
    from hiptimer.library.schema import session_schema

    print_json(session_schema(bundled_catalogue()))
    return DONE


def _catalogue() -> "Catalogue":
    from hiptimer.library.exercises import bundled_catalogue

    return bundled_catalogue()


def _session(options: "Namespace") -> "Loaded | None":
    """Return the session that the command line names, after telling what is wrong with it."""
    loaded = _load(options.file, options)
    if loaded is not None and loaded.session.locked and options.scale != WHOLE_DOSE:
        complain(_("The dose of this session is its author's, so --scale changes nothing."))
    return loaded


def _load(word: str, options: "Namespace") -> "Loaded | None":
    """Return the session that a word means, after telling what is wrong with it."""
    from hiptimer.library.finding import find, load

    catalogue = _catalogue()
    found = find(word, places_of(options).shelf_dir, catalogue)
    loaded, problems = load(found, catalogue)
    _tell(problems)
    return loaded


def _tell(problems: "Iterable[Problem]") -> int:
    """Put every problem on stderr; return the exit code that they come to."""
    code = DONE
    for problem in problems:
        if problem.is_warning:
            # An editor jumps to the place, and a person sees that the session can be played.
            at = f"{problem.file}:{problem.line}:{problem.column}"
            words = f"{problem.said} {problem.meant}".rstrip()
            complain(_("{at}: warning: {words}").format(at=at, words=words))
        else:
            complain(str(problem))
            code = INPUT_WRONG
    return code
