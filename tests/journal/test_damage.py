"""What was found wrong with the journal is remembered until it is put right."""

from pathlib import Path

from hiptimer.journal import damage


def test_damage_is_remembered_until_it_is_forgotten(path):
    assert damage.remembered(path) == ""
    damage.remember(path, "page 7")
    assert damage.remembered(path) == "page 7"
    damage.forget(path)
    assert damage.remembered(path) == ""
    damage.forget(path)
    path.parent.joinpath("backups", "damaged.txt").touch()
    assert damage.remembered(path)  # the disk was full when it was to be written


def test_where_it_cannot_be_remembered_nothing_else_goes_wrong(path):
    path.parent.write_text("no folder")
    damage.remember(path, "page 7")
    damage.forget(path)
    assert damage.remembered(path) == ""
    assert Path(path.parent).read_text() == "no folder"
