"""A style at a glance."""

import pytest

from tests.storyboard.samples import dress, others
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.previews import at_a_glance, template_preview
from vendor_app.storyboard.templates import Template, templates

STYLES = pytest.mark.parametrize("style", templates(), ids=lambda one: one.name)
BRAND = Brand(shop_name="ร้านเจ๊หมวย")


@STYLES
def test_it_begins_as_the_clip_does_and_ends_with_its_closing_card(style: Template) -> None:
    film = template_preview(style.name, dress(), brand=BRAND, others=others(3))
    assert 80 <= film.frames <= 120
    assert [shot.scene for shot in (film.shots[0], film.shots[-1])] == ["opening", "closing"]
    assert film.shots[1].transition.frames <= film.shots[0].frames // 2
    assert film.music is None


@STYLES
def test_all_that_is_written_comes_in(style: Template) -> None:
    for shot in template_preview(style.name, dress(), brand=BRAND, others=others(3)).shots:
        assert all(one.enters < shot.frames - 14 for one in (*shot.letterings, *shot.panels))


def test_of_a_clip_at_a_glance_nothing_is_left_to_shorten() -> None:
    film = template_preview("eco", dress(), brand=BRAND)
    assert at_a_glance(film) == film
