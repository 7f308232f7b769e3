"""Records in stereo what reaches a sound server, and knows when each sample did."""

import subprocess
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
"""A row for each of the two channels."""

RATE_HZ = 48_000
_FRAME_BYTES = 4
_CHUNK = 4096
_PIECE_S = 10.0  # the server's clock is compared with ours once in each
_PATIENCE_S = 20.0


@dataclass(frozen=True)
class Heard:
    """A recording: its samples, and what must be added to their time to have it on `time.monotonic`."""

    frames: npt.NDArray[np.int16]
    piece_ends_s: npt.NDArray[np.float64]
    offsets_s: npt.NDArray[np.float64]

    def index(self, moment: float) -> int:
        """Return which sample was heard at a moment of `time.monotonic`."""
        seconds = moment - float(self.offsets_s[0])
        for _ in range(2):  # the offset hardly changes, so its own time need not be exact
            seconds = moment - self._offset(seconds)
        return round(seconds * RATE_HZ)

    def moment(self, index: float) -> float:
        """Return when a sample was heard."""
        return index / RATE_HZ + self._offset(index / RATE_HZ)

    def part(self, start: int, stop: int) -> Samples:
        """Return samples from -1 to 1; silence where nothing was recorded."""
        samples = np.zeros((2, stop - start), dtype=np.float32)
        inside = slice(max(start, 0), max(min(stop, len(self.frames)), 0))
        if inside.stop > inside.start:
            taken = self.frames[inside].T.astype(np.float32) / 32768
            samples[:, inside.start - start : inside.stop - start] = taken
        return samples

    @property
    def drift_ms(self) -> float:
        """Return how far the two clocks went apart."""
        return float(np.ptp(self.offsets_s)) * 1000

    def _offset(self, seconds: float) -> float:
        return float(np.interp(seconds, self.piece_ends_s, self.offsets_s))


class Recorder:
    """Records the monitor of a sink for as long as a `with` block lasts."""

    def __init__(self, environment: Mapping[str, str], path: Path, sink: str = "null") -> None:
        """Take the environment that leads to the sound server, and the file to record into."""
        self._environment = environment
        self._path = path
        self._sink = sink
        self._reads: list[tuple[int, float]] = []
        self._thread = threading.Thread(target=self._read, name="recorder", daemon=True)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin, and return when the first samples have come."""
        self._process = subprocess.Popen(  # noqa: S603 - no shell reads the words
            [
                *("parec", "-d", f"{self._sink}.monitor", f"--rate={RATE_HZ}"),
                *("--format=s16le", "--channels=2", "--latency-msec=5"),
            ],
            env=self._environment,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        self._thread.start()
        latest_at = time.monotonic() + _PATIENCE_S
        while not self._reads and time.monotonic() < latest_at:
            time.sleep(0.01)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(_PATIENCE_S)
        self._thread.join(_PATIENCE_S)
        if self._process is not None and self._process.stdout is not None:
            self._process.stdout.close()

    def heard(self) -> Heard:
        """Return what was recorded; call it after the block."""
        frames = np.memmap(self._path, dtype="<i2", mode="r")
        whole = frames[: len(frames) // 2 * 2].reshape(-1, 2)
        return Heard(whole, *_lower_envelope(self._reads))

    def _read(self) -> None:
        if self._process is None or self._process.stdout is None:
            return
        size = 0
        with self._path.open("wb") as raw:
            while chunk := self._process.stdout.read(_CHUNK):
                size += len(chunk)
                self._reads.append((size // _FRAME_BYTES, time.monotonic()))
                raw.write(chunk)


def _lower_envelope(
    reads: list[tuple[int, float]],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return how late samples were read that were read the soonest, for each piece of the recording.

    A sample can be read later than it was heard, never sooner: the soonest tell the truth.
    """
    table = np.array(reads, dtype=np.float64)
    ends_s, late_s = table[:, 0] / RATE_HZ, table[:, 1] - table[:, 0] / RATE_HZ
    pieces = (ends_s // _PIECE_S).astype(int)
    soonest = [
        int(np.flatnonzero(pieces == one)[np.argmin(late_s[pieces == one])])
        for one in np.unique(pieces)
    ]
    return ends_s[soonest], late_s[soonest]
