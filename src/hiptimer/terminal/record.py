"""The commands of the record: what was done is shown, handed over, taken out and taken in."""

from argparse import Namespace
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from typing import Final

from hiptimer.errors import JournalError
from hiptimer.journal.backups import Backups
from hiptimer.journal.copying import Copying
from hiptimer.journal.exchange import every_shown, export, foresee, take_in_any
from hiptimer.journal.journal import Journal
from hiptimer.journal.shared import follow_shared
from hiptimer.journal.spill import take_in
from hiptimer.journal.store import wall_clock
from hiptimer.journal.tables import BYTE_ORDER_MARK, as_plain, write_csv, write_runs_csv
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.preferences import read_preferences
from hiptimer.terminal.answers import (
    DONE,
    INTERRUPTED,
    complain,
    print_json,
    print_lines,
    stdout,
)
from hiptimer.terminal.folders import places_of
from hiptimer.terminal.past import history_lines
from hiptimer.terminal.streams import in_utf_8
from hiptimer.terminal.taking_in import may_be_taken_in


def _history(options: Namespace) -> int:
    with _journal(options) as journal:
        _share(journal, options)
        wholes = every_shown(journal)
        if options.json:
            print_json(as_plain(wholes))
        elif options.csv:
            with stdout() as out:
                if options.excel:
                    in_utf_8(out)
                    out.write(BYTE_ORDER_MARK)
                (write_runs_csv if options.runs else write_csv)(wholes, out)
        else:
            print_lines(history_lines(wholes))
    return DONE


def _export(options: Namespace) -> int:
    with _journal(options) as journal:
        count = export(journal, options.file)
    said = ngettext("{n} run written to {path}.", "{n} runs written to {path}.", count)
    complain(said.format(n=count, path=options.file))
    return DONE


def _import(options: Namespace) -> int:
    with _journal(options) as journal:
        if options.dry_run:
            print_lines([foresee(journal, options.file)[0]])
            return DONE
        may = options.yes or may_be_taken_in(journal, options.file)
        if not may:
            complain(_("Nothing was taken in."))
            return INTERRUPTED if may is None else DONE
        print_lines([take_in_any(journal, options.file)])
        _copy_anew(journal)
    return DONE


def _report(options: Namespace) -> int:
    # What only a sheet needs, the other commands need not wait for.
    from hiptimer.library.exercises import bundled_catalogue  # noqa: PLC0415
    from hiptimer.report.handing_over import Diary  # noqa: PLC0415
    from hiptimer.terminal.reporting import write_report  # noqa: PLC0415

    with _journal(options) as journal:
        shelf_dir, today = places_of(options).shelf_dir, wall_clock().date()
        write_report(Diary(journal, shelf_dir, bundled_catalogue(), today), options)
    complain(_("{path} is written.").format(path=options.file))
    return DONE


def _journal(options: Namespace) -> AbstractContextManager[Journal]:
    """Return the journal, looked at and with what it once refused, until the block ends."""
    places = places_of(options)
    journal = Journal(places.journal_path, wall_clock)
    copying = Copying(Backups(journal.path, wall_clock), complain)
    copying.follow(journal)
    if said := journal.open_or_set_aside():
        complain(said)
    for trouble in take_in(journal, places.data_dir):
        complain(trouble)
    return closing(journal)


def _copy_anew(journal: Journal) -> None:
    """Copy the journal now that much has come in at once."""
    try:
        Backups(journal.path, wall_clock).copy()
    except JournalError as error:
        complain(str(error))


def _share(journal: Journal, options: Namespace) -> None:
    """Bring the journal together with the person's other computers, if they have chosen a folder."""
    places = places_of(options)
    for said in follow_shared(
        journal, places, read_preferences(places.preferences_path).preferences
    ):
        complain(said)


COMMANDS: Final[dict[str, Callable[[Namespace], int]]] = {
    "history": _history,
    "export": _export,
    "import": _import,
    "report": _report,
}
"""The commands by the words that the command line has for them."""
