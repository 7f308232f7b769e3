"""The recipes for Flatpak, AppImage, Windows and macOS, held against the rest of the program."""

import json
import os
import plistlib
import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from types import SimpleNamespace
from xml.etree import ElementTree as ET

import pytest
import yaml

from hiptimer import __version__
from tools.releasing.windows import version_resource

TOP = Path(__file__).parents[2]
PACKAGING = TOP / "packaging"
FLATPAK = PACKAGING / "flatpak" / "org.hiptimer.hiptimer.yml"
MODULES = FLATPAK.with_name("python-modules.json")
ISS = PACKAGING / "windows" / "hiptimer.iss"


def run(*words, cwd, **env):
    return subprocess.run(
        list(map(str, words)),
        cwd=cwd,
        env=os.environ | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def validated(tool, *words):
    if shutil.which(tool) is None:
        pytest.skip(f"{tool} is not installed")
    done = run(tool, *words, cwd=TOP)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("paper", ["README.md", "packaging/OTHER-SYSTEMS.md"])
def test_the_files_that_the_papers_name_are_of_this_version(paper):
    text = (TOP / paper).read_text(encoding="utf-8")
    named = re.findall(r"hiptimer[-_](\d+\.\d+\.\d+)|Version=(\d\S*)", text)
    assert {one or other for one, other in named} == {__version__}


# Flatpak


@pytest.fixture
def manifest():
    return yaml.safe_load(FLATPAK.read_text(encoding="utf-8"))


def test_the_flatpak_reaches_no_network_and_no_files(manifest):
    granted = manifest["finish-args"]
    assert {"--socket=pulseaudio", "--socket=wayland", "--socket=fallback-x11"} <= set(granted)
    forbidden = (
        "--share=network",
        "--filesystem",
        "--socket=x11",
        "--socket=session-bus",
        "--allow",
    )
    assert [one for one in granted if one.startswith((*forbidden, "--device=all"))] == []


def test_the_flatpak_manifest_is_read_by_its_tool(manifest):
    shown = json.loads(validated("flatpak-builder", "--show-manifest", FLATPAK))
    assert shown["id"] == manifest["id"] == "org.hiptimer.hiptimer"
    names = [module["name"] for module in shown["modules"]]
    assert names == ["xcb-util-cursor", "python-modules", "hiptimer"]


def test_every_library_is_pinned_in_a_release_that_the_program_takes():
    from packaging.requirements import Requirement  # noqa: PLC0415 - beside a folder of that name

    sources = json.loads(MODULES.read_text(encoding="utf-8"))["sources"]
    assert all(re.fullmatch("[0-9a-f]{64}", one["sha256"]) for one in sources)
    assert all(one["url"].startswith("https://files.pythonhosted.org/") for one in sources)
    pinned = {}
    for one in sources:
        name, number = one["url"].rpartition("/")[2].split("-")[:2]
        pinned.setdefault(name.lower().replace("_", "-"), set()).add(number)
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for line in project["dependencies"]:
        needed = Requirement(line)
        (number,) = pinned[needed.name.lower()]
        assert needed.specifier.contains(number), line


def test_the_flatpak_puts_everything_where_it_is_looked_for(manifest, tmp_path):
    module = manifest["modules"][-1]
    work, app = tmp_path / "work", tmp_path / "app"
    for source in module["sources"]:
        here = (FLATPAK.parent / source["path"]).resolve()
        there = work / source.get("dest", "")
        there.mkdir(parents=True, exist_ok=True)
        if source["type"] == "dir":
            shutil.copytree(here, there, dirs_exist_ok=True)
        elif here.suffix == ".whl":
            assert here.name == f"hiptimer-{__version__}-py3-none-any.whl"
        else:
            shutil.copy(here, there)
    for command in module["build-commands"]:
        if not command.startswith("pip3 "):
            told = {"FLATPAK_DEST": str(app), "FLATPAK_ID": manifest["id"]}
            done = run("sh", "-ec", command, cwd=work, **told)
            assert done.returncode == 0, done.stderr
    share = app / "share"
    assert (share / "applications" / manifest["rename-desktop-file"]).is_file()
    for icon in ("512x512/apps/hiptimer.png", "scalable/apps/hiptimer.svg"):
        assert (share / "icons/hicolor" / icon).is_file()
    metainfo = ET.parse(share / "metainfo" / f"{manifest['id']}.metainfo.xml")  # noqa: S314 - ours
    assert metainfo.findtext("launchable") == f"{manifest['id']}.desktop"
    mime = ET.parse(share / "mime/packages" / f"{manifest['id']}.xml")  # noqa: S314
    icon = mime.find(".//{*}icon").get("name")
    assert icon.startswith(manifest["id"])
    assert (share / f"icons/hicolor/64x64/mimetypes/{icon}.png").is_file()
    assert (share / "licenses" / manifest["id"] / "LGPL-3.txt").is_file()


# AppImage


@pytest.fixture
def frozen(tmp_path):
    """A stand-in for the frozen folder: a program that says how it was called."""
    program = tmp_path / "frozen" / "hiptimer"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\nprintf "<%s>" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program.parent


def build_appimage(frozen, target, **env):
    return run("sh", PACKAGING / "appimage" / "build.sh", frozen, target, cwd=target.parent, **env)


def test_the_appdir_starts_from_wherever_it_is(frozen, tmp_path):
    done = build_appimage(frozen, tmp_path / "made", PATH="/usr/bin:/bin")
    app_dir = tmp_path / "made" / "hiptimer.AppDir"
    if shutil.which("appimagetool", path="/usr/bin:/bin") is None:
        assert done.returncode == 3
        assert "appimagetool" in done.stderr
    (tmp_path / "link").symlink_to(app_dir / "AppRun")
    for start in (app_dir / "AppRun", tmp_path / "link", app_dir / "usr/bin/hiptimer"):
        assert run(start, "a b", "ü", cwd=tmp_path).stdout == "<a b><ü>"
    assert (app_dir / ".DirIcon").resolve().is_file()
    validated("desktop-file-validate", app_dir / "hiptimer.desktop")


def test_one_file_is_made_of_it_where_the_tool_is(frozen, tmp_path):
    tool = tmp_path / "bin" / "appimagetool"
    tool.parent.mkdir()
    tool.write_text('#!/bin/sh\necho "$ARCH $VERSION $1" > "$2"\n', encoding="utf-8")
    tool.chmod(0o755)
    done = build_appimage(frozen, tmp_path / "made", PATH=f"{tool.parent}:/usr/bin:/bin")
    assert done.returncode == 0, done.stderr
    made = tmp_path / "made" / f"hiptimer-{__version__}-x86_64.AppImage"
    assert done.stdout.strip() == str(made)
    assert made.read_text(encoding="utf-8").startswith(f"x86_64 {__version__} ")


def test_a_folder_without_the_program_is_refused(tmp_path):
    assert build_appimage(tmp_path, tmp_path / "made").returncode == 2


# Windows


def sections(text):
    found, name = {}, ""
    for line in map(str.strip, text.splitlines()):
        if header := re.fullmatch(r"\[(\w+)\]", line):
            name = header[1]
            assert name not in found, f"[{name}] stands there twice"
            found[name] = []
        elif line and not line.startswith((";", "#")):
            assert name, line
            found[name].append(line)
    return found


@pytest.fixture
def iss():
    return sections(ISS.read_text(encoding="utf-8"))


def entry(line):
    """Return an entry of an Inno Setup section as its names and values."""
    parts = re.findall(r'(\w+):\s*("(?:[^"]|"")*"|[^;"]+)(?:;|$)', line)
    assert "; ".join(f"{name}: {value.strip()}" for name, value in parts) == line.rstrip(";")
    bare = {name: value.strip() for name, value in parts}
    quoted = re.compile(r'"(.*)"')
    return {
        name: found[1].replace('""', '"') if (found := quoted.fullmatch(value)) else value
        for name, value in bare.items()
    }


def test_the_installer_is_for_one_person_and_leaves_what_is_theirs(iss):
    setup = dict(line.split("=", 1) for line in iss["Setup"])
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["AppVersion"] == "{#Version}"
    assert setup["DefaultDirName"] == r"{localappdata}\Programs\hiptimer"
    assert "UninstallDelete" not in iss
    deleted = [entry(line)["Name"] for line in iss["InstallDelete"]]
    assert deleted == [r"{app}\_internal"]


def test_what_the_installer_takes_along_is_there(iss):
    setup = dict(line.split("=", 1) for line in iss["Setup"])
    named = [setup["LicenseFile"], setup["SetupIconFile"]]
    named += [entry(line)["Source"] for line in iss["Files"]]
    here = {name.removeprefix("{#Top}\\").replace("\\", "/") for name in named}
    frozen = "build/frozen/hiptimer/*"  # PyInstaller's
    assert frozen in here
    for name in here - {frozen}:
        assert list(TOP.glob(name)), name


def test_the_installer_takes_no_files_over_and_tidies_up_its_marks(iss):
    entries = [entry(line) for line in iss["Registry"]]
    assert {one["Root"] for one in entries} == {"HKCU"}
    removed = {one["Subkey"] for one in entries if "uninsdeletekey" in one.get("Flags", "")}
    for one in entries:
        own = any(one["Subkey"].startswith(key) for key in removed)
        assert own or "uninsdeletevalue" in one["Flags"], one
        assert not (one["Subkey"].endswith((".yaml", ".yml"))), "the usual program would change"
        if one["Subkey"].endswith("command"):
            assert one["ValueData"] == '"{app}\\hiptimer.exe" "%1"'


def test_windows_is_told_the_version():
    kept = []
    names = {
        name: lambda *given, name=name, **named: (name, given, named)
        for name in ("StringFileInfo", "StringTable", "VarFileInfo", "VarStruct")
    }
    names |= {
        "FixedFileInfo": SimpleNamespace,
        "VSVersionInfo": SimpleNamespace,
        "StringStruct": lambda name, text: kept.append((name, text)),
    }
    told = eval(version_resource("1.2.3"), names)  # noqa: S307 - as PyInstaller does
    assert told.ffi.filevers == told.ffi.prodvers == (1, 2, 3, 0)
    assert dict(kept)["ProductVersion"] == "1.2.3"


# The desktop's knowledge of files


def is_a_session(text):
    """Whether what the MIME type asks of a file's beginning is there."""
    mime = ET.parse(PACKAGING / "linux/hiptimer-mime.xml")  # noqa: S314 - our own file
    for match in mime.iterfind(".//{*}match"):
        asked = match.get("value").encode().decode("unicode_escape").encode("latin-1")
        first, _colon, last = match.get("offset").partition(":")
        if text[int(first) : int(last or first) + len(asked)].find(asked) >= 0:
            return True
    return False


@pytest.mark.parametrize(
    "file", sorted((TOP / "sessions").glob("*.yaml")), ids=lambda file: file.name
)
def test_a_copy_of_a_session_that_ships_is_known_by_what_it_holds(file):
    assert is_a_session(file.read_bytes())


@pytest.mark.parametrize(
    ("text", "known"),
    [
        (b"hiptimer: 1\n", True),
        (b"# Monday\r\nhiptimer: 1\r\n", True),
        (b"\xef\xbb\xbfhiptimer: 1\n", True),
        (b"hiptimer: 1.0\n", False),
        (b"needs:\n  hiptimer: 1 \n", False),
        (b"a: 1\n" * 1_000_000 + b"hiptimer: 1\n", False),
    ],
)
def test_other_files_are_left_to_others(text, known):
    assert is_a_session(text) is known


# macOS


def test_the_bundle_names_its_documents_and_asks_for_nothing():
    info = plistlib.loads((PACKAGING / "macos" / "Info.plist").read_bytes())
    (document,) = info["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == ["public.yaml"]
    assert (document["CFBundleTypeRole"], document["LSHandlerRank"]) == ("Viewer", "Alternate")
    assert [name for name in info if name.endswith("UsageDescription")] == []
    # These PyInstaller fills in from the recipe, the version among them.
    assert not {"CFBundleShortVersionString", "CFBundleIdentifier", "CFBundleIconFile"} & set(info)


def test_the_one_entitlement_is_for_another_qt():
    granted = plistlib.loads((PACKAGING / "macos" / "entitlements.plist").read_bytes())
    assert granted == {"com.apple.security.cs.disable-library-validation": True}


def test_the_icons_are_what_they_are_called():
    icons = TOP / "assets" / "icons"
    assert (icons / "hiptimer.icns").read_bytes()[:4] == b"icns"
    head = (icons / "hiptimer.ico").read_bytes()
    assert head[:4] == b"\0\0\1\0"
    assert head[4] >= 5  # pictures, for signs small and large
