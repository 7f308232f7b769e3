"""The timeline as a whole: exact sums, what is needed, what is carried along."""

from hiptimer.engine.dose import Tempo
from hiptimer.engine.exercise import Posture
from hiptimer.engine.session import Rest, Wait
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import unroll
from made import BOOK, BRIDGE, CLAM, LUNGE, circuit, laid, reps, session, step


class TestTheWholeTimeline:
    def test_at_s_is_the_exact_sum(self):
        # tenths that binary fractions cannot hold: 0.1 + 0.2 + 0.7 = 1 exactly
        entries = [
            Rest(rest_s=0.1),
            Wait(text="a"),
            Rest(rest_s=0.2),
            Wait(text="b"),
            Rest(rest_s=0.7),
        ]
        timeline = laid(*entries, Wait(text="c"))
        assert [one.at_s for one in timeline.intervals] == [0.0, 0.1, 0.1, 0.3, 0.3, 1.0]
        assert timeline.duration_s == 1.0

    def test_milliseconds_add_up_exactly_too(self):
        # 1.001 x 1000 is 1000.9999999999999 in binary fractions; nine of them are 9.009 s
        timeline = laid(*[Rest(rest_s=1.001), Wait(text="a")] * 9)
        assert timeline.duration_s == 9.009
        assert timeline.intervals[-1].at_s == 9.009

    def test_equipment_is_the_files_own_then_what_the_exercises_need_each_once(self):
        timeline = laid(step("clam"), step("clam"), equipment=("cushion", "mat"))
        assert timeline.equipment == ("cushion", "mat", "mini_band")

    def test_title_load_note_and_posture_are_carried(self):
        timeline = laid(step("clam", load="red band", note="Slowly"), title="Hips")
        assert timeline.title == "Hips"
        assert {(one.load, one.note) for one in timeline.intervals} == {("red band", "Slowly")}
        assert {one.posture for one in timeline.intervals} == {Posture.SIDE_LYING}

    def test_with_everything_left_out_it_is_empty(self):
        choices = Choices(left_out=frozenset({0}))
        timeline = laid(step("sit", optional=True), choices=choices)
        assert timeline.intervals == ()
        assert (timeline.duration_s, timeline.minimum_s) == (0.0, 0.0)

    def test_a_session_knows_its_leaves_by_number(self):
        rest, wait = Rest(rest_s=5), Wait(text="Well?")
        made = session(step("sit"), circuit(2, step("bridge"), rest), wait)
        assert list(made.leaves()) == [
            *((0, step("sit")), (1, step("bridge")), (2, rest), (3, wait))
        ]

    def test_the_seeds_own_low_lunge_second_by_second(self):
        timeline = unroll(session(step("lunge"), step("bridge", reps(6))), BOOK)
        # 10, 30, 10, 30; then supine from half kneeling 12, and 6 x 6
        assert [(one.at_s, one.kind) for one in timeline.intervals] == [
            *((0, "get_ready"), (10, "hold"), (40, "switch"), (50, "hold")),
            *((80, "get_ready"), (92, "reps")),
        ]
        assert timeline.duration_s == 128.0


def test_the_made_catalogue_is_what_these_tests_reckon_with():
    assert LUNGE.posture is Posture.HALF_KNEELING
    assert BRIDGE.rep == Tempo(2, 2, 2, 0)
    assert CLAM.dose == reps(12)
