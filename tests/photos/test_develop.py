"""What a recipe makes of pixels: exactly as large as foretold, the same at any scale, and never more than was asked."""

import functools

import cv2
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.conftest import cloth
from vendor_app.photos import heal as heal_module
from vendor_app.photos.develop import develop, developed_size, finish, mend
from vendor_app.photos.geometry import place_on_developed
from vendor_app.photos.recipe import Crop, Cutout, Recipe, Spot, Veil

Pixels = NDArray[np.uint8]
MASK = "0" * 64
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""However busy the machine is."""
amounts = st.floats(-1, 1, width=16)
sides = st.integers(1, 60)


@st.composite
def crops(draw: st.DrawFn) -> Crop:
    """Draw a crop, also one that reaches over the edge: positions come from files that others may have written."""
    return Crop(
        x=draw(st.floats(0, 1)),
        y=draw(st.floats(0, 1)),
        width=draw(st.floats(0.001, 1)),
        height=draw(st.floats(0.001, 1)),
    )


recipes = st.builds(
    Recipe,
    turns=st.integers(0, 3),
    degrees=st.one_of(st.just(0.0), st.floats(-15, 15)),
    crop=st.one_of(st.just(Crop()), crops()),
    light=amounts,
    contrast=amounts,
    warmth=amounts,
    sharpness=st.sampled_from((0.0, 0.7)),
    spots=st.lists(
        st.builds(Spot, x=st.floats(0, 1), y=st.floats(0, 1), radius=st.floats(0.001, 0.25)), max_size=2
    ).map(tuple),
    veils=st.lists(
        st.builds(Veil, x=st.floats(0, 1), y=st.floats(0, 1), width=st.floats(0, 1), height=st.floats(0, 1)),
        max_size=2,
    ).map(tuple),
)


def noise(width: int, height: int, seed: int = 0) -> Pixels:
    """Return random pixels."""
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


@functools.cache
def photo(seed: int = 0) -> Pixels:
    """Return striped cloth on a table, 600 × 800 pixels."""
    return np.asarray(cloth(600, 800, seed))


@functools.cache
def soft_photo() -> Pixels:
    """Return the same without what a smaller copy cannot have."""
    return np.asarray(cv2.GaussianBlur(photo(), (0, 0), 3), np.uint8)


def shrunk(pixels: Pixels, size: tuple[int, int]) -> Pixels:
    """Return the mean of each area."""
    return np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)


def apart(one: Pixels, other: Pixels) -> float:
    """Return the mean difference, in levels."""
    return float(np.abs(one.astype(float) - other).mean())


@CALM
@given(sides, sides, st.integers(0, 9))
def test_a_plain_recipe_changes_nothing(width: int, height: int, seed: int) -> None:
    pixels = noise(width, height, seed)
    assert develop(pixels, Recipe()) is pixels
    assert developed_size(width, height, Recipe()) == (width, height)


@settings(CALM, max_examples=120)
@given(sides, sides, recipes)
def test_the_size_is_as_foretold_and_the_original_stays(width: int, height: int, recipe: Recipe) -> None:
    pixels = noise(width, height)
    before = pixels.copy()
    made = develop(pixels, recipe)
    assert made.shape[1::-1] == developed_size(width, height, recipe)
    assert np.array_equal(pixels, before)
    assert np.array_equal(develop(pixels, recipe, in_place=True), made)


@settings(CALM, max_examples=60)
@given(sides, sides, recipes)
def test_both_halves_make_the_whole(width: int, height: int, recipe: Recipe) -> None:
    pixels = noise(width, height)
    assert np.array_equal(finish(mend(pixels, recipe), recipe), develop(pixels, recipe))


@settings(CALM, max_examples=20)
@given(recipes, st.floats(0, 0.5), st.floats(0, 0.5), st.sampled_from((0.3, 0.5, 0.75)))
def test_a_smaller_copy_becomes_the_smaller_picture(recipe: Recipe, x: float, y: float, scale: float) -> None:
    crop = Crop(x=x, y=y, width=0.5, height=0.5)
    assert_same_at(scale, Recipe(turns=recipe.turns, degrees=recipe.degrees, light=recipe.light, crop=crop), 7)


@pytest.mark.parametrize(
    ("recipe", "tolerance"),
    [
        (Recipe(light=0.6, contrast=0.4, warmth=-0.5), 1.0),
        (Recipe(veils=(Veil(x=0.3, y=0.2, width=0.3, height=0.2),)), 1.5),
        (Recipe(spots=(Spot(x=0.3, y=0.4, radius=0.05), Spot(x=0.05, y=0.9, radius=0.02))), 2.0),
        (Recipe(degrees=-6.5, turns=3, crop=Crop(x=0.1, y=0.2, width=0.5, height=0.6)), 3.0),
        (Recipe(sharpness=0.8), 4.0),
    ],
    ids=["tone", "veil", "heal", "frame", "sharp"],
)
@pytest.mark.parametrize("scale", [0.5, 0.25])
def test_each_step_is_the_same_at_any_scale(recipe: Recipe, tolerance: float, scale: float) -> None:
    assert_same_at(scale, recipe, tolerance)


def assert_same_at(scale: float, recipe: Recipe, tolerance: float) -> None:
    """Develop large and then shrink, and shrink and then develop."""
    large = soft_photo()
    small = shrunk(large, (round(600 * scale), round(800 * scale)))
    from_small, from_large = develop(small, recipe), develop(large, recipe)
    if min(from_small.shape[:2]) > 8:
        assert apart(shrunk(from_large, from_small.shape[1::-1]), from_small) < tolerance


@CALM
@given(st.integers(1, 4000), st.integers(1, 4000), st.floats(-15, 15))
def test_straightening_keeps_the_shape(width: int, height: int, degrees: float) -> None:
    across, down = developed_size(width, height, Recipe(degrees=degrees))
    assert across <= width
    assert down <= height
    assert abs(across * height - down * width) <= max(width, height)  # the same ratio, to a pixel


@pytest.mark.parametrize("size", [(0, 0), (-3, 7), (1, 1)])
def test_a_record_of_an_impossible_size_breaks_nothing(size: tuple[int, int]) -> None:
    for recipe in (Recipe(light=0.1), Recipe(turns=1, degrees=15, crop=Crop(x=1.0, y=0.99, width=0.001, height=1.0))):
        assert min(developed_size(*size, recipe)) >= 1
        assert np.isfinite(place_on_developed(0.2, 0.7, size, recipe)).all()


@pytest.mark.parametrize("degrees", [-15.0, -3.3, 0.4, 15.0])
def test_straightening_leaves_no_empty_corner_and_cuts_no_more_than_it_must(degrees: float) -> None:
    width, height = 300, 200
    bordered = np.full((height, width, 3), 90, np.uint8)
    assert (develop(bordered, Recipe(degrees=degrees)) == 90).all()
    recipe = Recipe(degrees=degrees)
    ends = ((0, 0), (1, 0), (0, 1))
    origin, right, down = (np.array(place_on_developed(*end, (width, height), recipe)) for end in ends)
    back = np.linalg.inv(np.stack((right - origin, down - origin), axis=1))
    corners = [back @ (np.array((x, y)) - origin) for x in (0, 1) for y in (0, 1)]
    assert all(-0.01 < part < 1.01 for corner in corners for part in corner)
    assert min(min(part, 1 - part) for corner in corners for part in corner) < 0.01


@pytest.mark.parametrize("turns", range(4))
@pytest.mark.parametrize("degrees", [0.0, 8.0])
def test_what_lies_at_a_place_is_seen_at_that_place(turns: int, degrees: float) -> None:
    pixels = np.zeros((300, 400, 3), np.uint8)
    cv2.circle(pixels, (round(0.4 * 400), round(0.3 * 300)), 4, (255, 255, 255), -1)
    recipe = Recipe(turns=turns, degrees=degrees, crop=Crop(x=0.05, y=0.1, width=0.9, height=0.85))
    made = develop(pixels, recipe)[..., 0]
    rows, columns = np.nonzero(made > 128)
    x, y = place_on_developed(0.4, 0.3, (400, 300), recipe)
    assert (columns.mean(), rows.mean()) == pytest.approx((x * made.shape[1], y * made.shape[0]), abs=1.5)


def test_clockwise_is_clockwise() -> None:
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels[:20, :30] = 255
    assert develop(pixels, Recipe(turns=1))[:30, -20:].min() == 255
    lowered = develop(np.repeat(np.arange(200, dtype=np.uint8)[:, None, None], 200, 1).repeat(3, 2), Recipe(degrees=10))
    assert lowered[100, 10, 0] > lowered[100, -10, 0]  # what was level falls towards the right


def test_a_panorama_wider_than_opencv_takes_is_straightened() -> None:
    made = develop(np.full((40, 60_000, 3), 77, np.uint8), Recipe(degrees=0.02))
    assert made.shape[1] > 32_767
    assert (made == 77).all()


@settings(CALM, max_examples=150)
@given(amounts, amounts, amounts, st.integers(0, 99))
def test_no_colour_is_driven_to_its_end(light: float, contrast: float, warmth: float, seed: int) -> None:
    pixels = noise(40, 40, seed)
    made = develop(pixels, Recipe(light=light, contrast=contrast, warmth=warmth))
    inner = (pixels > 0) & (pixels < 255)
    assert ((made[inner] > 0) & (made[inner] < 255)).all()


@settings(CALM, max_examples=60)
@given(amounts, amounts)
def test_light_and_contrast_keep_order_and_leave_greys_grey(light: float, contrast: float) -> None:
    ramp = np.arange(256, dtype=np.uint8)[None, :, None].repeat(3, 2)
    made = develop(ramp, Recipe(light=light, contrast=contrast)).astype(int)
    assert (np.diff(made[0, :, 0]) >= 0).all()
    assert np.ptp(made, axis=2).max() == 0


@pytest.mark.parametrize("light", [-0.8, 0.8])
@pytest.mark.parametrize("colour", [(200, 30, 40), (30, 90, 160), (240, 220, 60)])
def test_cloth_keeps_its_hue(colour: tuple[int, int, int], light: float) -> None:
    patch = np.full((4, 4, 3), colour, np.uint8)
    made = develop(patch, Recipe(light=light, contrast=0.4))
    before, after = (cv2.cvtColor(np.float32(one) / 255, cv2.COLOR_RGB2HSV)[0, 0] for one in (patch, made))
    assert after[0] == pytest.approx(before[0], abs=3)
    assert after[1] == pytest.approx(before[1], abs=0.03)
    assert (after[2] > before[2]) == (light > 0)


def test_warmth_goes_from_blue_to_yellow() -> None:
    grey = np.full((4, 4, 3), 128, np.uint8)
    warm, cold = (develop(grey, Recipe(warmth=amount))[0, 0].astype(int) for amount in (0.8, -0.8))
    assert warm[0] - warm[2] > 20
    assert cold[2] - cold[0] > 20
    assert abs(warm.mean() - 128) < 12


@settings(CALM, max_examples=40)
@given(st.integers(0, 99), st.integers(16, 64), st.integers(16, 64))
def test_a_veil_holds_nothing_but_coarse_means(seed: int, width: int, height: int) -> None:
    """Whatever is shuffled within a sixteenth of the box, a face or a number, the veil is the same."""
    random = np.random.default_rng(seed)
    width, height = width * 4, height * 4
    pixels = noise(width, height, seed)
    other = pixels.copy()
    longer = max(width, height)
    across, down = (max(round(4 * side / longer), 1) for side in (width, height))
    for rows in np.array_split(np.arange(height), down) if height % down == 0 else []:
        for columns in np.array_split(np.arange(width), across) if width % across == 0 else []:
            cell = other[np.ix_(rows, columns)].reshape(-1, 3)
            other[np.ix_(rows, columns)] = random.permutation(cell).reshape(len(rows), len(columns), 3)
    recipe = Recipe(veils=(Veil(x=0, y=0, width=1, height=1),))
    assert np.array_equal(develop(pixels, recipe), develop(other, recipe))


def test_a_veil_covers_its_box_whole_and_nothing_else() -> None:
    pixels = noise(333, 257)
    made = develop(pixels, Recipe(veils=(Veil(x=0.3001, y=0.2, width=0.31, height=0.222),)))
    changed = (made != pixels).any(axis=2)
    rows, columns = np.flatnonzero(changed.any(axis=1)), np.flatnonzero(changed.any(axis=0))
    assert (columns[0], columns[-1], rows[0], rows[-1]) == (99, 203, 51, 108)
    assert changed[51:109, 99:204].mean() > 0.95


def test_number_plates_come_out_alike() -> None:
    plates = []
    for number in ("1234", "8765"):
        plate = np.full((60, 240, 3), 235, np.uint8)
        cv2.putText(plate, number, (15, 48), cv2.FONT_HERSHEY_SIMPLEX, 1.7, (20, 20, 20), 5)
        plates.append(develop(plate, Recipe(veils=(Veil(x=0, y=0, width=1, height=1),))))
    assert np.abs(plates[0].astype(int) - plates[1]).max() <= 16
    assert max(np.abs(np.diff(plate[30, :, 0].astype(int))).max() for plate in plates) <= 2  # and no edge is left


@pytest.mark.parametrize("radius", [0.01, 0.03])
def test_a_stain_is_gone_and_all_around_it_as_it_was(radius: float) -> None:
    clean = photo(seed=3)
    for x, y in ((0.5, 0.5), (0.04, 0.04), (0.9, 0.5)):
        stained = clean.copy()
        middle = round(x * 600), round(y * 800)
        cv2.circle(stained, middle, round(radius * 800 * 0.9), (10, 10, 10), -1)
        made = develop(stained, Recipe(spots=(Spot(x=x, y=y, radius=radius),)))
        away = np.hypot(*(np.mgrid[0:800, 0:600] - np.array(middle)[::-1, None, None]))
        assert np.array_equal(made[away > radius * 800 * 1.4], clean[away > radius * 800 * 1.4])
        spot = away < radius * 800
        assert apart(made[spot], clean[spot]) < 0.25 * apart(stained[spot], clean[spot])


def test_stains_side_by_side_do_not_heal_each_other_with_stains() -> None:
    clean = np.full((300, 300, 3), 200, np.uint8)
    stained, spots = clean.copy(), []
    for x in range(60, 260, 20):
        cv2.circle(stained, (x, 150), 9, (20, 20, 20), -1)
        spots.append(Spot(x=x / 300, y=0.5, radius=12 / 300))
    assert apart(develop(stained, Recipe(spots=tuple(spots))), clean) < 0.2


def test_a_spot_that_nothing_can_cover_is_filled_softly() -> None:
    stained = np.full((40, 40, 3), 180, np.uint8)
    cv2.circle(stained, (20, 20), 8, (0, 0, 0), -1)
    made = develop(stained, Recipe(spots=(Spot(x=0.5, y=0.5, radius=0.25),)))
    assert made[20, 20].min() > 150


def test_sharpening_adds_to_edges_and_not_to_noise() -> None:
    pixels = np.full((80, 80, 3), (90, 100, 110), np.uint8)
    pixels[:, 40:] = (150, 160, 170)
    grainy = np.clip(pixels.astype(int) + np.random.default_rng(1).integers(-1, 2, (80, 80, 1)), 0, 255).astype(
        np.uint8
    )
    made = develop(grainy, Recipe(sharpness=1.0)).astype(int)
    assert made[40, 40, 0] - made[40, 39, 0] > 70
    assert np.array_equal(made[:, :30], grainy[:, :30])
    assert np.ptp(made - grainy, axis=2).max() <= 1  # all channels alike: no coloured rims


@pytest.mark.parametrize("grain", [2.0, 4.0])
def test_the_grain_of_a_small_sensor_stays_as_it_is(grain: float) -> None:
    random = np.random.default_rng(5)
    pixels = np.full((300, 300, 3), 120, np.float32)
    pixels[:, 150:] = 190
    grainy = np.clip(pixels + random.normal(0, grain, (300, 300, 1)), 0, 255).astype(np.uint8)
    made = develop(grainy, Recipe(sharpness=1.0))
    assert made[:, :140].std() < 1.12 * grainy[:, :140].std()
    assert made[:, 150].mean() - made[:, 149].mean() > 80


@pytest.mark.parametrize(("radius", "all_are"), [(0.01, True), (0.08, False), (0.25, False)])
def test_spots_that_would_take_hours_are_left(monkeypatch: pytest.MonkeyPatch, radius: float, all_are: bool) -> None:
    healed: list[object] = []
    monkeypatch.setattr(heal_module, "_heal", lambda _pixels, disc, _near: healed.append(disc))
    spots = tuple(Spot(x=0.5, y=number / 1000, radius=radius) for number in range(500))
    develop(photo(), Recipe(spots=spots))
    assert (len(healed) == 500) is all_are
    assert healed


def test_a_cutout_stands_on_white_and_keeps_its_pixels() -> None:
    pixels = photo()
    mask = np.zeros((200, 150), np.uint8)
    mask[50:150, 40:110] = 255
    made = develop(pixels, Recipe(cutout=Cutout(mask=MASK)), mask=mask)
    assert (made[:190] == 255).all()
    assert np.array_equal(made[220:580, 180:420], pixels[220:580, 180:420])
    assert np.array_equal(develop(pixels, Recipe(cutout=Cutout(mask=MASK))), pixels)  # without its mask
