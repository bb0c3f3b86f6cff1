"""Letters of other alphabets that look like Latin ones are read as a buyer reads them; other languages stay."""

import unicodedata

import pytest

from vendor_app.bundle import folding, phrases, wording
from vendor_app.bundle.folding import folded


def test_each_letter_of_the_table_is_a_foreign_one_and_each_answer_a_latin_one() -> None:
    assert all(len(letters) == len(latin) for letters, latin in folding._FOREIGN)
    for letter, latin in folding._LOOKS.items():
        assert unicodedata.category(chr(letter)).startswith("L")
        assert not chr(letter).isascii()
        assert latin.isascii()
        assert latin.isalpha()


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("LІNE", "LINE"),
        ("LΙΝΕ", "LINE"),
        ("ѕһор.соm", "shop.com"),
        ("LΛZΛDΛ", "LAZADA"),
        ("Nїke", "Nike"),
        ("ɢuссі", "Gucci"),
        ("О81", "O81"),
        ("ผ้าНМ", "ผ้าHM"),
    ],
)
def test_a_word_that_looks_latin_is_read_as_one(text: str, seen: str) -> None:
    assert folded(text).text == seen
    assert folded(text).span(0, len(seen)) == (0, len(text))


@pytest.mark.parametrize("text", ["Хлопок, размер M", "платье большое", "Βαμβακι", "θαλασσα", "ผ้าฝ้าย 100%", "Straße"])
def test_a_word_of_another_language_stays(text: str) -> None:
    assert folded(text).text == text


def test_what_is_disguised_so_is_found() -> None:
    assert phrases.find_contacts("ผ้านุ่ม lіne id: bobae") == ("lіne id: bobae",)
    assert phrases.find_contacts("ดูที่ bobae.соm") == ("bobae.соm",)
    assert phrases.find_contacts("โทร О81-234-5678") == ("О81-234-5678",)
    assert wording.find_other_shops("ถูกกว่าใน Ѕhореe", "TikTok") == ("Ѕhореe",)
    assert phrases.without_contacts("ผ้านุ่ม www.bobае.com ส่งไว") == "ผ้านุ่ม ส่งไว"
