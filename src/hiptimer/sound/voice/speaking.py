"""The voice that the program speaks with: it chooses who says what, and renders it ahead of time."""

import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hiptimer.engine.cues import Topic, VoiceCue
from hiptimer.files import is_file
from hiptimer.sound.synthesis import TAIL_S
from hiptimer.sound.voice.cache import MOST_BYTES, ClipCache
from hiptimer.sound.voice.dispatcher import SpeechDispatcher
from hiptimer.sound.voice.engines import ClipEngine, Engine, LiveEngine, Offer, offers
from hiptimer.sound.voice.generic import of_side, of_topic
from hiptimer.sound.voice.programs import EspeakNg, Flite
from hiptimer.sound.voice.recording import Recording, joined, read_wav, wav
from hiptimer.sound.voice.sentences import cut
from hiptimer.sound.voice.shipped import Shipped

_WORKER_ENDS_S = 2.0


@dataclass(frozen=True, slots=True)
class Clip:
    """A rendered text: its file, and the seconds from its start to the end of its last word."""

    path: Path
    length_s: float


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A text to be rendered, for a choice of engine and language that may have changed meanwhile."""

    text: str
    topic: Topic | None
    engine: Engine
    language: str


_Way = Callable[[tuple[str, ...], _Wanted], Clip | None]


def engines_of_this_platform() -> tuple[ClipEngine, ...]:
    """Return every engine there may be on this platform, the best for English first."""
    if sys.platform in ("win32", "darwin"):
        from hiptimer.sound.voice.system_voice import MacVoice, WindowsVoice  # noqa: PLC0415

        return (WindowsVoice() if sys.platform == "win32" else MacVoice(), EspeakNg(), Flite())
    return (Flite(), EspeakNg())  # flite first: the shipped clips have its voice


class Voice:
    """Turns texts into clips in a thread of its own, and knows them by their text.

    Nothing here raises for a text, a missing program or a full disk: such a text has no clip, and its
    caption stands for it. Call everything from one thread.
    """

    def __init__(
        self,
        shipped: Path,
        kept: Path,
        engine: Engine = Engine.AUTO,
        *,
        clip_engines: Sequence[ClipEngine] | None = None,
        live: LiveEngine | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Take the folder of `assets/voice/`, and one in which clips may be kept.

        The engines are those of this platform unless given.
        """
        self._clip_engines = (
            engines_of_this_platform() if clip_engines is None else tuple(clip_engines)
        )
        self._live = live or SpeechDispatcher()
        self._shipped = Shipped(shipped)
        self._cache = ClipCache(kept / "voice", most_bytes)
        self._engine = engine
        self._language = "en"
        self._topics: dict[str, Topic | None] = {}
        self._worker: threading.Thread | None = None
        # What both threads touch, with `_state` held: the work, in order, and what came of it.
        self._state = threading.Condition()
        self._work: dict[_Wanted, None] = {}
        self._clips: dict[_Wanted, Clip | None] = {}
        self._new: list[Path] = []
        self._closed = False

    @property
    def engine(self) -> Engine:
        """Who speaks; after a change everything that was prepared is prepared anew."""
        return self._engine

    @engine.setter
    def engine(self, engine: Engine) -> None:
        if engine is not self._engine:
            self._engine = engine
            self._prepare_anew()

    @property
    def live(self) -> LiveEngine | None:
        """The engine that speaks by itself, if that is the choice; there are no clips then."""
        chosen = self._engine is Engine.SPEECH_DISPATCHER and self._live.is_here()
        return self._live if chosen else None

    def engines(self) -> tuple[Offer, ...]:
        """Return what can be chosen on this computer. Looks for programs on the disk."""
        return offers(self._clip_engines, self._live)

    def prepare(self, texts: Iterable[str | VoiceCue], language: str = "en") -> None:
        """Render these in the background, the first of them first, and return at once.

        A cue brings its topic with it, for which there is a generic sentence if nothing can speak its
        own. `language` is the session's. What was prepared before stays prepared.
        """
        if language != self._language:
            self._language = language
            self._topics.clear()
            with self._state:
                self._work.clear()
        wanted = []
        for one in texts:
            text, topic = (one.text, one.topic) if isinstance(one, VoiceCue) else (one, None)
            self._topics.setdefault(text, topic)
            wanted.append(self._wanted(text))
        self._render(wanted)

    def clip(self, text: str) -> Path | None:
        """Return the file that says the text; None if there is none, or not yet."""
        found = self._found(text)
        return found.path if found else None

    def length_s(self, text: str) -> float | None:
        """Return how many seconds it takes to say the text, from the beginning of its clip."""
        found = self._found(text)
        return found.length_s if found else None

    def new_clips(self) -> list[Path]:
        """Return the clips that have become ready since this was last asked, to be loaded."""
        with self._state:
            new, self._new = self._new, []
        return new

    def wait(self, timeout_s: float) -> bool:
        """Wait until everything prepared is rendered or known not to be; say whether it is."""
        with self._state:
            return self._state.wait_for(lambda: not self._work, timeout_s)

    def close(self) -> None:
        """End the rendering and whoever is speaking."""
        with self._state:
            self._closed = True
            self._work.clear()
            self._state.notify_all()
        for engine in self._clip_engines:
            engine.close()
        self._live.close()
        if self._worker is not None:
            self._worker.join(_WORKER_ENDS_S)

    def _wanted(self, text: str) -> _Wanted:
        return _Wanted(text, self._topics.get(text), self._engine, self._language)

    def _found(self, text: str) -> Clip | None:
        wanted = self._wanted(text)
        with self._state:
            known = wanted in self._clips or wanted in self._work
            found = self._clips.get(wanted)
        if not known:
            self._topics.setdefault(text, None)
            self._render([wanted])
        return found if found is not None and is_file(found.path) else None

    def _prepare_anew(self) -> None:
        with self._state:
            self._work.clear()
        self._render([self._wanted(text) for text in self._topics])

    def _render(self, wanted: Iterable[_Wanted]) -> None:
        if self._engine in (Engine.NONE, Engine.SPEECH_DISPATCHER):
            return
        with self._state:
            if self._closed:
                return
            # A clip that failed, or was removed since, is tried again.
            fresh = [one for one in wanted if not self._is_ready(one)]
            self._work = dict.fromkeys([*fresh, *self._work])
            self._state.notify_all()
            if self._work and self._worker is None:
                self._worker = threading.Thread(target=self._do_work, name="voice", daemon=True)
                self._worker.start()

    def _is_ready(self, wanted: _Wanted) -> bool:
        clip = self._clips.get(wanted)
        return clip is not None and is_file(clip.path)

    # --- In the thread of its own -------------------------------------------------------------------

    def _do_work(self) -> None:
        while True:
            with self._state:
                self._state.wait_for(lambda: self._work or self._closed)
                if self._closed:
                    return
                wanted = next(iter(self._work))
            clip = self._say(wanted)
            with self._state:
                self._clips[wanted] = clip
                if clip is not None:
                    self._new.append(clip.path)
                is_last = len(self._work) <= 1
                in_use = {one.path for one in self._clips.values() if one} if is_last else set()
            if is_last:
                self._cache.prune(in_use)
            with self._state:
                # Out of the work only now: whoever waits for it finds all of it done.
                self._work.pop(wanted, None)
                self._state.notify_all()

    def _say(self, wanted: _Wanted) -> Clip | None:
        sentences = cut(wanted.text)
        if not sentences or self._closed:
            return None
        for way in self._ways(wanted.engine):
            clip = way(sentences, wanted)
            if clip is not None:
                return clip
        return None

    def _ways(self, engine: Engine) -> Iterator[_Way]:
        """Yield how a text may be spoken, best first; each way is one voice for the whole text."""
        chosen = [one for one in self._clip_engines if one.engine is engine]
        others = [one for one in self._clip_engines if one.engine is not engine]
        yield from (partial(self._rendered, one) for one in chosen)
        yield self._all_shipped
        if engine is not Engine.SHIPPED:
            yield from (partial(self._rendered, one) for one in others)
        yield self._partly_shipped

    def _rendered(
        self, engine: ClipEngine, sentences: tuple[str, ...], wanted: _Wanted
    ) -> Clip | None:
        voice = engine.voice_for(wanted.language)
        if voice is None:
            return None

        def record() -> Iterator[Recording | None]:
            return (engine.render(sentence, voice) for sentence in sentences)

        return self._kept(f"{engine.engine}:{voice}", sentences, record)

    def _all_shipped(self, sentences: tuple[str, ...], _wanted: _Wanted) -> Clip | None:
        if not all(self._shipped.has(sentence) for sentence in sentences):
            return None
        return self._kept(
            self._shipped.mark, sentences, lambda: map(self._shipped.recording, sentences)
        )

    def _partly_shipped(self, sentences: tuple[str, ...], wanted: _Wanted) -> Clip | None:
        said: list[str] = []
        for place, sentence in enumerate(sentences):
            if self._shipped.has(sentence):
                said.append(sentence)
                continue
            instead = of_topic(wanted.topic) if wanted.topic and not place else of_side(sentence)
            said += [one for one in cut(instead) if self._shipped.has(one) and one not in said]
        return self._all_shipped(tuple(said), wanted) if said else None

    def _kept(
        self,
        speaker: str,
        sentences: tuple[str, ...],
        record: Callable[[], Iterator[Recording | None]],
    ) -> Clip | None:
        """Return the clip of these sentences, made and kept if it is not there yet."""
        path = self._cache.path(speaker, sentences)
        if self._cache.use(path) and (clip := _as_clip(path)):
            return clip
        spoken: list[Recording] = []
        for one in record():
            if one is None or self._closed:
                return None
            spoken.append(one)
        return _as_clip(path) if self._cache.keep(path, wav(joined(spoken))) else None


def _as_clip(path: Path) -> Clip | None:
    try:
        length_s = read_wav(path.read_bytes()).length_s
    except (OSError, ValueError):
        return None
    return Clip(path, length_s - TAIL_S)
