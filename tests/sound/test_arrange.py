import itertools

import numpy as np
import pytest

from vendor_app.sound import score as scores
from vendor_app.sound.arrange import LEAD, RING, arrange, layout

LENGTHS = [*range(6, 59), 6.5, 14.967, 33.3]


@pytest.mark.parametrize("name", scores.names())
@pytest.mark.parametrize("seconds", LENGTHS)
def test_the_form_fits_any_length(name: str, seconds: float):
    score = scores.load(name)
    blocks = layout(score, seconds)
    assert blocks[0].start == 0
    for block, following in itertools.pairwise(blocks):
        assert block.beats > 0
        assert following.start == block.start + block.beats
    assert blocks[-1].section == score.last
    assert blocks[-2].section == score.ending
    ring = seconds - LEAD - blocks[-1].start * score.beat
    assert RING <= ring < RING + 2 * score.beat
    assert sum(block.section == score.intro for block in blocks) <= 1


@pytest.mark.parametrize("name", scores.names())
def test_the_usual_clip_has_the_whole_first_idea(name: str):
    score = scores.load(name)
    blocks = layout(score, 15)
    assert [block.beats for block in blocks if block.section == score.form[0]] == [score.bars(score.form[0]) * 4]


@pytest.mark.parametrize("name", scores.names())
@pytest.mark.parametrize("seconds", [6, 15, 58])
def test_notes_are_in_time_order_and_inside_the_clip(name: str, seconds: int):
    for notes in arrange(scores.load(name), seconds).values():
        for note in notes:
            assert 0 <= note.at < seconds
            assert note.held > 0
            assert 0 < note.velocity <= 1
        assert list(notes) == sorted(notes)


@pytest.mark.parametrize("name", [name for name in scores.names() if scores.load(name).kick])
def test_hands_are_human_but_near_the_beat(name: str):
    """Kicks stand at most 15 ms from the grid of swung sixteenths or of triplets, and not all exactly on it."""
    score = scores.load(name)
    kicks = np.array([note.at - LEAD for note in arrange(score, 58)[score.kick]])
    steps = [score.beat / 4, score.beat / 3]
    off = np.min([np.abs(kicks - np.round(kicks / step) * step) for step in steps], axis=0)
    assert 0 < np.abs(off).max() < steps[0] * score.swing + 0.015
    strokes = [note.velocity for note in arrange(score, 58)[score.kick]]
    assert len({round(velocity, 4) for velocity in strokes}) > len(strokes) / 2


def test_a_swung_sixteenth_is_late_and_the_eighth_is_not():
    score = scores.load("canal-breeze")
    part = score.parts["shaker"]
    shaken = np.array([note.at - LEAD for note in arrange(score, 58)["shaker"]]) - part.late / 1000
    places = shaken / score.beat % 1
    second = places[(places > 0.2) & (places < 0.4)]
    eighth = places[(places > 0.42) & (places < 0.58)]
    assert 0.25 * (1 + score.swing) == pytest.approx(np.median(second), abs=0.01)
    assert np.median(eighth) == pytest.approx(0.5, abs=0.01)


def test_a_melody_comes_back_changed():
    """The first idea returns with the same beginning and another end."""
    score = scores.load("morning-market")
    notes = [note for note in arrange(score, 58)["ranat"] if note.midi > 70]
    bars = [[note.midi for note in notes if n <= (note.at - LEAD + 0.03) / score.beat / 4 < n + 1] for n in range(9)]
    assert bars[1][:4] == bars[5][:4]
    assert bars[4] != bars[8]


def test_a_roll_is_many_strokes_that_swell():
    score = scores.load("bobae-express")
    rolls = [note for note in arrange(score, 30)["phin-high"] if note.midi == 81]
    assert len(rolls) >= 16
    strengths = [note.velocity for note in rolls[:32]]
    assert max(strengths[8:24]) > 1.3 * strengths[0]


def test_the_same_score_is_played_the_same_way():
    score = scores.load("canal-breeze")
    assert arrange(score, 20) == arrange(score, 20)
