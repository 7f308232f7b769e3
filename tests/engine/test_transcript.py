"""What a session sounds like when it is written down."""

from hiptimer.engine.session import Pace, Rest, Wait
from hiptimer.engine.transcript import transcript
from hiptimer.library.exercises import bundled_catalogue
from made import BOOK, breaths, hold, laid, move, step


class TestTheLowLungeSecondBySecond:
    """The plan that the cues were designed by, of a lunge after something else, with 12 s to get ready."""

    LUNGE = bundled_catalogue()["low-lunge"]
    BOOK = BOOK | {"low-lunge": LUNGE}
    LINES = tuple(
        transcript(
            laid(
                Rest(rest_s=5.0),
                step("low-lunge", get_ready=12.0),
                step("lunge"),
                book=BOOK,
            )
        )
    )

    def test_it_is_heard_like_this(self):
        assert list(self.LINES[2:22]) == [
            "  0:05.0  voice  First: low lunge. Left hip. (over by 0:16.5)",
            "  0:07.4  voice  Right foot forward, left knee down. (over by 0:16.5)",
            "  0:14.0  tone   READY_COUNTDOWN",
            "  0:17.0  tone   START left",
            "  0:17.0  voice  Hold, 30 seconds.",
            "  0:24.5  voice  Tuck your tail and ease the hips forward. (over by 0:43.0)",
            "  0:32.0  tone   HALFWAY",
            "  0:32.0  voice  Halfway.",
            "  0:44.0  tone   COUNTDOWN",
            "  0:47.0  tone   END",
            "  0:47.0  voice  And release.",
            "  0:48.2  tone   SWITCH right",
            "  0:48.8  voice  Change sides. Right hip. (over by 0:56.5)",
            "  0:51.0  voice  Left foot forward, right knee down. (over by 0:56.5)",
            "  0:54.0  tone   READY_COUNTDOWN",
            "  0:57.0  tone   START right",
            "  0:57.0  voice  Hold, 30 seconds.",
            "  1:12.0  tone   HALFWAY",
            "  1:12.0  voice  Halfway.",
            "  1:24.0  tone   COUNTDOWN",
        ]
        assert "  1:28.5  voice  Last exercise: lunge. Left hip. (over by 1:34.5)" in self.LINES


class TestTheTranscript:
    def test_every_cue_has_its_line(self):
        lines = list(transcript(laid(step("sit", breaths(1)))))
        assert lines[-2:] == [
            "  0:20.0  tone   FINISHED",
            "  0:20.0  voice  And release. Session done. Well worked.",
        ]
        assert "  0:10.2  tone   BREATH_IN 3.8 s" in lines

    def test_where_the_person_decides_it_says_so(self):
        lines = list(
            transcript(
                laid(
                    step("sit", hold(30, open=True)),
                    Wait(text="Well?"),
                    step("hinge", pace=Pace.SELF, get_ready=0.0),
                )
            )
        )
        end = lines.index("  0:40.0  wait   until the person goes on, at most 15 s")
        assert lines[end + 1 : end + 3] == [
            "  0:40.0  tone   END",
            "  0:40.0  voice  And release.",
        ]
        assert lines.count("  0:40.0  wait   until the person goes on") == 2
        assert "0:40.0  tone   FINISHED" in lines[-2]

    def test_long_times_have_their_minutes(self):
        lines = list(transcript(laid(step("sit", move(3599)), Rest(rest_s=5))))
        assert " 60:09.0  tone   END" in lines
