"""Make the clips in assets/voice/ with flite, or with --check tell whether all that are wanted are there.

Only what is new or would be said differently is rendered; with --all, everything.
"""

import argparse
import hashlib
import re
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(CHECKOUT), str(CHECKOUT / "src")]

from hiptimer.sound.voice.adpcm import encode  # noqa: E402
from hiptimer.sound.voice.programs import FLITE_STRETCH, FLITE_VOICE, Flite  # noqa: E402
from hiptimer.sound.voice.sentences import key  # noqa: E402
from hiptimer.sound.voice.shipped import INDEX, Entry, read_index  # noqa: E402
from tools.voice_sentences import all_sentences  # noqa: E402

VOICE = CHECKOUT / "assets" / "voice"

RECIPE = 1  # raised when clips are to be made anew though neither words nor voice have changed

# What flite misreads, what it is given instead, and why. Found by listening to its phonemes:
# flite -voice rms -ps -t "backbend" none
PRONOUNCED = (
    (r"backbend", "back bend", "is read as if it were spelt backbind"),
    (r"forearms", "fore arms", "is read as frarms"),
    (r"reclined", "reclyned", "is read as recklend"),
    (r"eyes close\b", "eyes cloze", "is read as the near close, not the shut one"),
    (r"90/90", "ninety ninety", "has its stroke read out as slash"),
    (r"\bS-(\d)(\d)(\d)\b", r"S \1 \2 \3", "is read as S one hundred one"),
    (r"\bRFE\b", "rear foot elevated", "is three letters to a person who does not know them"),
)

LONGEST_NAME = 60
HEADER = f"""\
# Made by `make voice`; not for editing by hand. Voice: flite, cmu_us_{FLITE_VOICE}.
# file, length in milliseconds, mark of the words and settings it was made with, sentence
"""


def pronounced(sentence: str) -> str:
    """Return the sentence as it is given to flite, so that it comes out as it is meant."""
    for pattern, instead, _why in PRONOUNCED:
        sentence = re.sub(pattern, instead, sentence, flags=re.IGNORECASE)
    return sentence


def made_of(sentence: str) -> str:
    """Return a mark that changes whenever the clip would."""
    recipe = f"{RECIPE} {FLITE_VOICE} {FLITE_STRETCH} {pronounced(sentence)}"
    return hashlib.sha256(recipe.encode()).hexdigest()[:10]


def file_name(sentence: str) -> str:
    """Return a name that tells what is in the file, and is no other sentence's."""
    words = re.sub(r"[^a-z0-9]+", "-", key(sentence)).strip("-")
    if len(words) <= LONGEST_NAME and re.fullmatch(r"[a-z0-9 ,:.'-]+", key(sentence)):
        return f"{words}.wav"
    mark = hashlib.sha256(key(sentence).encode()).hexdigest()[:6]
    return f"{words[:LONGEST_NAME].rstrip('-')}-{mark}.wav"


def rendered(sentence: str) -> tuple[bytes, int]:
    """Return the file of a sentence and its length in milliseconds; the same each time."""
    recording = Flite().render(pronounced(sentence), FLITE_VOICE)
    if recording is None:
        raise SystemExit(f"flite made nothing of: {sentence}")
    return encode(recording.samples, recording.rate_hz), round(1000 * recording.length_s)


def faults(folder: Path) -> list[str]:
    """List in words what is missing, out of date, or no longer said."""
    wanted = {key(sentence): sentence for sentence in all_sentences()}
    there = {key(entry.sentence): entry for entry in read_index(folder)}
    files = {path.name for path in folder.glob("*.wav")}
    said = [f"new: {wanted[one]}" for one in sorted(wanted.keys() - there.keys())]
    said += [f"gone: {there[one].sentence}" for one in sorted(there.keys() - wanted.keys())]
    for one in sorted(wanted.keys() & there.keys()):
        entry = there[one]
        if entry.made_of != made_of(wanted[one]) or entry.sentence != wanted[one]:
            said.append(f"changed: {wanted[one]}")
        elif entry.file not in files:
            said.append(f"without its file: {wanted[one]}")
    listed = {entry.file for entry in there.values()}
    return said + [f"not in the list: {name}" for name in sorted(files - listed)]


def write(folder: Path, *, anew: bool) -> None:
    """Bring the folder up to date, saying what is new and what is gone."""
    folder.mkdir(parents=True, exist_ok=True)
    there = {entry.sentence: entry for entry in read_index(folder)}
    entries: dict[str, Entry] = {}
    for sentence in all_sentences():
        name, mark = file_name(sentence), made_of(sentence)
        if name in entries:
            raise SystemExit(f"{sentence} and {entries[name].sentence} would share {name}")
        known = there.get(sentence)
        fresh = not known or known.made_of != mark or not (folder / name).is_file()
        if known is None or fresh or anew:
            print(f"new: {sentence}" if known is None else f"anew: {sentence}")
            content, length_ms = rendered(sentence)
            (folder / name).write_bytes(content)
            entries[name] = Entry(name, length_ms, mark, sentence)
        else:
            entries[name] = known
    for path in sorted(folder.glob("*.wav")):
        if path.name not in entries:
            print(f"gone: {path.name}")
            path.unlink()
    write_index(folder, list(entries.values()))
    size = sum(path.stat().st_size for path in folder.iterdir())
    print(f"{len(entries)} sentences, {size / 1e6:.1f} MB")


def write_index(folder: Path, entries: list[Entry]) -> None:
    """Write the list of sentences and their files."""
    lines = (
        f"{one.file}\t{one.length_ms}\t{one.made_of}\t{one.sentence}\n"
        for one in sorted(entries, key=lambda one: one.file)
    )
    (folder / INDEX).write_text(HEADER + "".join(lines), encoding="utf-8", newline="\n")


def main() -> int:
    """Run the command; 1 means that a check found something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; needs no flite")
    parser.add_argument("--all", action="store_true", help="render every sentence anew")
    parser.add_argument("--folder", type=Path, default=VOICE, help="instead of assets/voice")
    wishes = parser.parse_args()
    if wishes.check:
        found = faults(wishes.folder)
        print("\n".join(found) or "Every sentence has its clip.")
        return 1 if found else 0
    if not Flite().is_here():
        print("flite is not installed. On Debian and Ubuntu: sudo apt-get install flite")
        return 1
    write(wishes.folder, anew=wishes.all)
    return 0


if __name__ == "__main__":
    sys.exit(main())
