"""The output of choice: Qt's sound effects, loaded beforehand and begun within a few milliseconds."""

import functools
import logging
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
    qInstallMessageHandler,
)

from hiptimer.language import gettext as _

# Qt introduces its decoder, and tells of each library that it did without, on everybody's terminal:
# of the libraries as soon as it is imported.
QLoggingCategory.setFilterRules(
    "qt.multimedia.ffmpeg.info=false\nqt.multimedia.symbolsresolver=false"
)
from PySide6.QtMultimedia import QMediaDevices, QSoundEffect  # noqa: E402

from hiptimer.sound.pulse import find_server  # noqa: E402

# Where PulseAudio or PipeWire knows no loudspeaker, they offer this one, which leads nowhere.
_DUMMY_DEVICES = (b"auto_null", b"auto_null.2")

# A sound still "playing" so long after it should have ended is going to a server that is gone. A slow
# server may keep up to 2 s of sound waiting.
_GRACE_MS = 4_000

# What Qt has handed to the server when a sound is stopped is heard at the start of the next one. So a
# sound is muted first, and stopped when only silence is on its way.
_HUSH_MS = 120


log = logging.getLogger("hiptimer")

# Remembered for good, since one that has died must not be taken for one that never was.
_find_server = functools.cache(find_server)


@dataclass(slots=True)
class _Loaded:
    effect: QSoundEffect
    watch: QTimer  # runs out when the sound should long be over
    hush: QTimer  # runs from being muted to being stopped


class QtOutput(QObject):
    """Plays WAV files through one preloaded `QSoundEffect` each."""

    def __init__(self) -> None:
        """Find the devices; sounds are made by `prepare` or when first played."""
        # Devices are only found in an application; a terminal has none of its own.
        self._application = QCoreApplication.instance() or _own_application()
        super().__init__()
        self._server = _find_server()
        self._loaded: dict[Path, _Loaded] = {}
        self._stuck = False
        self._devices = QMediaDevices(self)
        self._device = QMediaDevices.defaultAudioOutput()
        self._devices.audioOutputsChanged.connect(self._follow_device)

    @property
    def device(self) -> str:
        """Say in words where sound goes; empty if nowhere."""
        lost = self._device.isNull() or not self._server.answers
        return "" if lost else self._device.description()

    @property
    def trouble(self) -> str:
        """Say in a sentence why nothing may be heard; empty if all is well."""
        if self._device.isNull() or self._device.id().data() in _DUMMY_DEVICES:
            return _(
                "No loudspeaker or headphones were found, so sessions are shown but not heard."
            )
        if self._stuck:
            return _("The sound has stopped working, so watch the screen for the changes.")
        return ""

    def prepare(self, clips: Iterable[Path]) -> None:
        """Load these files; they are ready a moment later, as the event loop turns."""
        for clip in clips:
            self._load(clip)

    def play(self, clip: Path, volume: float) -> None:
        """Begin a file from its start."""
        loaded = self._load(clip)
        if loaded is not None and loaded.effect.status() == QSoundEffect.Status.Error:
            # An effect that has failed once never plays again.
            self._unload(clip)
            loaded = self._load(clip)
        if loaded is None:
            return
        loaded.hush.stop()
        loaded.effect.setVolume(min(max(volume, 0.0), 1.0))
        loaded.effect.play()
        loaded.watch.start()

    def stop(self) -> None:
        """Cut off everything that is sounding."""
        for loaded in self._loaded.values():
            loaded.watch.stop()
            if loaded.effect.isPlaying():
                loaded.effect.setVolume(0.0)
                loaded.hush.start()

    def tend(self) -> None:
        """Let Qt do what is due."""
        self._application.processEvents()

    def close(self) -> None:
        """Stop, and let go of the device."""
        self._devices.audioOutputsChanged.disconnect(self._follow_device)
        self._unload_all()

    def _load(self, clip: Path) -> _Loaded | None:
        if clip not in self._loaded:
            if not self._server.answers:
                self._stuck = True
                return None
            effect = QSoundEffect(self)
            effect.setSource(QUrl.fromLocalFile(clip))
            watch = self._timer(_length_ms(clip) + _GRACE_MS, self._check_for_stuck)
            hush = self._timer(_HUSH_MS, effect.stop)
            self._loaded[clip] = _Loaded(effect, watch, hush)
        return self._loaded[clip]

    def _timer(self, interval_ms: int, when_over: Callable[[], None]) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=interval_ms)
        timer.timeout.connect(when_over)
        return timer

    def _unload(self, clip: Path) -> None:
        loaded = self._loaded.pop(clip)
        for timer in (loaded.watch, loaded.hush):
            timer.stop()
            timer.deleteLater()
        # At once: while any effect is left, all share the one way to the server, working or not.
        shiboken6.delete(loaded.effect)

    def _unload_all(self) -> None:
        for clip in list(self._loaded):
            self._unload(clip)

    def _follow_device(self) -> None:
        """Begin afresh on the device that is now the usual one; not every change is survived."""
        device = QMediaDevices.defaultAudioOutput()
        if device.id() != self._device.id():
            self._device = device
            self._start_afresh()

    def _check_for_stuck(self) -> None:
        """See whether a sound that is long over still claims to be playing: nobody hears it."""
        self._stuck = any(
            loaded.effect.isPlaying() and not loaded.watch.isActive()
            for loaded in self._loaded.values()
        )

    def _start_afresh(self) -> None:
        if self._server.answers:
            clips = list(self._loaded)
            self._unload_all()
            self.prepare(clips)


def _own_application() -> QCoreApplication:
    """Return an application whose chatter, of locales and lost servers, stays off the terminal."""
    qInstallMessageHandler(_qt_says)
    return QCoreApplication([])


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
