"""The output of choice: Qt's sound effects, loaded beforehand and begun within a few milliseconds."""

import sys
import wave
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import shiboken6
from PySide6.QtCore import (
    QCoreApplication,
    QLoggingCategory,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)

from hiptimer.log import log
from hiptimer.sound.output import nothing_found, stopped_working

# Qt introduces its decoder, and tells of each library that it did without, on everybody's terminal:
# of the libraries as soon as it is imported.
QLoggingCategory.setFilterRules(
    "qt.multimedia.ffmpeg.info=false\nqt.multimedia.symbolsresolver=false"
)
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect  # noqa: E402

# Where PulseAudio or PipeWire knows no loudspeaker, they offer this one, which leads nowhere.
_DUMMY_DEVICES = (b"auto_null", b"auto_null.2")

# A sound still "playing" so long after it should have ended is going to a server that is gone. A slow
# server may keep up to 2 s of sound waiting.
_GRACE_MS = 4_000

# What Qt has handed to the server when a sound is stopped is heard at the start of the next one. So a
# sound is muted first, and stopped when only silence is on its way.
_HUSH_MS = 120
# An effect that is played a second time begins 13 to 170 ms late (Qt 6.9.3): what was left in its stream
# goes first. So each is played once; this long after its end the server has had all of it.
_RENEW_MS = 60


@dataclass(slots=True)
class _Loaded:
    effect: QSoundEffect
    watch: QTimer  # runs out when the sound should long be over
    hush: QTimer  # runs from being muted to being stopped
    renew: QTimer  # runs from the end of a sound to its being loaded anew


class QtOutput(QObject):
    """Plays WAV files through one preloaded `QSoundEffect` each.

    A server of sound that dies is not noticed, and may take the program along (see `pulse`).
    """

    changed = Signal()
    """Where sound goes, or could go, or what is wrong with it, is no longer what it was."""

    def __init__(self, device: str = "") -> None:
        """Find the devices; sounds are made by `prepare` or when first played.

        `device` is one of `devices`, used whenever it is there; empty for the usual one.
        """
        # Devices are only found in an application; a terminal has none of its own.
        self._application = QCoreApplication.instance() or own_application()
        super().__init__()
        self._loaded: dict[Path, _Loaded] = {}
        self._stuck = False
        self._wanted = device
        self._devices = QMediaDevices(self)
        self._device = self._find_device()
        self._devices.audioOutputsChanged.connect(self._follow_device)

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere."""
        return "" if self._leads_nowhere else self._device.description()

    @property
    def device_id(self) -> str:
        """Return which of `devices` is in use."""
        return _id(self._device)

    def devices(self) -> list[tuple[str, str]]:
        """Return the id and the words of each device."""
        there = [one for one in QMediaDevices.audioOutputs() if not _is_dummy(one)]
        return [(_id(one), one.description()) for one in there]

    @property
    def trouble(self) -> str:
        """Say in a sentence why nothing may be heard; empty if all is well."""
        if self._leads_nowhere:
            return nothing_found()
        return stopped_working() if self._stuck else ""

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files; they are ready a moment later, as the event loop turns."""
        for clip in clips:
            self._load(clip)

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start."""
        loaded = self._load(clip)
        if loaded.effect.status() == QSoundEffect.Status.Error:
            # An effect that has failed once never plays again.
            self._unload(clip)
            loaded = self._load(clip)
        loaded.hush.stop()
        loaded.effect.setVolume(min(max(volume, 0.0), 1.0))
        loaded.effect.play()
        loaded.watch.start()

    def stop(self, clip: Path | None = None) -> None:
        """Cut off one file, or everything that is sounding."""
        for path, loaded in self._loaded.items():
            if clip not in (None, path):
                continue
            loaded.watch.stop()
            if loaded.effect.isPlaying():
                loaded.effect.setVolume(0.0)
                loaded.hush.start()

    def let_go(self, clips: Iterable[Path]) -> None:
        """Forget files that were loaded; one that is sounding falls silent."""
        for clip in clips:
            if clip in self._loaded:
                self._unload(clip)

    def tend(self) -> None:
        """Let Qt do what is due."""
        self._application.processEvents()

    def close(self) -> None:
        """Stop, and let go of the device."""
        self._devices.audioOutputsChanged.disconnect(self._follow_device)
        self._unload_all()

    @property
    def _leads_nowhere(self) -> bool:
        return self._device.isNull() or _is_dummy(self._device)

    def _find_device(self) -> QAudioDevice:
        there = (one for one in QMediaDevices.audioOutputs() if _id(one) == self._wanted)
        return next(there, QMediaDevices.defaultAudioOutput())

    def _load(self, clip: Path) -> _Loaded:
        if clip not in self._loaded:
            effect = QSoundEffect(self._device, self)
            effect.setSource(QUrl.fromLocalFile(clip))
            watch = self._timer(_length_ms(clip) + _GRACE_MS, self._check_for_stuck)
            hush = self._timer(_HUSH_MS, effect.stop)
            renew = self._timer(_RENEW_MS, lambda: self._renew(clip))
            effect.playingChanged.connect(lambda: None if effect.isPlaying() else renew.start())
            self._loaded[clip] = _Loaded(effect, watch, hush, renew)
        return self._loaded[clip]

    def _timer(self, interval_ms: int, when_over: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(when_over)
        return timer

    def _unload(self, clip: Path) -> None:
        loaded = self._loaded.pop(clip)
        for timer in (loaded.watch, loaded.hush, loaded.renew):
            timer.stop()
            timer.deleteLater()
        # What stops with its end must not be told of to anybody who would ask the effect itself.
        loaded.effect.playingChanged.disconnect()
        # At once: while any effect is left, all share the one way to the server, working or not.
        shiboken6.delete(loaded.effect)

    def _renew(self, clip: Path) -> None:
        """Load a sound anew that has been heard, so that it begins as promptly the next time."""
        if not self._loaded[clip].effect.isPlaying():
            self._unload(clip)
            self._load(clip)

    def _unload_all(self) -> None:
        for clip in list(self._loaded):
            self._unload(clip)

    def _follow_device(self) -> None:
        """Begin afresh on the device that is now the right one; not every change is survived."""
        device = self._find_device()
        if device.id() != self._device.id():
            self._device = device
            clips = list(self._loaded)
            self._unload_all()
            self.prepare(clips)
        self.changed.emit()

    def _check_for_stuck(self) -> None:
        """See whether a sound that is long over still claims to be playing: nobody hears it."""
        self._stuck = any(
            loaded.effect.isPlaying() and not loaded.watch.isActive()
            for loaded in self._loaded.values()
        )
        self.changed.emit()


def own_application() -> QCoreApplication:
    """Return an application whose chatter, of locales and lost servers, stays off the terminal."""
    qInstallMessageHandler(_qt_says)
    return QCoreApplication([])


def _id(device: QAudioDevice) -> str:
    return bytes(device.id().data()).decode(errors="replace")


def _is_dummy(device: QAudioDevice) -> bool:
    return device.id().data() in _DUMMY_DEVICES


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    log.debug("Qt: %s", message)
    if kind is QtMsgType.QtFatalMsg:
        sys.stderr.write(message + "\n")  # the program ends here, and this is why


def _length_ms(clip: Path) -> int:
    try:
        with wave.open(str(clip), "rb") as sound:
            frames, rate_hz = sound.getnframes(), sound.getframerate()
    except (OSError, EOFError, wave.Error):
        # Qt will find the same fault, and the sound is silent; that must not end a session.
        return 0
    return round(1000 * frames / rate_hz)
