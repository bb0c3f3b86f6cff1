"""What is written on a shot: own words, what the catalogue is asked for, and room for both."""

import itertools

import pytest

from tests.storyboard.samples import dress, others
from vendor_app.storyboard import editing
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit, Told
from vendor_app.storyboard.model import Lettering
from vendor_app.storyboard.plan import plan, told_on, with_shots
from vendor_app.storyboard.shots import SAFE
from vendor_app.storyboard.templates import Template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)
SCENES = pytest.mark.parametrize("scene", ["opening", "detail:0", "closing"])
WORDS = "ผ้าเย็นสบาย ใส่ได้ทุกวัน"


def written(style: str, scene: str, text: str | None, told: list[Told] | None) -> tuple[Lettering, ...]:
    edit = with_shots(ClipEdit(template=style), dress(), others(2))
    edit = editing.set_told(editing.set_text(edit, scene, text), scene, told)
    place = [one.id for one in editing.shots_of(edit)].index(scene)
    return plan(dress(), edit, brand=Brand(shop_name="ร้าน"), others=others(2)).shots[place].letterings


def texts(letterings: tuple[Lettering, ...]) -> list[str]:
    return [f"{line.text} {line.value}".strip() for one in letterings for line in one.lines]


@STYLES
@SCENES
@pytest.mark.parametrize("told", [None, ["name", "price"], ["price", "fabric", "tiers", "shipping"], []])
def test_own_words_are_there_and_lie_over_nothing(style: Template, scene: str, told: list[Told] | None) -> None:
    letterings = written(style.name, scene, WORDS, told)
    assert WORDS in texts(letterings)
    boxes = sorted((one.box for one in letterings), key=lambda box: box.y)
    for upper, lower in itertools.pairwise(boxes):
        beside = upper.x + upper.width <= lower.x or lower.x + lower.width <= upper.x
        assert beside or upper.y + upper.height <= lower.y
    assert boxes[-1].y + boxes[-1].height <= SAFE.y + SAFE.height


@STYLES
@SCENES
def test_all_that_is_wanted_of_the_catalogue_is_told_once(style: Template, scene: str) -> None:
    if style.name == "dozen" and scene != "closing":
        return  # about another product
    said = texts(written(style.name, scene, None, ["name", "price", "fabric", "shipping"]))
    together = " ".join(said)
    assert dress().name in together
    assert "฿350" in together or "฿240" in together
    assert together.count("ผ้าฝ้าย 100%") == 1
    assert together.count("ค่าส่ง ฿40") == 1


@STYLES
@SCENES
def test_the_chip_of_the_name_is_true_and_takes_it_away(style: Template, scene: str) -> None:
    if style.name == "dozen" and scene == "detail:0":
        return  # about another product
    edit = with_shots(ClipEdit(template=style.name), dress(), others(2))
    now = told_on(edit, scene, dress(), brand=Brand(), others=others(2))
    assert ("name" in now) == (dress().name in texts(written(style.name, scene, None, None)))
    without = [one for one in now if one != "name"]
    assert dress().name not in texts(written(style.name, scene, None, without))


@STYLES
def test_nothing_wanted_is_nothing_told_of_the_product(style: Template) -> None:
    said = " ".join(texts(written(style.name, "detail:0", "", [])))
    assert not any(word in said for word in ("฿", dress().name, "ผ้าฝ้าย"))


def test_a_topic_that_nothing_is_known_of_says_nothing() -> None:
    edit = with_shots(ClipEdit(template="new-arrival"), dress())
    edit = editing.set_told(edit, "detail:0", ["fabric", "colours"])
    bare = dress(facts=type(dress().facts)(), variants=())
    assert plan(bare, edit, brand=Brand()).shots[1].letterings == ()
