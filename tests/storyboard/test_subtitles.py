import pytest

from vendor_app.storyboard.subtitles import timed

SPOKEN = ((10, 70), (90, 130), (160, 250))
LINES = ("เสื้อยืดคอตตอนนุ่มใส่สบาย", "มีสี่สีสามไซส์", "ยกโหลเหลือตัวละหกสิบเก้าบาทเท่านั้น")


def _times(lines, spans=SPOKEN, frames=300):
    return [(one.text, one.start, one.start + one.frames) for one in timed(lines, spans, frames)]


def test_lines_change_in_the_pauses():
    assert _times(LINES) == [(LINES[0], 10, 80), (LINES[1], 90, 140), (LINES[2], 160, 260)]


def test_one_line_stands_as_long_as_somebody_speaks():
    assert _times(LINES[:1]) == [(LINES[0], 10, 260)]


def test_more_lines_than_pauses_share_the_speech_by_their_length():
    made = timed(("สั้น", "บรรทัดนี้ยาวกว่ามากนะครับ", "สั้น"), ((30, 130),), 200)
    assert made[0].start == 30
    assert made[1].frames > 2 * made[0].frames
    assert made[-1].start + made[-1].frames <= 200


def test_fewer_lines_than_stretches_of_speech():
    spans = tuple((start, start + 20) for start in range(0, 300, 30))
    made = timed(("ก ข ค ง", "จ ฉ ช ซ"), spans, 300)
    assert (made[0].start, made[1].start) == (0, 150)


def test_without_speech_the_lines_share_the_clip():
    made = timed(("abcd", "abcd", "abcdabcd"), (), 400)
    assert [one.start for one in made] == pytest.approx([0, 100, 200], abs=3)
    assert made[-1].start + made[-1].frames == 400


@pytest.mark.parametrize("lines", [(), ("",), ("  ", "\n")])
def test_nothing_typed_is_no_subtitle(lines):
    assert timed(lines, SPOKEN, 300) == ()


@pytest.mark.parametrize("count", [1, 2, 5, 13, 40, 200])
@pytest.mark.parametrize("spans", [(), SPOKEN, ((0, 300),), ((295, 400),), ((-20, 5),), ((50, 90), (60, 120))])
def test_subtitles_never_overlap_and_stay_in_the_clip(count: int, spans):
    made = timed([f"บรรทัดที่ {number}" for number in range(count)], spans, 300)
    assert made
    end = 0
    for one in made:
        assert one.start >= end
        assert one.frames > 0
        end = one.start + one.frames
    assert end <= 300


def test_marks_and_spaces_cost_no_time_and_prices_more_than_letters():
    with_marks = timed(("กำลังซื้อที่นี่", "กลซทน กลซทน"), (), 300)
    assert 90 < with_marks[1].start < 210
    prices = timed(("199", "กกก"), (), 300)
    assert prices[1].start > 150
