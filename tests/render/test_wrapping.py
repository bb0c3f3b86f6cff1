"""Where lines end."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_app.render.wrapping import ELLIPSIS, cut, pieces, wrap
from vendor_app.thai.text import MARKS
from vendor_app.thai.words import breaks

PHRASE = "เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่มใส่สบายระบายอากาศดี"
NEVER_STARTS = re.compile(f"[{MARKS}ะาำๅๆฯ]")
NEVER_ENDS = re.compile("[เแโใไ]$")


def _width(text: str) -> float:
    """Ten for each letter, nothing for a mark above or below."""
    return 10.0 * len(re.sub(f"[{MARKS}]", "", text))


def test_what_fits_stays_on_one_line() -> None:
    assert wrap("เสื้อยืด สีขาว", 200, 0, 3, _width) == ["เสื้อยืด สีขาว"]


@pytest.mark.parametrize("width", range(120, 420, 30))
def test_lines_hold_whole_words(width: int) -> None:
    lines = wrap(PHRASE, width, 0, 20, _width)
    assert lines is not None
    assert "".join(lines) == PHRASE
    assert [word for line in lines for word in breaks(line)] == breaks(PHRASE)
    assert all(_width(line) <= width for line in lines)


def test_lines_are_as_few_and_as_even_as_can_be() -> None:
    lines = wrap("one two three four five six", 160, 0, 3, _width)
    assert lines == ["one two three", "four five six"]


def test_a_line_ends_rather_between_phrases_than_within_one() -> None:
    assert wrap("เดรสแขนตุ๊กตา ผ้าฝ้ายใส่สบาย", 170, 0, 2, _width) == ["เดรสแขนตุ๊กตา", "ผ้าฝ้ายใส่สบาย"]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("เนื้อผ้าดี๊/ดีมากเลย", 100, ["เนื้อผ้า", "ดี๊/ดีมากเลย"]),
        ("ราคาส่ง 240 บาท/ตัว ขั้นต่ำ 6", 170, ["ราคาส่ง", "240 บาท/ตัว ขั้นต่ำ 6"]),
        ("กางเกงผ้าร่ม/ผ้าวิ่ง ขาสั้น", 110, ["กางเกงผ้าร่ม/", "ผ้าวิ่ง ขาสั้น"]),
    ],
    ids=["a word of two halves", "a price and its unit", "nowhere else"],
)
def test_a_line_ends_at_a_slash_only_where_it_can_nowhere_else(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width, 0, len(lines), _width) == lines


def test_room_is_kept_at_the_end_of_the_last_line() -> None:
    assert wrap("one two", 70, 0, 2, _width) == ["one two"]
    assert wrap("one two", 70, 20, 2, _width) == ["one", "two"]
    assert wrap("one twotwo", 70, 20, 2, _width) is None


def test_too_much_text_is_refused() -> None:
    assert wrap(PHRASE, 100, 0, 2, _width) is None


@pytest.mark.parametrize("text", ["เพียง 199 บาท เท่านั้น", "ขนาด 12 นิ้ว", "อก 36 - 44 นิ้ว"])
def test_a_number_stays_with_its_unit(text: str) -> None:
    lines = wrap(text, 90, 0, 9, _width) or wrap(text, 140, 0, 9, _width)
    assert lines is not None
    assert not any(re.search(r"[0-9]$", line) for line in lines)


def test_cut_text_ends_behind_a_whole_word() -> None:
    lines = cut(PHRASE, 120, 0, 2, _width)
    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)
    kept = "".join(lines).removesuffix(ELLIPSIS)
    assert PHRASE.startswith(kept)
    assert breaks(PHRASE)[: len(breaks(kept))] == breaks(kept)


@pytest.mark.parametrize(
    ("word", "lines"),
    [
        ("Supercalifrag", ["Supe", "rcal", "ifrag"]),
        ("Supercalifragilistic", ["Super", "calif", "ragil…"]),
        ("a" * 300, ["aaaaa", "aaaaa", "aaaaa…"]),
        ("ฮฺ้" * 40, ["ฮฺ้ฮฺ้ฮฺ้ฮฺ้ฮฺ้", "ฮฺ้ฮฺ้ฮฺ้ฮฺ้ฮฺ้", "ฮฺ้ฮฺ้ฮฺ้ฮฺ้ฮฺ้…"]),
        ("a new extraordinary thing", ["a new", "extr", "aord…"]),
    ],
)
def test_a_word_wider_than_a_line_goes_over_several_behind_whole_letters(word: str, lines: list[str]) -> None:
    assert cut(word, 60, 0, 3, _width) == lines


def test_five_hundred_colours_are_cut_at_once() -> None:
    measured: list[str] = []

    def measure(text: str) -> float:
        measured.append(text)
        return _width(text)

    colours = " · ".join(f"สีแดงเลือดหมู {number}" for number in range(500))
    assert wrap(colours, 300, 0, 4, measure) is None
    assert cut(colours, 300, 0, 4, measure)[-1].endswith(ELLIPSIS)
    assert len(measured) < 3000


def test_even_a_room_for_nothing_gives_something() -> None:
    assert cut("Super", 5, 0, 1, _width) == [ELLIPSIS]


@given(st.text(alphabet="กขคงจญฐปฝสหอเแโใไะาิีึืุูำ่้๊๋็์ๆฯ abc 0123456789฿", max_size=80), st.integers(60, 400))
def test_no_line_begins_or_ends_where_thai_forbids_it(text: str, width: int) -> None:
    lines = wrap(text, width, 0, 40, _width) or []
    for before, after in itertools.pairwise(lines):
        parted_by_space = f"{before} {after}" in " ".join(text.split())
        assert parted_by_space or not NEVER_STARTS.match(after)
        assert parted_by_space or not NEVER_ENDS.search(before)


@given(st.text(max_size=120))
def test_pieces_are_the_text(text: str) -> None:
    assert "".join(piece.text + piece.space for piece in pieces(text)).strip() == " ".join(text.split())
