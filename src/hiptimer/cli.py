"""The commands: what was asked for goes to stdout, all else to stderr."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from hiptimer.errors import HiptimerError, InputError
from hiptimer.language import gettext as _
from hiptimer.language import ngettext, speak_the_persons_language
from hiptimer.resources import asset
from hiptimer.terminal.options import WINDOW, command_names, read_options
from hiptimer.terminal.streams import drop, in_utf_8, open_closed_streams

# What a command needs is imported inside it: `hiptimer --version` reads neither YAML nor Qt.
# ruff: noqa: PLC0415

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path
    from typing import TextIO

    from hiptimer.engine.exercise import Catalogue, Exercise
    from hiptimer.errors import Problem
    from hiptimer.journal.journal import Journal
    from hiptimer.library.finding import Loaded
    from hiptimer.places import Places

DONE = 0
INPUT_WRONG = 1
COMMAND_LINE_WRONG = 2
INTERRUPTED = 130

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
        with _stdout() as out:
            out.flush()
    except BrokenPipeError:
        # Whoever was reading has seen enough, as `head` does.
        drop(sys.stdout)
        return DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except HiptimerError as error:
        _complain(str(error))
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
        "history": _history,
        "calendar": _calendar,
        "export": _export,
        "import": _import,
        "sheet": _sheet,
        "report": _report,
        "schema": _schema,
    }


def _window(options: "Namespace") -> int:
    places = _places(options)
    file = None
    if options.files:
        from hiptimer.library.finding import find
        from hiptimer.library.sessions import read_session

        try:
            file = find(options.files[0], places.shelf_dir, _catalogue()).path
        except InputError as error:
            return _neither_file_nor_command(options.files[0], error)
        if len(options.files) > 1:
            _complain(_("The window opens on one session: name one file."))
            return COMMAND_LINE_WRONG
        if not file.exists():
            return _tell(read_session(file, _catalogue()).problems)
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        said = _("There is no display here, so the window cannot open.")
        _complain(f"{said} {_('`hiptimer play FILE` plays a session in the terminal.')}")
        return COMMAND_LINE_WRONG
    from hiptimer.app import run

    return run(places, file)


def _neither_file_nor_command(word: str, error: InputError) -> int:
    from hiptimer.library.finding import nearest_words

    near = nearest_words(word, command_names(), "")
    if not near:
        raise error
    said = _("There is no command, no file and no session called {word}.").format(word=word)
    _complain(f"{said} {near}")
    return COMMAND_LINE_WRONG


def _check(options: "Namespace") -> int:
    from hiptimer.library.finding import find
    from hiptimer.library.sessions import read_session

    places, catalogue = _places(options), _catalogue()
    codes = set()
    for word in options.files:
        try:
            found = find(word, places.shelf_dir, catalogue)
            codes.add(_tell(read_session(found.path, catalogue).problems))
        except InputError as error:
            _complain(str(error))
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
        _print_json(timeline_as_plain(timeline))
    else:
        from hiptimer.terminal.listings import timeline_lines

        _print(timeline_lines(timeline))
    return DONE


def _play(options: "Namespace") -> int:
    loaded = _session(options)
    if loaded is None:
        return INPUT_WRONG
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
    result = play(loaded, _catalogue(), _places(options), wishes, _complain)
    codes = {Result.ENDED: DONE, Result.INTERRUPTED: INTERRUPTED, Result.LOST: INPUT_WRONG}
    return codes[result]


def _sessions(options: "Namespace") -> int:
    from hiptimer.library.finding import on_offer
    from hiptimer.terminal.listings import sessions_lines

    offers = list(on_offer(_places(options).shelf_dir, _catalogue()))
    _print(sessions_lines(offers, _catalogue()))
    for offer in offers:
        for problem in offer.reading.errors:
            _complain(str(problem))
    return DONE


def _exercises(options: "Namespace") -> int:
    from hiptimer.terminal.listings import exercise_lines, exercises_lines

    if options.id is None:
        _print(exercises_lines(_catalogue().values()))
    else:
        _print(exercise_lines(_exercise(options.id)))
    return DONE


def _picture(options: "Namespace") -> int:
    from pathlib import Path

    from hiptimer.terminal.drawing import asked, write_drawing

    drawing = asked(_exercise(options.exercise), options)
    path = options.out or Path(f"{drawing.id}.png")
    write_drawing(drawing, path)
    _complain(_("{path} is written.").format(path=path))
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


def _history(options: "Namespace") -> int:
    from hiptimer.journal.exchange import every_shown
    from hiptimer.journal.tables import BYTE_ORDER_MARK, as_plain, write_csv, write_runs_csv
    from hiptimer.terminal.past import history_lines

    with _journal(options) as journal:
        _share(journal, options)
        wholes = every_shown(journal)
        if options.json:
            _print_json(as_plain(wholes))
        elif options.csv:
            with _stdout() as out:
                if options.excel:
                    in_utf_8(out)
                    out.write(BYTE_ORDER_MARK)
                (write_runs_csv if options.runs else write_csv)(wholes, out)
        else:
            _print(history_lines(wholes))
    return DONE


def _calendar(options: "Namespace") -> int:
    from hiptimer.journal.store import wall_clock
    from hiptimer.terminal.scheduling import write_calendar

    loaded = _load(options.session, options)
    if loaded is None:
        return INPUT_WRONG
    write_calendar(loaded, _catalogue(), options, wall_clock())
    _complain(_("{path} is written.").format(path=options.file))
    return DONE


def _export(options: "Namespace") -> int:
    from hiptimer.journal.exchange import export

    with _journal(options) as journal:
        count = export(journal, options.file)
    said = ngettext("{n} run written to {path}.", "{n} runs written to {path}.", count)
    _complain(said.format(n=count, path=options.file))
    return DONE


def _import(options: "Namespace") -> int:
    from hiptimer.journal.exchange import foresee, take_in_any
    from hiptimer.terminal.taking_in import may_be_taken_in

    with _journal(options) as journal:
        if options.dry_run:
            _print([foresee(journal, options.file)[0]])
            return DONE
        may = options.yes or may_be_taken_in(journal, options.file)
        if not may:
            _complain(_("Nothing was taken in."))
            return INTERRUPTED if may is None else DONE
        _print([take_in_any(journal, options.file)])
        _copy_anew(journal)
    return DONE


def _sheet(options: "Namespace") -> int:
    from hiptimer.journal.store import wall_clock
    from hiptimer.terminal.sheet_printing import write_sheet

    loaded = _load(options.session, options)
    if loaded is None:
        return INPUT_WRONG
    write_sheet(loaded, _catalogue(), options, wall_clock().date())
    _complain(_("{path} is written.").format(path=options.file))
    return DONE


def _report(options: "Namespace") -> int:
    from hiptimer.journal.store import wall_clock
    from hiptimer.report.handing_over import Diary
    from hiptimer.terminal.reporting import write_report

    with _journal(options) as journal:
        shelf_dir, today = _places(options).shelf_dir, wall_clock().date()
        write_report(Diary(journal, shelf_dir, _catalogue(), today), options)
    _complain(_("{path} is written.").format(path=options.file))
    return DONE


def _schema(_options: "Namespace") -> int:
    from hiptimer.library.exercises import bundled_catalogue
    from hiptimer.library.schema import session_schema

    _print_json(session_schema(bundled_catalogue()))
    return DONE


def _places(options: "Namespace") -> "Places":
    from hiptimer.places import Places

    places = Places.of(options.data_dir)
    file = _file_among(places.data_dir)
    if file is not None:
        said = _(
            "{path} is a file, and the journal and the sessions are kept in a folder. "
            "Move the file away, or name a folder with --data-dir."
        )
        raise InputError(said.format(path=file))
    return places


def _file_among(folder: "Path") -> "Path | None":
    """Return the file that stands where the folder, or one that it lies in, should be."""
    try:
        return next((one for one in (folder, *folder.parents) if one.is_file()), None)
    except OSError:  # no right to look; whoever reads or writes there will tell
        return None


def _catalogue() -> "Catalogue":
    from hiptimer.library.exercises import bundled_catalogue

    return bundled_catalogue()


def _journal(options: "Namespace") -> "AbstractContextManager[Journal]":
    from hiptimer.journal.backups import Backups
    from hiptimer.journal.copying import Copying
    from hiptimer.journal.journal import Journal
    from hiptimer.journal.spill import take_in
    from hiptimer.journal.store import wall_clock

    places = _places(options)
    journal = Journal(places.journal_path, wall_clock)
    copying = Copying(Backups(journal.path, wall_clock), _complain)
    copying.follow(journal)
    if said := journal.open_or_set_aside():
        _complain(said)
    for trouble in take_in(journal, places.data_dir):
        _complain(trouble)
    return closing(journal)


def _copy_anew(journal: "Journal") -> None:
    """Copy the journal now that much has come in at once."""
    from hiptimer.errors import JournalError
    from hiptimer.journal.backups import Backups
    from hiptimer.journal.store import wall_clock

    try:
        Backups(journal.path, wall_clock).copy(anew=True)
    except JournalError as error:
        _complain(str(error))


def _share(journal: "Journal", options: "Namespace") -> None:
    """Bring the journal together with the person's other computers, if they have chosen a folder."""
    from hiptimer.journal.shared import follow_shared
    from hiptimer.preferences import read_preferences

    places = _places(options)
    for said in follow_shared(
        journal, places, read_preferences(places.preferences_path).preferences
    ):
        _complain(said)


