"""A style at a glance."""

import pytest

from tests.storyboard.samples import dress, others
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import plan
from vendor_app.storyboard.previews import at_a_glance
from vendor_app.storyboard.templates import Template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)
BRAND = Brand(shop_name="ร้านเจ๊หมวย")


def glanced(template: str) -> Storyboard:
    """Return a style at a glance."""
    return at_a_glance(plan(dress(), ClipEdit(template=template, music=None), brand=BRAND, others=others(3)))


@STYLES
def test_it_begins_as_the_clip_does_and_ends_with_its_closing_card(style: Template) -> None:
    film = glanced(style.name)
    assert 80 <= film.frames <= 120
    assert [shot.scene for shot in (film.shots[0], film.shots[-1])] == ["opening", "closing"]
    assert film.shots[1].transition.frames <= film.shots[0].frames // 2
    assert film.music is None


@STYLES
def test_all_that_is_written_comes_in(style: Template) -> None:
    for shot in glanced(style.name).shots:
        assert all(one.enters < shot.frames - 14 for one in (*shot.letterings, *shot.panels))


def test_of_a_clip_at_a_glance_nothing_is_left_to_shorten() -> None:
    film = glanced("eco")
    assert at_a_glance(film) == film
