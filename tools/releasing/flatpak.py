"""The Python packages of the Flatpak: where each is to be had, and its checksum, asked of the index.

    python tools/releasing/flatpak.py

writes packaging/flatpak/python-modules.json anew, with the versions that are installed where it runs: those
that hiptimer has been tested with. It needs the network; nothing is installed.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, Final

from packaging.requirements import Requirement

FILE: Final = Path("packaging/flatpak/python-modules.json")
PYTHON: Final = "3.13"
"""What the runtime that the manifest names has."""
MACHINES: Final = {
    "x86_64": ("manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"),
    "aarch64": ("manylinux_2_39_aarch64", "manylinux_2_28_aarch64", "manylinux2014_aarch64"),
}


def needed(lines: list[str]) -> dict[str, str]:
    """Return what these requirements ask for, and what that needs, each with its installed version."""
    found: dict[str, str] = {}
    asked_for = list(lines)
    while asked_for:
        one = Requirement(asked_for.pop())
        there = {"python_version": PYTHON, "sys_platform": "linux", "extra": ""}
        if one.name not in found and (one.marker is None or one.marker.evaluate(there)):
            found[one.name] = version(one.name)
            asked_for += distribution(one.name).requires or ()
    return found


def sources(packages: dict[str, str]) -> list[dict[str, Any]]:
    """Return where each package's wheel is and its checksum, for each machine that needs its own."""
    wheels: dict[str, tuple[str, list[str]]] = {}
    for machine in MACHINES:
        for url, sha256 in _asked(packages, machine):
            wheels.setdefault(url, (sha256, []))[1].append(machine)
    return [
        {"type": "file", "url": url, "sha256": sha256}
        | ({} if len(machines) == len(MACHINES) else {"only-arches": machines})
        for url, (sha256, machines) in sorted(wheels.items(), key=lambda one: one[0].split("/")[-1])
    ]


def _asked(packages: dict[str, str], machine: str) -> list[tuple[str, str]]:
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps"]
        command += ["--ignore-installed", "--only-binary", ":all:", "--python-version", PYTHON]
        command += [word for tag in MACHINES[machine] for word in ("--platform", tag)]
        command += ["--target", f"{folder}/nowhere", "--report", str(report)]
        command += [f"{name}=={number}" for name, number in packages.items()]
        subprocess.run(command, check=True)  # noqa: S603 - pip, with names of our own
        told = json.loads(report.read_text(encoding="utf-8"))
    infos = [one["download_info"] for one in told["install"]]
    return [(info["url"], info["archive_info"]["hashes"]["sha256"]) for info in infos]


def main() -> int:
    """Write the file."""
    top = Path(__file__).parents[2]
    project = tomllib.loads((top / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module = {
        "name": "python-modules",
        "buildsystem": "simple",
        "build-commands": [
            'pip3 install --no-index --no-deps --no-compile --prefix="${FLATPAK_DEST}" ./*.whl'
        ],
        "sources": sources(needed(project["dependencies"])),
    }
    file = top / FILE
    file.write_text(json.dumps(module, indent=2) + "\n", encoding="utf-8")
    print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
