"""Write the tones into assets/sounds/, or with --check tell whether those there are as they would be."""

import argparse
import io
import sys
import wave
from array import array
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "src"))

from hiptimer.sound.clips import shipped_clips  # noqa: E402

SOUNDS = CHECKOUT / "assets" / "sounds"

# The sine of one C library may differ from another's in its last bit, and so a sample by one step.
TOLERANCE = 1


def differs(left: bytes, right: bytes) -> bool:
    """Tell whether two WAV files would be heard, or measured, as different sounds."""
    try:
        with wave.open(io.BytesIO(left)) as one, wave.open(io.BytesIO(right)) as other:
            if one.getparams() != other.getparams():
                return True
            pairs = zip(
                array("h", one.readframes(one.getnframes())),
                array("h", other.readframes(other.getnframes())),
                strict=True,
            )
            return any(abs(a - b) > TOLERANCE for a, b in pairs)
    except (EOFError, ValueError, wave.Error):
        return True


def check(folder: Path) -> list[str]:
    """List in words each file that is missing, different or not ours."""
    wanted = shipped_clips()
    there = {path.name: path for path in folder.glob("*.wav")}
    missing = [f"{name} is missing" for name in sorted(wanted.keys() - there.keys())]
    extra = [f"{name} is not made by any recipe" for name in sorted(there.keys() - wanted.keys())]
    changed = [
        f"{name} differs from its recipe"
        for name in sorted(wanted.keys() & there.keys())
        if differs(there[name].read_bytes(), wanted[name])
    ]
    return missing + extra + changed


def write(folder: Path) -> None:
    """Write every file anew, and remove those that no recipe makes."""
    wanted = shipped_clips()
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.glob("*.wav"):
        if path.name not in wanted:
            path.unlink()
    for name, content in wanted.items():
        (folder / name).write_bytes(content)


def main() -> int:
    """Run the command; 1 means that a check found a difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, compare")
    parser.add_argument("--folder", type=Path, default=SOUNDS, help="instead of assets/sounds")
    wishes = parser.parse_args()
    if not wishes.check:
        write(wishes.folder)
        return 0
    faults = check(wishes.folder)
    print("\n".join(faults) or "All sounds are as their recipes make them.")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
