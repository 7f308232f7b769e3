"""The one door to what ships with the program."""

import pytest

from hiptimer import resources


@pytest.fixture
def top(tmp_path, monkeypatch):
    """A made-up repository, so that these tests depend on no bundled file."""
    monkeypatch.setattr(resources, "_INSTALLED", tmp_path / "package" / "_bundled")
    monkeypatch.setattr(resources, "_CHECKOUT", tmp_path)
    return tmp_path


def write(path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("", encoding="utf-8")
    return path


def test_a_checkout_gives_what_stands_at_its_top(top):
    sound = write(top / "assets" / "sounds" / "start.wav")
    assert resources.asset("sounds", "start.wav") == sound


def test_an_installed_program_gives_what_it_carries(top):
    write(top / "assets" / "sounds" / "start.wav")
    sound = write(top / "package" / "_bundled" / "assets" / "sounds" / "start.wav")
    assert resources.asset("sounds", "start.wav") == sound


@pytest.mark.parametrize(
    "parts", [("..", "pyproject.toml"), ("/etc/passwd",), ("sounds", "..", "..", "sessions")]
)
def test_a_name_that_leads_out_is_refused(top, parts):
    with pytest.raises(ValueError, match="outside"):
        resources.asset(*parts)


def test_a_link_that_leads_out_is_refused(top):
    write(top / "secret.txt")
    (top / "assets").mkdir()
    (top / "assets" / "link.txt").symlink_to(top / "secret.txt")
    with pytest.raises(ValueError, match="outside"):
        resources.asset("link.txt")


def test_sessions_and_exercises_come_by_name_and_nothing_else_with_them(top):
    for name in ("b.yaml", "a.yml", "README.md", "pictures/c.yaml"):
        write(top / "sessions" / name)
        write(top / "assets" / "exercises" / name)
    assert [path.name for path in resources.bundled_sessions()] == ["a.yml", "b.yaml"]
    assert [path.name for path in resources.exercise_files()] == ["a.yml", "b.yaml"]


def test_a_figure_is_found_by_build_and_name(top):
    slender = write(top / "assets" / "figures" / "slender" / "bridge.figure")
    easier = write(top / "assets" / "figures" / "slender" / "bridge.easier.figure")
    assert resources.figure_file("slender", "bridge") == slender
    assert resources.figure_file("slender", "bridge.easier") == easier
    assert resources.figure_file("slender", "bridge.deeper") is None
    # Better another body than none.
    assert resources.figure_file("sturdy", "bridge") == slender
    sturdy = write(top / "assets" / "figures" / "sturdy" / "bridge.figure")
    assert resources.figure_file("sturdy", "bridge") == sturdy


def test_a_figure_outside_the_folder_is_refused(top):
    with pytest.raises(ValueError, match="outside"):
        resources.figure_file("slender", "../../../secret")


def test_the_folders_of_this_repository_are_found():
    assert "desk-break.yaml" in {path.name for path in resources.bundled_sessions()}
    assert "low-lunge.yaml" in {path.name for path in resources.exercise_files()}
