"""What of a photo is seen in the window of a shot."""

from tests.storyboard.samples import dress, photo
from vendor_app.photos.focus import Focus
from vendor_app.photos.photo import PhotoId
from vendor_app.storyboard.brand import Brand
from vendor_app.storyboard.edit import ClipEdit, ShotEdit
from vendor_app.storyboard.model import Framing, Shot
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
    planned = plan(product, ClipEdit(template="sale", shots=shots), brand=Brand(), focus={long.id: BESIDE})
    assert planned.shots[1].part is None
