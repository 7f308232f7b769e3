"""The one version number, and everything that has to agree with it before anything is built."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

PROGRAM: Final = Path("src/hiptimer/__init__.py")
CHANGELOG: Final = Path("CHANGELOG.md")
METAINFO: Final = Path("packaging/linux/org.hiptimer.hiptimer.metainfo.xml")

_HEADING: Final = re.compile(r"^## \[(\d[^\]]*)\](?: - (\S+))?\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Release:
    """A version with the day on which it came out, as "2026-11-23"."""

    version: str
    day: str

    @property
    def when(self) -> datetime:
        """The beginning of that day, by which everything that is built is dated."""
        return datetime.fromisoformat(self.day).replace(tzinfo=UTC)


class DisagreementError(Exception):
    """The places that name a version do not agree; the text has a sentence for each of them."""


def agreed(top: Path) -> Release:
    """Return what program, changelog and metainfo agree on; DisagreementError if they do not."""
    version = own_version(top)
    listed = _in_changelog(top)
    published = _in_metainfo(top)
    wrong = []
    if listed is None:
        wrong.append(
            f"{CHANGELOG}: no release has a heading there. "
            f"Give what is new one of its own: ## [{version}] - YYYY-MM-DD"
        )
    elif listed.version != version:
        wrong.append(
            f"{CHANGELOG}: the newest release there is {listed.version}, the program says {version}. "
            f"Give what is new a heading of its own: ## [{version}] - YYYY-MM-DD"
        )
    elif not _is_day(listed.day):
        wrong.append(
            f"{CHANGELOG}: the heading of {version} does not say on which day it came out. "
            f"Write it as ## [{version}] - YYYY-MM-DD"
        )
    if published is None:
        wrong.append(f"{METAINFO}: no release is listed there, the program says {version}.")
    elif published.version != version:
        wrong.append(
            f"{METAINFO}: the first release there is {published.version}, the program says {version}."
        )
    elif not _is_day(published.day):
        wrong.append(f"{METAINFO}: the release {version} has no date of the form YYYY-MM-DD.")
    elif listed is not None and not wrong and published.day != listed.day:
        wrong.append(
            f"{METAINFO}: {version} came out on {published.day} there, "
            f"and on {listed.day} in {CHANGELOG}."
        )
    if listed is None or wrong:
        raise DisagreementError("\n".join(wrong))
    return listed


def own_version(top: Path) -> str:
    """Return the version that the program tells."""
    found = re.search(r'^__version__ = "([^"]+)"$', _read(top, PROGRAM), re.MULTILINE)
    if found is None:
        raise DisagreementError(f"{PROGRAM}: it names no version.")
    return found[1]


def _in_changelog(top: Path) -> Release | None:
    found = _HEADING.search(_read(top, CHANGELOG))
    return None if found is None else Release(found[1], found[2] or "")


def _in_metainfo(top: Path) -> Release | None:
    try:
        root = ET.fromstring(_read(top, METAINFO))  # noqa: S314 - our own file
    except ET.ParseError as error:
        raise DisagreementError(f"{METAINFO}: it cannot be read as XML: {error}.") from error
    release = root.find("releases/release")
    return None if release is None else Release(release.get("version", ""), release.get("date", ""))


def _read(top: Path, name: Path) -> str:
    try:
        return (top / name).read_text(encoding="utf-8")
    except OSError as error:
        raise DisagreementError(f"{name}: it cannot be read: {error.strerror}.") from error


def _is_day(text: str) -> bool:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text) is None:
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
