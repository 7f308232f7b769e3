"""The Debian package: the frozen folder in /usr/lib/hiptimer, and what makes a desktop know it."""

import gzip
import os
import platform
import shutil
from email.utils import format_datetime
from pathlib import Path
from typing import Final

from tools.releasing.frozen import NOTICES, run
from tools.releasing.libraries import depends
from tools.releasing.papers import write_papers
from tools.releasing.versions import METAINFO, Release

# A sound server, a good letter, and what makes known to menus and file windows that hiptimer is there.
RECOMMENDS: Final = (
    "pulseaudio | pipewire-pulse",
    "fonts-inter | fonts-dejavu-core",
    "desktop-file-utils",
    "hicolor-icon-theme",
    "shared-mime-info",
)
# For sentences that nobody recorded.
SUGGESTS: Final = ("espeak-ng | flite",)
_MAINTAINER: Final = "The hiptimer authors <hiptimer@localhost.localdomain>"
_COMMON_LICENCES: Final = """\
On Debian systems the texts of the GNU Lesser General Public License 3, of the GNU General Public
License 2 and 3 and of the Apache License 2.0 are also in /usr/share/common-licenses/LGPL-3, GPL-2,
GPL-3 and Apache-2.0.
"""
_FOLDER: Final = 0o755
_FILE: Final = 0o644
_DESCRIPTION: Final = """\
guided-workout timer
 hiptimer leads a person through a session of holds, breaths and reps with
 countdowns, a drawn figure, a voice and tones, so that it can be followed from
 the mat with closed eyes. Both sides get their full time. A session is a small
 text file that a physiotherapist or a patient can write, and what was done is
 kept on the person's own computer.
 .
 Python, Qt and a voice are inside. There is no account, no server, no
 telemetry."""


def package(top: Path, frozen: Path, work: Path, release: Release, target: Path) -> Path:
    """Make the package from the frozen folder and return its file in the folder `target`."""
    root = work / "debian"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(frozen, root / "usr/lib/hiptimer", symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / "usr/bin/hiptimer").symlink_to("../lib/hiptimer/hiptimer")
    _desktop(top, root)
    _papers(top, work, root, release)
    _control(root, release)
    _permit(root)
    file = target / f"hiptimer_{release.version}_{architecture()}.deb"
    # Dated by the release, not by the clock: the same program makes the same package.
    dated = release.when.timestamp()
    for path in root.rglob("*"):
        os.utime(path, (dated, dated), follow_symlinks=False)
    run("dpkg-deb", "--root-owner-group", "-Zxz", "--build", root, file, cwd=work)
    return file


def architecture() -> str:
    """Return Debian's word for the processors that the folder was built for."""
    machine = platform.machine().lower()
    return {"x86_64": "amd64", "aarch64": "arm64"}.get(machine, machine)


def _desktop(top: Path, root: Path) -> None:
    linux, icons = top / "packaging/linux", top / "assets/icons"
    share = root / "usr/share"
    _put(linux / "hiptimer.desktop", share / "applications/hiptimer.desktop")
    _put(linux / "hiptimer-mime.xml", share / "mime/packages/hiptimer.xml")
    _put(top / METAINFO, share / "metainfo" / METAINFO.name)
    hicolor = share / "icons/hicolor"
    _put(icons / "hiptimer.svg", hicolor / "scalable/apps/hiptimer.svg")
    for kind, name in (("apps", "hiptimer"), ("mimetypes", "application-x-hiptimer-session")):
        for icon in icons.glob(f"{name}-*.png"):
            size = icon.stem.rpartition("-")[2]
            _put(icon, hicolor / f"{size}x{size}" / kind / f"{name}.png")


def _papers(top: Path, work: Path, root: Path, release: Release) -> None:
    papers = work / "papers"
    write_papers(papers, release.day)
    share = root / "usr/share"
    _put(papers / "hiptimer.1.gz", share / "man/man1/hiptimer.1.gz")
    _put(papers / "hiptimer.bash", share / "bash-completion/completions/hiptimer")
    _put(papers / "_hiptimer", share / "zsh/vendor-completions/_hiptimer")
    doc = share / "doc/hiptimer"
    doc.mkdir(parents=True)
    # Debian wants licence and notices in one file of this name; the folder has them too.
    said = [(top / name).read_text(encoding="utf-8") for name in ("LICENSE", NOTICES)]
    (doc / "copyright").write_text("\n\n".join([*said, _COMMON_LICENCES]), encoding="utf-8")
    (doc / "CHANGELOG.md.gz").write_bytes(_gzipped((top / "CHANGELOG.md").read_text("utf-8")))
    dated = f" -- {_MAINTAINER}  {format_datetime(release.when)}\n"
    entry = (
        f"hiptimer ({release.version}) stable; urgency=low\n\n  * See CHANGELOG.md.gz.\n\n{dated}"
    )
    (doc / "changelog.gz").write_bytes(_gzipped(entry))


def _gzipped(text: str) -> bytes:
    # Without a time in it, the same words make the same file.
    return gzip.compress(text.encode(), mtime=0)


def _control(root: Path, release: Release) -> None:
    files = [file for file in root.rglob("*") if file.is_file() and not file.is_symlink()]
    size_kb = sum(file.stat().st_size for file in files) // 1024
    control = root / "DEBIAN/control"
    control.parent.mkdir()
    control.write_text(
        "Package: hiptimer\n"
        f"Version: {release.version}\n"
        f"Architecture: {architecture()}\n"
        f"Maintainer: {_MAINTAINER}\n"
        f"Installed-Size: {size_kb}\n"
        f"Depends: {', '.join(depends())}\n"
        f"Recommends: {', '.join(RECOMMENDS)}\n"
        f"Suggests: {', '.join(SUGGESTS)}\n"
        "Section: misc\n"
        "Priority: optional\n"
        f"Description: {_DESCRIPTION}\n",
        encoding="utf-8",
    )


def _put(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def _permit(root: Path) -> None:
    """Give folders and files the rights that Debian wants, whatever this machine's usual ones are."""
    for path in (root, *root.rglob("*")):
        if path.is_symlink():
            continue
        may_run = path.is_dir() or (path.name == "hiptimer" and path.parent.name == "hiptimer")
        path.chmod(_FOLDER if may_run else _FILE)
