from pathlib import Path

import pytest

from vendor_app.errors import VendorError
from vendor_app.resources import resource
from vendor_app.sound import score as scores

GOOD = resource("music", "morning-market.toml").read_text("utf-8")


@pytest.mark.parametrize("name", scores.names())
def test_every_score_is_whole(name: str):
    score = scores.load(name)
    assert score.title.th
    assert score.title.en
    assert len(score.idea) > 200
    played = {part for section in score.sections.values() for part in section.lines}
    assert played == set(score.parts), "every part plays somewhere"
    used = {*score.form, score.intro, score.rest, score.turn, score.ending, score.last}
    assert used == set(score.sections), "every section is heard somewhere"
    assert score.bars(score.intro) == score.bars(score.turn) == score.bars(score.ending) == 1


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("bpm = 112", 'bpm = "fast"', "bpm"),
        ("bpm = 112", "", "bpm"),
        ("bpm = 112", "bpm = 112\ntempo = 3", "tempo"),
        ("format = 1", "format = 2", "format"),
        ('instrument = "ranat"', 'instrument = "banjo"', "parts.ranat.instrument"),
        ('low = "G3"', 'low = "H3"', "parts.marimba.low"),
        ('kick = "kick"\n', 'kick = "drum"\n', "kick"),
        ('turn = "turn"', 'turn = "bridge"', "turn"),
        ('form = ["A",', 'form = ["Z",', "form"),
        ('like = "A"', 'like = "Q"', "sections.A2.like"),
        ('like = "A"', 'like = "A2"', "sections.A2.like"),
        ('chords = "G | D/F# | Em7 | C D"', 'chords = "G | D/F# | Xm7 | C D"', "sections.A.chords"),
        ("B5! - A5 B5", "B5! - A5 H5", "sections.A.lines.ranat"),
        ('snap = "....x.......x..."', 'snap = "....x......x..."', "sections.intro.lines.snap"),
        ('snap = "....x.......x..."', 'snip = "....x.......x..."', "sections.intro.lines"),
        ('["highpass", 180]', '["hipass", 180]', "parts[...].eq[0][0]"),
    ],
)
def test_what_is_wrong_with_a_score_is_named(old: str, new: str, names: str):
    assert old in GOOD
    with pytest.raises(VendorError) as caught:
        scores.decode("morning-market", GOOD.replace(old, new, 1).encode())
    assert names in caught.value.message
    assert "morning-market.toml" in caught.value.message
    assert caught.value.hint


@pytest.mark.parametrize("content", [b"\xff\xfe", b"= 3", b""])
def test_a_file_that_is_no_score(content: bytes):
    with pytest.raises(VendorError, match=r"x\.toml"):
        scores.decode("x", content)


def test_a_section_takes_over_what_it_does_not_write():
    score = scores.load("morning-market")
    first, second = score.section("A"), score.section("A2")
    assert second.lines["ukulele"] == first.lines["ukulele"]
    assert second.lines["ranat"] != first.lines["ranat"]
    assert second.chords != first.chords


def test_nothing_but_scores_lies_with_the_music():
    assert {Path(file).suffix for file in resource("music").iterdir()} == {".toml"}
