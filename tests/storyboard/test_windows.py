"""What of a photo is seen in the window of a shot."""

import pytest

from tests.storyboard.samples import dress, photo, planned
from vendor_app.catalogue.records import Facts
from vendor_app.photos.focus import Focus
from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.framing import fitted_window
from vendor_app.storyboard.model import Box, Framing, Shot
from vendor_app.storyboard.plan import plan

BESIDE = Focus(x=0.6, y=0.1, width=0.2, height=0.4, sure=True)


def _closing(focus: dict[PhotoId, Focus], **shot: object) -> Shot:
    shots = (
        ShotEdit(id="a", scene="opening", photo=photo(0).id),
        ShotEdit(id="b", scene="closing", photo=photo(1).id, **shot),  # type: ignore[arg-type]
    )
    return plan(dress(), ClipEdit(template="sale", shots=shots), brand=Brand(), focus=focus).shots[1]


def test_a_crop_counts_in_a_window_too() -> None:
    shot = _closing({}, crop=Framing(x=0.4, y=0.2, zoom=1.6))
    assert (shot.fill, shot.part) == ("inset", Framing(x=0.4, y=0.2, zoom=1.6))


def test_what_matters_stands_in_the_middle_of_a_window() -> None:
    assert _closing({photo(1).id: BESIDE}).part == Framing(x=0.7, y=0.3)


def test_a_guess_moves_nothing() -> None:
    unsure = Focus(x=0.6, y=0.1, width=0.2, height=0.4, sure=False)
    assert _closing({photo(1).id: unsure}).part is None
    assert _closing({}).part is None


def test_a_picture_of_another_shape_stays_whole_in_its_window() -> None:
    long = photo(1, 6000, 900)
    product = dress(photos=(photo(0), long))
    shots = (
        ShotEdit(id="a", scene="opening", photo=photo(0).id),
        ShotEdit(id="b", scene="closing", photo=long.id),
    )
    made = plan(product, ClipEdit(template="sale", shots=shots), brand=Brand(), focus={long.id: BESIDE})
    assert made.shots[1].part is None


@pytest.mark.parametrize(("width", "height"), [(6000, 900), (900, 6000), (4032, 3024), (1920, 1080)])
def test_a_window_of_its_own_is_no_strip(width: int, height: int) -> None:
    box = Box(x=60, y=930, width=960, height=900)
    window = fitted_window(photo(0, width, height), box)
    shape = min(max(width / height, 1 / 2.2), 2.2)
    assert window.width / window.height == pytest.approx(shape, rel=0.01)
    assert window.width in (box.width, box.width - 1) or window.height in (box.height, box.height - 1)
    assert window.x >= box.x
    assert window.y >= box.y


def test_a_picture_without_words_stands_in_the_middle() -> None:
    wide = [photo(number, 4032, 3024) for number in range(6)]
    shots = planned(dress(photos=tuple(wide), tiers=(), variants=(), facts=Facts()), "worn").shots
    windows = {bool(shot.letterings): shot.window for shot in shots if shot.fill == "inset" and not shot.panels}
    assert windows[True] is not None
    assert windows[False] is not None
    assert windows[False].y + windows[False].height / 2 == 240 + 1300 / 2 < windows[True].y + windows[True].height / 2
