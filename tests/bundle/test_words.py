"""Long lists of what breaks a rule and of honest texts that look near: each is found, none of the others is."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from vendor_app.bundle import phrases, wording

Find = Callable[[str], tuple[str, ...]]
FINDERS: Final[dict[str, Find]] = {
    "contacts": phrases.find_contacts,
    "hidden_prices": phrases.find_hidden_prices,
    "thai_digit_prices": phrases.find_thai_digit_prices,
    "claims": wording.find_claims,
    "imitations": wording.find_forgeries,
    "other_platforms": lambda text: wording.find_other_shops(text, "TikTok"),
    "shouting": wording.find_shouting,
}


def lines(name: str) -> list[str]:
    return (Path(__file__).parent / "words" / f"{name}.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize(
    ("name", "text"), [pytest.param(name, text, id=text) for name in FINDERS for text in lines(name)]
)
def test_what_breaks_a_rule_is_found(name: str, text: str) -> None:
    leading_away = phrases.find_contacts(text) if name == "other_platforms" else ()
    found = FINDERS[name](text) + leading_away
    if name == "contacts":
        found += wording.find_other_shops(text, "TikTok")
    assert found
    assert all(one in text for one in found)


@pytest.mark.parametrize("line", [pytest.param(line, id=line) for line in lines("as_vendors_write")])
def test_what_a_vendor_would_write_against_a_rule_is_found(line: str) -> None:
    rule, text = line.split("\t")
    rule, _, platform = rule.partition("@")
    leading_away = phrases.find_contacts(text) + wording.find_other_shops(text, platform or "TikTok")
    found = leading_away if rule in {"contacts", "other_platforms"} else FINDERS[rule](text)
    assert found
    assert all(one in text for one in found)


@pytest.mark.parametrize("text", [pytest.param(text, id=text) for text in lines("contacts")])
def test_a_contact_that_was_left_out_is_gone(text: str) -> None:
    left = phrases.without_contacts(text)
    assert phrases.find_contacts(left) == ()
    assert phrases.without_contacts(left) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ผ้านุ่ม สะดวกคุยไลน์ แอดมาที่ mook_bobae นะคะ", "ผ้านุ่ม"),
        ("ผ้านุ่ม ID Line พิมพ์ติดกัน nampetch2", "ผ้านุ่ม"),
        ("ทักไลน์ได้ ผ้า cotton 100%", "ผ้า cotton 100%"),
    ],
)
def test_a_name_goes_with_its_contact(text: str, left: str) -> None:
    assert phrases.without_contacts(text) == left


@pytest.mark.parametrize(
    "text", [pytest.param(text, id=text) for name in ("honest", "honest_as_vendors_write") for text in lines(name)]
)
def test_an_honest_text_is_left_alone(text: str) -> None:
    assert {name: find(text) for name, find in FINDERS.items() if find(text)} == {}
    assert phrases.allowed(text, contacts=False) == text


@pytest.mark.parametrize("title", [pytest.param(text, id=text) for text in lines("promotions")])
def test_promotion_in_a_title_is_found_and_left_out(title: str) -> None:
    assert wording.find_promotions(title)
    assert wording.find_promotions(wording.without_promotions(title)) == ()


@pytest.mark.parametrize("title", [pytest.param(text, id=text) for text in lines("honest_titles")])
def test_an_honest_title_is_no_promotion(title: str) -> None:
    assert wording.find_promotions(title) == wording.find_symbols(title) == ()


@pytest.mark.parametrize("title", ["เดรส 🇹🇭 ผลิตในไทย", "เดรส 👨‍👩‍👧 ครอบครัว", "★ เดรส ★", "เดรส ❤️!!"])
def test_ornaments_of_a_title_are_found_and_left_out(title: str) -> None:
    assert wording.find_symbols(title)
    assert wording.find_symbols(wording.without_promotions(title)) == ()
