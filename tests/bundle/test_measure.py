"""Texts counted as platforms count them, and cut where a reader would pause."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vendor_app.bundle.measure import clusters, length, shorten
from vendor_app.bundle.platforms import Unit

FAMILY = "👩‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "utf16", "characters", "size"),
    [("เสื้อ", 5, 5, 15), ("👕", 2, 1, 4), (FAMILY, 11, 7, 25), ("", 0, 0, 0), ("a\n", 2, 2, 2)],
)
def test_a_text_is_counted_in_the_platforms_unit(text: str, utf16: int, characters: int, size: int) -> None:
    assert (length(text, "utf16"), length(text, "characters"), length(text, "bytes")) == (utf16, characters, size)


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ที่นี่", ["ที่", "นี่"]),
        ("น้ำ", ["น้ำ"]),
        ("เสื้อ", ["เสื้", "อ"]),
        ("โบ๊เบ๊", ["โบ๊", "เบ๊"]),
        (f"a{FAMILY}b", ["a", FAMILY, "b"]),
        ("👍🏽🇹🇭🇹🇭", ["👍🏽", "🇹🇭", "🇹🇭"]),
        ("❤️x", ["❤️", "x"]),
        ("", []),
    ],
)
def test_what_a_reader_sees_as_one_letter_stays_together(text: str, letters: list[str]) -> None:
    assert list(clusters(text)) == letters


def test_what_fits_stays_as_it_is() -> None:
    assert shorten("ผ้าฝ้าย", 7, "utf16") == "ผ้าฝ้าย"


def test_a_text_is_cut_after_a_sentence() -> None:
    assert shorten("ใส่สบายมาก. ซักเครื่องได้. ส่งทุกวันจันทร์ถึงเสาร์", 40, "utf16") == "ใส่สบายมาก. ซักเครื่องได้."
    assert shorten("ใส่สบายมาก\nซักเครื่องได้ทุกแบบ", 14, "utf16") == "ใส่สบายมาก"


def test_a_text_without_sentences_is_cut_after_a_word() -> None:
    assert shorten("กางเกงขายาวผ้าคอตตอนใส่สบาย", 23, "utf16") == "กางเกงขายาวผ้าคอตตอน…"


def test_a_sentence_that_ends_much_too_early_is_not_the_end() -> None:
    assert shorten("ใหม่. กางเกงขายาวผ้าคอตตอนใส่สบาย", 28, "utf16").endswith("คอตตอน…")


def test_one_endless_word_is_cut_between_letters() -> None:
    assert shorten(FAMILY * 5, 25, "utf16") == FAMILY * 2 + "…"


def test_nothing_is_better_than_half_a_letter() -> None:
    assert shorten(FAMILY, 5, "utf16") == ""


@example(text="1เ 👧", room=8, unit="bytes")
@example(text="ก\u200d ก ก ก", room=4, unit="characters")
@given(
    text=st.text(alphabet=st.sampled_from("กเโำ้ีั่์ๆaé 👩‍👧\n.1"), max_size=120),
    room=st.integers(0, 60),
    unit=st.sampled_from(["utf16", "characters", "bytes"]),
)
def test_a_shortened_text_fits_and_no_letter_is_cut(text: str, room: int, unit: Unit) -> None:
    short = shorten(text, room, unit)
    assert length(short, unit) <= room
    if short == text:
        return
    kept = short.removesuffix("…").rstrip()
    assert text.startswith(kept)
    if kept:
        following = text[len(kept)]
        assert not unicodedata.category(following).startswith("M")
        assert following not in "ำ\u200d"
        assert following.isspace() or not kept.endswith(("เ", "โ", "\u200d")), "unless it was typed alone"
