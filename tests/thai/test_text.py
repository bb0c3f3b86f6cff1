import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pythainlp.util import collate

from vendor_app.thai.text import arabic_digits, collation_key, hashtag, normalise, normalise_line, search_key

THAI = "".join(chr(c) for c in range(0x0E01, 0x0E5C) if unicodedata.category(chr(c)) != "Cn")
thai_text = st.text(st.sampled_from(THAI + "  aZ0\u200b\u200d👗\n"), max_size=40)
any_text = st.one_of(thai_text, st.text(max_size=40), st.text(st.characters(), max_size=20))

MARKET = "น้ำ ป่า ปู่ ที่นี่ ผู้ใหญ่ กำไร เสื้อผ้า ฝ้าย ญี่ปุ่น ฐาน กฤษฎีกา ซื้อ ไซส์ โบ๊เบ๊ ใต้ จ่ำ"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("นํ้า", "น้ำ"),
        ("น้ํา", "น้ำ"),
        ("กํา", "กำ"),
        ("เเดง", "แดง"),
        ("เส้ือ", "เสื้อ"),
        ("ทีี่นี่", "ที่นี่"),
        ("ปู่่", "ปู่"),
        ("  เสื้อ \t ยืด  ", "เสื้อ ยืด"),
        ("เสื้อ\u00a0ยืด\u200b", "เสื้อ ยืด"),
        ("่เสื้อ", "เสื้อ"),
        ("a\u0301", "á"),
        ("เสื้อ\x00ยืด\ud800\u202e", "เสื้อยืด"),
        ("ต่าง ๆ", "ต่าง ๆ"),
        ("👨‍👩‍👧 👗❤️", "👨‍👩‍👧 👗❤️"),
        ("ก\r\nข\rค", "ก\nข\nค"),
        ("ก\n\n\n\nข", "ก\n\nข"),
        ("ก \n ข", "ก\nข"),
        ("", ""),
        (" \n\t ", ""),
    ],
)
def test_text_is_stored_in_one_spelling(typed: str, stored: str) -> None:
    assert normalise(typed) == stored


@pytest.mark.parametrize("word", MARKET.split())
def test_words_spelled_right_stay(word: str) -> None:
    assert normalise(word) == word


@given(any_text)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert normalise_line(normalise_line(text)) == normalise_line(text)
    assert "\n" not in normalise_line(text)


@given(any_text)
def test_normalised_text_can_be_written_anywhere(text: str) -> None:
    once = normalise(text)
    once.encode("utf-8")
    assert not [c for c in once if unicodedata.category(c) in ("Cc", "Cs") and c != "\n"]
    assert once == once.strip()


@given(any_text)
def test_a_search_key_is_its_own_key(text: str) -> None:
    assert search_key(search_key(text)) == search_key(text)
    assert search_key(normalise(text)) == search_key(text)


@pytest.mark.parametrize(
    ("one", "other"), [("นํ้า", "น้ำ"), ("เเดง", "แดง"), ("๑๙๙", "199"), ("Cotton XL", "cotton xl"), ("เส้ือ", "เสื้อ")]
)
def test_both_spellings_have_one_search_key(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)


def test_different_words_have_different_search_keys() -> None:
    assert len({search_key(word) for word in ("เสือ", "เสื่อ", "เสื้อ", "เสอ", "น้ำ", "น้า")}) == 6


def test_arabic_digits() -> None:
    assert arabic_digits("๐๑๒๓๔๕๖๗๘๙ a") == "0123456789 a"


def test_words_sort_as_in_a_thai_dictionary() -> None:
    order = ["กา", "กาง", "ก้าง", "เกาะ", "แก", "ไก่", "ขา", "ไข่"]
    keys = [collation_key(word) for word in order]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize(
    "order",
    [
        ["ก่า", "ก้า", "ก๊า", "ก๋า"],
        ["กา", "ก่า", "กาก", "ก่าก"],
        ["กอง", "ก่อง", "ก้อง", "กองก่อง"],
        ["เสือ", "เสื่อ", "เสื้อ", "เสื้อผ้า"],
        ["a", "B", "c", "ก"],
        ["เสื้อ 1", "เสื้อ ๒", "เสื้อ 3"],
    ],
)
def test_tone_marks_decide_last_and_from_the_left(order: list[str]) -> None:
    keys = [collation_key(word) for word in order]
    assert keys == sorted(set(keys))


@given(st.lists(st.text(st.sampled_from("กขคงนมยรลวสหอะาิีุูเแโใไ"), max_size=6), max_size=8))
def test_without_tone_marks_the_order_is_pythainlps(words: list[str]) -> None:
    assert sorted(words, key=collation_key) == collate(words)


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("เสื้อผ้า", "#เสื้อผ้า"),
        ("#เสื้อผ้า", "#เสื้อผ้า"),
        ("เสื้อ ยืด (ขายส่ง)!", "#เสื้อยืดขายส่ง"),
        ("นํ้าหนัก", "#น้ำหนัก"),
        ("ที่นี่_2026", "#ที่นี่_2026"),
        ("ผู้ใหญ่ 👗", "#ผู้ใหญ่"),
        ("Cotton-100%", "#Cotton100"),
        ("2569", None),
        ("👗👗", None),
        ("", None),
        ("#", None),
    ],
)
def test_hashtags_keep_every_thai_mark(text: str, tag: str | None) -> None:
    assert hashtag(text) == tag