def _session(options: "Namespace") -> "Loaded | None":
    """Return the session that the command line names, after telling what is wrong with it."""
    loaded = _load(options.file, options)
    if loaded is not None and loaded.session.locked and options.scale != WHOLE_DOSE:
        _complain(_("The dose of this session is its author's, so --scale changes nothing."))
    return loaded


def _load(word: str, options: "Namespace") -> "Loaded | None":
    """Return the session that a word means, after telling what is wrong with it."""
    from hiptimer.library.finding import find, load

    catalogue = _catalogue()
    found = find(word, _places(options).shelf_dir, catalogue)
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
            _complain(_("{at}: warning: {words}").format(at=at, words=words))
        else:
            _complain(str(problem))
            code = INPUT_WRONG
    return code


def _print(lines: Iterable[str]) -> None:
    with _stdout() as out:
        for line in lines:
            out.write(line + "\n")


def _print_json(value: object) -> None:
    with _stdout() as out:
        # Where it cannot carry every letter, escapes can.
        encoding = (getattr(out, "encoding", None) or "").lower().replace("-", "")
        out.write(json.dumps(value, indent=2, ensure_ascii=encoding != "utf8") + "\n")


@contextmanager
def _stdout() -> "Iterator[TextIO]":
    """Turn a full disk behind stdout into a sentence."""
    try:
        yield sys.stdout
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(sys.stdout)
        said = _("The output cannot be written: {why}.")
        raise HiptimerError(said.format(why=error.strerror or error)) from error


def _complain(sentence: str) -> None:
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)  # nobody listens; the exit code still tells
