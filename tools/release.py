"""Build what people install: the wheel, the frozen folder, the Debian package, with their checksums.

    tools/release.py check             do version, changelog and metainfo agree?
    tools/release.py build [PART ...]  into dist/; PART is wheel, frozen or deb, all three without one

Nothing is built unless they agree. Whatever cannot be built on this system is said and left out.
"""

import argparse
import hashlib
import platform
import shutil
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Final

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from tools.releasing.frozen import BuildError, freeze, run  # noqa: E402
from tools.releasing.versions import DisagreementError, Release, agreed  # noqa: E402

DIST: Final = CHECKOUT / "dist"
PARTS: Final = ("wheel", "frozen", "deb")
SUMS: Final = "SHA256SUMS"


def main() -> int:
    """Check, and build what was asked for."""
    parser = argparse.ArgumentParser(description="build what people install")
    parser.add_argument("do", choices=("check", "build"))
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    given = parser.parse_args()
    unknown = [part for part in given.parts if part not in PARTS]
    if unknown:
        parser.error(f"there is no part called {unknown[0]}: {', '.join(PARTS)}")
    try:
        release = agreed(CHECKOUT)
        print(f"hiptimer {release.version}, {release.day}")
        if given.do == "build":
            build(release, given.parts or PARTS)
    except (DisagreementError, BuildError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build(release: Release, parts: list[str] | tuple[str, ...]) -> None:
    """Build the parts into dist/ and write the checksums of all that lies there."""
    DIST.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="hiptimer-release-") as made:
        work = Path(made)
        if "wheel" in parts:
            # What builds it is in the environment already (pyproject.toml, group release).
            build_it = (sys.executable, "-m", "build", "--no-isolation")
            run(*build_it, "--outdir", DIST, CHECKOUT, cwd=work)
        if {"frozen", "deb"} & set(parts):
            frozen = freeze(CHECKOUT, work)
            if "frozen" in parts:
                _pack(frozen, release)
            if "deb" in parts and _can_make_deb():
                from tools.releasing.debian import package  # noqa: PLC0415 - needs more tools

                package(CHECKOUT, frozen, work, release, DIST)
    made_now = sorted(DIST.glob(f"hiptimer[-_]{release.version}[-_.]*"))
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in made_now]
    (DIST / SUMS).write_text("".join(lines), encoding="utf-8")
    for file in made_now:
        print(f"{file.stat().st_size / 1e6:8.1f} MB  {file.relative_to(CHECKOUT)}")


def _pack(frozen: Path, release: Release) -> None:
    name = f"hiptimer-{release.version}-{sys.platform}-{platform.machine().lower()}"

    def plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        # Dated by the release and owned by nobody here: the same program makes the same file.
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = int(release.when.timestamp())
        return entry

    with tarfile.open(DIST / f"{name}.tar.xz", "w:xz") as tar:
        tar.add(frozen, name, filter=plain)


def _can_make_deb() -> bool:
    if shutil.which("dpkg-deb") is None:
        print("no dpkg-deb here, so no Debian package", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
