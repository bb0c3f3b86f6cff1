"""The clip styles that ship, and what is said of one that is spoilt."""

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest

from vendor_app import language
from vendor_app.errors import VendorError
from vendor_app.render.backdrops import ground
from vendor_app.resources import resource
from vendor_app.storyboard import templates as module
from vendor_app.storyboard.colours import ENOUGH, contrast
from vendor_app.storyboard.model import SAFE, SAFE_WITH_CARD, Box, Lettering, Plate
from vendor_app.storyboard.palette import painted
from vendor_app.storyboard.templates import Scene, Template, template, templates


def _scenes(one: Template) -> list[Scene]:
    return list(painted(one).scenes)


def _letterings() -> list[tuple[str, Scene, Lettering]]:
    return [
        (one.name, scene, lettering) for one in templates() for scene in _scenes(one) for lettering in scene.letterings
    ]


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.x + inner.width <= outer.x + outer.width
        and inner.y + inner.height <= outer.y + outer.height
    )


NAMES = (
    "new-arrival",
    "wholesale",
    "sale",
    "review",
    "fabric",
    "sizes",
    "worn",
    "before-after",
    "eco",
    "dozen",
)


def test_there_are_ten_in_the_order_to_show_them() -> None:
    assert [one.name for one in templates()] == list(NAMES)


def test_titles_are_in_the_language_of_the_window() -> None:
    assert str(template("wholesale").title) == "ราคาส่ง ยกโหล"
    language.use("en")
    assert str(template("wholesale").title) == "Wholesale prices"


def test_an_unknown_style_is_answered_with_the_known_ones() -> None:
    with pytest.raises(VendorError, match="new-arrival, wholesale, sale") as refused:
        template("disco")
    assert "disco" in refused.value.message


@pytest.mark.parametrize(("name", "scene", "lettering"), _letterings())
def test_every_text_is_clear_of_the_platforms_buttons(name: str, scene: Scene, lettering: Lettering) -> None:
    assert _holds(SAFE, lettering.box)
    if lettering.role in ("name", "price"):
        assert _holds(SAFE_WITH_CARD, lettering.box)


@pytest.mark.parametrize(("name", "scene", "lettering"), _letterings())
def test_every_text_stands_out_from_its_plate_or_ground(name: str, scene: Scene, lettering: Lettering) -> None:
    grounds = _behind(lettering.plate) if lettering.plate else _tones(scene)
    for line in lettering.lines:
        for colour in (line.colour, line.value_colour or line.colour):
            assert all(contrast(colour, ground) >= ENOUGH for ground in grounds)


def _behind(plate: Plate) -> list[str]:
    """Return the colours of a plate before a white and before a black picture."""
    own = [int(plate.colour[at : at + 2], 16) for at in (1, 3, 5)]
    return [
        "#" + "".join(f"{round(level * plate.opacity + picture * (1 - plate.opacity)):02x}" for level in own)
        for picture in (255, 0)
    ]


def _tones(scene: Scene) -> list[str]:
    """Return the darkest and the lightest tone of a ground."""
    pixels = ground(scene.ground, scene.pattern, (108, 192)).reshape(-1, 3)
    return ["#" + bytes(tone).hex() for tone in (pixels.min(axis=0).tolist(), pixels.max(axis=0).tolist())]


def test_texts_of_one_scene_have_places_of_their_own() -> None:
    for one in templates():
        for scene in _scenes(one):
            boxes = [lettering.box for lettering in scene.letterings]
            assert not any(_meet(one, other) for one, other in itertools.combinations(boxes, 2))


def _meet(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)
def test_the_beginning_is_a_cover(one: Template) -> None:
    roles = {lettering.role for lettering in one.opening.letterings if lettering.entry == "none"}
    assert {"name", "price"} <= roles
    for lettering in one.opening.letterings:
        if lettering.role in ("name", "price"):
            assert lettering.box.y >= 420, "inside the middle square"


@pytest.mark.parametrize(("name", "scene", "lettering"), _letterings())
def test_what_a_price_is_for_is_never_cut(name: str, scene: Scene, lettering: Lettering) -> None:
    for line in lettering.lines:
        assert "condition}" not in line.text, "a unit stays whole"


@pytest.mark.parametrize("one", templates(), ids=lambda one: one.name)
def test_its_music_is_there(one: Template) -> None:
    assert resource("music", f"{one.music}.toml").is_file()


@pytest.fixture
def templates_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of templates in place of ours."""
    folder = tmp_path / "templates"
    folder.mkdir()
    monkeypatch.setattr(module, "resource", lambda *parts: folder)
    templates.cache_clear()
    yield folder
    templates.cache_clear()


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (('ease = "glide"', 'ease = "fast"'), r"`\$.ease`"),
        (("beat = 1.35", 'beat = "long"'), r"`\$.opening.beat`"),
        (('kind = "crossfade", frames = 12', 'kind = "crossfade", frame = 12'), r"frame`"),
        (("format = 1", "format = 2"), r"`\$.format`"),
        (("order = 1", ""), "order"),
    ],
)
def test_a_spoilt_template_names_its_file_and_field(
    templates_folder: Path, change: tuple[str, str], named: str
) -> None:
    ours = resource("templates", "new-arrival.toml").read_text(encoding="utf-8")
    assert change[0] in ours
    (templates_folder / "mine.toml").write_text(ours.replace(*change), encoding="utf-8")
    with pytest.raises(ValueError, match=rf"mine\.toml: .*{named}"):
        templates()
