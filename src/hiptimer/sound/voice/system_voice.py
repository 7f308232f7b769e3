"""The speech of Windows and macOS, through the programs that bring it. Not yet run there.

Qt has this too, but its function that gives samples instead of playing them is not in PySide6.
"""

import base64
import functools
import subprocess
import sys
from pathlib import Path

from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.programs import LONGEST_RUN_S, WORDS_PER_MINUTE, Program


class MacVoice(Program):
    """The speech of macOS, through its program `say`. Written by its manual; not yet run there."""

    engine = Engine.SYSTEM
    name = "say"

    def is_here(self) -> bool:
        """Say whether this is macOS."""
        return sys.platform == "darwin" and super().is_here()

    def voice_for(self, language: str) -> str | None:
        """Return the first voice of the language; empty means the one chosen in the system."""
        if not self.is_here():
            return None
        wanted = language.strip().lower().replace("-", "_") or "en"
        for name, spoken in _mac_voices():
            if spoken == wanted or spoken.partition("_")[0] == wanted.partition("_")[0]:
                return "" if wanted.startswith("en") else name
        return None

    def _command(self, voice: str, file: Path) -> list[str]:
        command = [self.name, "-r", str(WORDS_PER_MINUTE), "-o", str(file),
                   "--file-format=WAVE", "--data-format=LEI16@22050", "-f", "-"]  # fmt: skip
        return command + (["-v", voice] if voice else [])

    def _prepared(self, text: str) -> str:
        # Two opening brackets would begin a command to the synthesiser.
        return text.replace("[", " ").replace("]", " ")


@functools.cache
def _mac_voices() -> tuple[tuple[str, str], ...]:
    try:
        listed = subprocess.run(
            ["say", "-v", "?"],  # noqa: S607 - a part of the system
            capture_output=True,
            timeout=LONGEST_RUN_S,
            check=True,
            stdin=subprocess.DEVNULL,
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return ()
    # "Anna                de_DE    # Hallo, ich heisse Anna."
    rows = (line.partition("#")[0].rsplit(maxsplit=1) for line in listed.decode().splitlines())
    return tuple((row[0].strip(), row[1].lower()) for row in rows if len(row) == 2)  # noqa: PLR2004


# The words come on standard input, in UTF-8; only our own file name and a checked language stand here.
_WINDOWS_SCRIPT = """
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = New-Object System.Text.UTF8Encoding
Add-Type -AssemblyName System.Speech
$speech = New-Object System.Speech.Synthesis.SpeechSynthesizer
$wanted = '{language}'
$voice = $speech.GetInstalledVoices() | Where-Object {{
    $_.Enabled -and $_.VoiceInfo.Culture.Name -like "$wanted*" }} | Select-Object -First 1
if (-not $voice) {{ throw "there is no voice for $wanted" }}
$speech.SelectVoice($voice.VoiceInfo.Name)
$speech.Rate = -1
$speech.SetOutputToWaveFile('{file}')
$speech.Speak([Console]::In.ReadToEnd())
$speech.Dispose()
"""


class WindowsVoice(Program):
    """The speech of Windows, through PowerShell and .NET. Written by its manual; not yet run there.

    PowerShell takes half a second to start: what is prepared first is ready first.
    """

    engine = Engine.SYSTEM
    name = "powershell"

    def is_here(self) -> bool:
        """Say whether this is Windows."""
        return sys.platform == "win32" and super().is_here()

    def voice_for(self, language: str) -> str | None:
        """Return the beginning of the names of the voices that would do; asking for them is slow."""
        if not self.is_here():
            return None
        wanted = language.strip().partition("-")[0].lower() or "en"
        return wanted if wanted.isascii() and wanted.isalpha() else None

    def _command(self, voice: str, file: Path) -> list[str]:
        quoted = str(file).replace("'", "''")
        script = _WINDOWS_SCRIPT.format(language=voice, file=quoted)
        encoded = base64.b64encode(script.encode("utf-16-le")).decode()
        return [self.name, "-NoProfile", "-NonInteractive", "-EncodedCommand", encoded]
