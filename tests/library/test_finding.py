import pytest

from hiptimer.engine.session import Circuit
from hiptimer.errors import InputError
from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.finding import Found, find, load, load_path, nearest_words, on_offer
from hiptimer.library.shelf import Shelf

MINE = """\
hiptimer: 1
title: Mine
steps:
  - {name: Press, time: 40 s, picture: press.png}
  - {name: Bare, time: 40 s}
  - circuit:
      rounds: 2
      steps:
        - {name: Again, time: 20 s, picture: press.png}
        - rest: 5 s
  - wait: Fetch it.
"""
PNG = b"\x89PNG\r\n\x1a\n" + bytes.fromhex("0000000d49484452000000010000000108060000001f15c489")


@pytest.fixture(scope="module")
def book():
    return bundled_catalogue()


@pytest.fixture
def mine(tmp_path):
    folder = tmp_path / "from elsewhere"
    folder.mkdir()
    (folder / "press.png").write_bytes(PNG)
    (folder / "mine.yaml").write_text(MINE)
    return folder / "mine.yaml"


def test_the_persons_own_sessions_come_before_the_bundled(tmp_path, book, mine):
    Shelf(tmp_path / "shelf", book).put(mine)
    offers = list(on_offer(tmp_path / "shelf", book))
    assert offers[0].id == "mine"
    assert offers[0].book is not None
    assert {offer.id for offer in offers[1:]} == {
        "complete-routine",
        "desk-break",
        "physio-example",
    }
    assert all(offer.book is None for offer in offers[1:])


def test_a_bundled_session_that_cannot_be_read_is_still_named(tmp_path, catalogue):
    broken = [offer for offer in on_offer(tmp_path, catalogue) if offer.reading.session is None]
    assert "desk-break" in {offer.id for offer in broken}


@pytest.mark.parametrize("word", ["desk-break", "DESK-BREAK", "5-minute desk break"])
def test_a_word_is_an_id_or_a_title(tmp_path, book, word):
    found = find(word, tmp_path, book)
    assert found.path.name == "desk-break.yaml"
    assert found.revision is None


def test_a_session_on_the_shelf_is_found_with_its_revision(tmp_path, book, mine):
    Shelf(tmp_path / "shelf", book).put(mine)
    assert find("mine", tmp_path / "shelf", book).revision == 1


@pytest.mark.parametrize("word", ["not-there.yaml", "folder/none"])
def test_what_looks_like_a_path_is_one_there_or_not(tmp_path, book, word):
    assert find(word, tmp_path, book).path.name == word.rsplit("/", maxsplit=1)[-1]


def test_a_file_is_found_whatever_its_name(tmp_path, book, mine):
    plain = mine.rename(mine.with_name("session"))
    assert find(str(plain), tmp_path, book).path == plain


def test_an_unknown_word_is_answered_with_the_nearest(tmp_path, book):
    with pytest.raises(InputError, match="Did you mean desk-break"):
        find("desk-brake", tmp_path, book)
    with pytest.raises(InputError, match="lists them"):
        find("xyzzy", tmp_path, book)


def test_nearest_words_keep_the_right_spelling():
    assert nearest_words("MINE", ["Mine"], "none") == "Did you mean Mine?"


def test_loading_makes_the_paths_of_pictures_whole(book, mine):
    loaded, problems = load(Found(mine, "mine"), book)
    assert problems == ()
    press, bare, circuit, wait = loaded.session.entries
    assert press.exercise.picture == str(mine.parent / "press.png")
    assert bare.exercise.picture == ""
    assert isinstance(circuit, Circuit)
    assert circuit.steps[0].exercise.picture == str(mine.parent / "press.png")
    assert wait.text == "Fetch it."
    assert loaded.data == MINE.encode()


def test_a_file_with_errors_gives_its_problems(book, mine):
    mine.write_text(MINE.replace("time: 40 s", "time: long"))
    loaded, problems = load(Found(mine, "mine"), book)
    assert loaded is None
    assert problems


def test_a_file_that_is_not_there_gives_one_problem(tmp_path, book):
    loaded, problems = load(Found(tmp_path / "none.yaml", "none"), book)
    assert loaded is None
    assert len(problems) == 1


def test_a_path_on_the_shelf_knows_its_revision(tmp_path, book, mine):
    kept = Shelf(tmp_path / "shelf", book).put(mine)
    assert load_path(kept.path, book)[0].found.revision == 1
    assert load_path(mine, book)[0].found.revision is None
