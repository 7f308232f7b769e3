"""The real window on a folder of its own, with one session on the shelf."""

from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.app import App
from hiptimer.places import Places
from hiptimer.preferences import read_preferences


@contextmanager
def window_with(qapp, folder, text):
    """Open the program without sound on the page of the session in `text`, and close it afterwards."""
    (folder / "preferences.toml").write_text('sound_level = "silent"\n')
    app = App(qapp, Places.of(folder))
    app.keeping.start(read_preferences(folder / "preferences.toml"))
    file = folder / "hip.yaml"
    file.write_text(text)
    app.choosing.open_file(file)
    app.window.resize(1180, 760)
    app.window.show()
    app.window.activateWindow()
    qapp.processEvents()
    yield app
    app.window.close()
    app.window.deleteLater()
    qapp.processEvents()


def key(app):
    """Return the name by which the page knows the session."""
    found = app.places.shelf_dir.rglob("*.yaml")
    return next(str(path) for path in found if path.parent.name == "files")


def only_run(app):
    """Return the only run in the journal."""
    [run] = app.journal.runs()
    return app.journal.whole(run.id)


def words(page):
    """Return all that can be read on a page, from its top."""
    QApplication.processEvents()
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
