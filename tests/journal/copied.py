"""A journal of two days with a copy made between them, and what is found of it when it was damaged."""

from datetime import timedelta

from journal_samples import NOON

from hiptimer.journal.backups import Backups

OLD, NEW = 30, 3


def on(path, days=0):
    return Backups(path, lambda: NOON + timedelta(days=days))


def everything(journal):
    return {whole.run.id: whole for whole in journal.every_run()}


def aside(path):
    return sorted(one.name for one in path.parent.glob("*damaged*"))
