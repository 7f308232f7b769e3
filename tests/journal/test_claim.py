"""A claim is held by one at a time, however close one comes behind the other."""

import os

import pytest

from hiptimer.journal import claim as module
from hiptimer.journal.claim import claim_file, is_claimed


@pytest.fixture
def lock(tmp_path):
    return tmp_path / f"playing-{'0' * 32}.lock"


def test_who_opened_the_file_before_it_was_taken_away_does_not_have_the_claim(lock, monkeypatch):
    ours, real = [], module._lock

    def late(file):
        monkeypatch.setattr(module, "_lock", real)
        lock.unlink()  # as its last holder does between our opening and our locking it
        ours.append(claim_file(lock))  # and a third is quicker
        real(file)

    monkeypatch.setattr(module, "_lock", late)
    assert claim_file(lock) is None
    assert ours[0] is not None
    ours[0].let_go()
    assert not lock.exists()


def test_where_nobody_was_quicker_it_is_claimed_anew(lock, monkeypatch):
    real = module._lock

    def late(file):
        monkeypatch.setattr(module, "_lock", real)
        lock.unlink()
        real(file)

    monkeypatch.setattr(module, "_lock", late)
    held = claim_file(lock)
    assert held is not None
    assert claim_file(lock) is None
    assert is_claimed(lock.parent, "0" * 32)
    held.let_go()
    assert not is_claimed(lock.parent, "0" * 32)


@pytest.mark.skipif(os.name != "posix", reason="elsewhere what is open cannot be taken away")
def test_letting_go_does_not_take_the_file_of_the_next_away(lock):
    class Slow:
        """Lets somebody else come between the end of the lock and what follows."""

        def __init__(self, file):
            self.file = file
            self.next = None

        def close(self):
            self.file.close()
            self.next = claim_file(lock)

    held = claim_file(lock)
    slow = held._file = Slow(held._file)
    held.let_go()
    assert slow.next is not None
    assert claim_file(lock) is None
    slow.next.let_go()


def test_where_a_file_is_never_the_same_the_claim_is_given(lock, monkeypatch):
    monkeypatch.setattr(os.path, "samestat", lambda _one, _other: False)
    claim_file(lock).let_go()
    assert not is_claimed(lock.parent, "1" * 32)
    assert [one.name for one in lock.parent.iterdir()] == [lock.name]
