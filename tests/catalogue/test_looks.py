"""What a vendor did to a photo, which picture of the shot list it is, and what became of the bundles."""

from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.catalogue.conftest import SHIRT, photo
from vendor_app.catalogue.catalogue import Catalogue, ProductNotFound
from vendor_app.catalogue.records import Change, ClipRecord, Count, Posting
from vendor_app.catalogue.sidecars import SideCars, SideCarUnreadable
from vendor_app.photos.recipe import Crop, Cutout, Recipe, Spot, Stroke, Veil

BRIGHTER = Recipe(light=0.4, crop=Crop(x=0.1, width=0.8))
WHITE = Recipe(
    turns=3,
    spots=(Spot(x=0.5, y=0.5, radius=0.01),),
    veils=(Veil(x=0, y=0, width=0.5, height=0.25),),
    cutout=Cutout(mask="a" * 64, strokes=(Stroke(keep=True, radius=0.02, points=((0.5, 0.5), (0.6, 0.5))),)),
)
POSTING = Posting(
    platform="tiktok", made="2026-11-22T08:00:00.000000+00:00", price=19900, tiers=(12000,), folder="bundles/TS-1"
)


@pytest.mark.parametrize("recipe", [BRIGHTER, WHITE], ids=["brighter", "white"])
def test_a_recipe_comes_back_as_it_went_in(catalogue: Catalogue, tmp_path: Path, recipe: Recipe) -> None:
    catalogue.add(SHIRT)
    stored = catalogue.set_recipe("TS-1", photo(1).id, recipe)
    assert [one.recipe for one in stored.photos] == [Recipe(), recipe]
    assert SideCars(tmp_path / "shop" / "products").read("TS-1") == stored
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert again.product("TS-1") == stored
    assert again.notes == ()
    again.close()


def test_a_shot_is_of_one_photo_and_said_once(catalogue: Catalogue, changes: list[Change]) -> None:
    product = catalogue.add(SHIRT)
    stored = catalogue.set_shot("TS-1", photo(1).id, "fabric")
    assert [one.shot for one in stored.photos] == ["", "fabric"]
    catalogue.set_shot("TS-1", photo(1).id, "fabric")
    catalogue.set_shot("TS-1", photo(9).id, "fabric")
    assert changes[1:] == [Change(edited=frozenset({product.id}))]


def test_an_old_copy_takes_no_edit_of_a_photo_back(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add(SHIRT)
    catalogue.set_recipe("TS-1", photo(2).id, BRIGHTER)
    saved = catalogue.save(replace(in_the_editor, photos=in_the_editor.photos[::-1], name="ใหม่"))
    assert [(one.id, one.recipe) for one in saved.photos] == [(photo(1).id, Recipe()), (photo(2).id, BRIGHTER)]
    plain = catalogue.save(replace(saved, photos=SHIRT.photos))
    assert all(one.recipe.is_plain for one in plain.photos)


def test_a_clip_shows_an_old_photo_until_the_edit_is_taken_back(catalogue: Catalogue) -> None:
    product = catalogue.add(SHIRT)
    clip = ClipRecord(file="clips/a.mp4", template="dozen", frames=450, made="", prices=product.prices)
    catalogue.remember_clip("TS-1", replace(clip, looks={photo(1).id: photo(1).look}))
    assert catalogue.set_recipe("TS-1", photo(2).id, BRIGHTER).outdated_clips == ()
    edited = catalogue.set_recipe("TS-1", photo(1).id, BRIGHTER)
    assert [one.template for one in edited.outdated_clips] == ["dozen"]
    assert edited.why_outdated(*edited.clips) == "photo"
    dearer = catalogue.save(replace(edited, price=12345))
    assert dearer.why_outdated(*dearer.clips) == "both"
    plain = catalogue.set_recipe("TS-1", photo(1).id, Recipe())
    assert plain.why_outdated(*plain.clips) == "price"
    assert plain.why_outdated() is None
    assert catalogue.save(replace(plain, price=product.price)).outdated_clips == ()


def test_a_photo_of_another_product_that_was_edited_makes_a_clip_old(
    catalogue: Catalogue, tmp_path: Path, changes: list[Change]
) -> None:
    shirt = catalogue.add(SHIRT)
    hat = catalogue.add(replace(SHIRT, sku="HAT", variants=(), photos=(photo(2), photo(7), photo(8))))
    clip = ClipRecord(file="clips/a.mp4", template="dozen", frames=450, made="", prices=shirt.prices, others=(hat.id,))
    looks = {one.id: one.look for one in (photo(1), photo(2), photo(7))}
    catalogue.remember_clip("TS-1", replace(clip, looks=looks), {hat.id: hat.prices})
    catalogue.set_recipe("HAT", photo(8).id, BRIGHTER)
    catalogue.set_recipe("HAT", photo(2).id, BRIGHTER)  # the shirt shows it as its own
    assert catalogue.product("TS-1").outdated_clips == ()
    catalogue.set_recipe("HAT", photo(7).id, BRIGHTER)
    marked = catalogue.product("TS-1")
    assert marked.why_outdated(*marked.clips) == "photo"
    assert changes[-1] == Change(edited=frozenset({shirt.id, hat.id}))
    assert SideCars(tmp_path / "shop" / "products").read("TS-1").clips == marked.clips
    catalogue.remember_clip("TS-1", replace(clip, looks=looks), {hat.id: hat.prices})
    assert catalogue.product("TS-1").outdated_clips != ()


def test_what_an_older_version_knows_nothing_of_is_right(catalogue: Catalogue) -> None:
    product = catalogue.add(SHIRT)
    clip = ClipRecord(file="clips/a.mp4", template="dozen", frames=450, made="", prices=product.prices)
    catalogue.remember_clip("TS-1", clip)
    assert catalogue.set_recipe("TS-1", photo(1).id, BRIGHTER).outdated_clips == ()


def test_a_photo_taken_away_makes_no_clip_old(catalogue: Catalogue) -> None:
    product = catalogue.add(SHIRT)
    clip = ClipRecord(file="clips/a.mp4", template="dozen", frames=450, made="", prices=product.prices)
    catalogue.remember_clip("TS-1", replace(clip, looks={photo(9).id: "other"}))
    assert catalogue.product("TS-1").outdated_clips == ()


def test_the_look_is_the_photo_until_it_is_edited(catalogue: Catalogue) -> None:
    looks = {replace(photo(1), recipe=recipe).look for recipe in (BRIGHTER, WHITE, replace(WHITE, turns=2))}
    assert len(looks) == 3
    assert photo(1).look == photo(1).id not in looks
    assert replace(photo(2), recipe=BRIGHTER).look not in looks
    assert replace(photo(1), recipe=BRIGHTER, shot="front", name="x").look in looks


def test_the_history_is_the_catalogues_own(catalogue: Catalogue) -> None:
    in_the_editor = catalogue.add(replace(SHIRT, postings=(POSTING,)))
    assert in_the_editor.postings == ()
    later = replace(POSTING, platform="shopee", made="2026-11-22T09:00:00.000000+00:00")
    catalogue.add_posting("TS-1", POSTING)
    catalogue.add_posting("TS-1", later)
    counts = (Count(day="2026-11-23", views=50), Count(day="2026-11-24", views=80, sales=1))
    catalogue.change_posting("TS-1", POSTING.made, "tiktok", link="https://www.tiktok.com/1", counts=counts)
    saved = catalogue.save(replace(in_the_editor, name="ใหม่", postings=()))
    assert saved.postings == (later, replace(POSTING, link="https://www.tiktok.com/1", counts=counts))


@pytest.mark.parametrize(("made", "platform"), [("2000-01-01T00:00:00+00:00", "tiktok"), (POSTING.made, "line")])
def test_a_posting_that_is_not_there_is_not_changed(catalogue: Catalogue, made: str, platform: str) -> None:
    catalogue.add(SHIRT)
    stored = catalogue.add_posting("TS-1", POSTING)
    with pytest.raises(KeyError):
        catalogue.change_posting("TS-1", made, platform, link="https://example.com")
    assert catalogue.product("TS-1") == stored
    with pytest.raises(ProductNotFound):
        catalogue.add_posting("NO-1", POSTING)


def _copy(tmp_path: Path, **changes: object) -> SideCars:
    """Write a copy in which somebody changed the photos or the history."""
    side_cars = SideCars(tmp_path)
    product = replace(SHIRT, id="0" * 32, created=POSTING.made, changed=POSTING.made)
    side_cars.path("TS-1").write_bytes(
        msgspec.json.encode({"product": msgspec.to_builtins(product) | msgspec.to_builtins(changes)})
    )
    return side_cars


def test_a_copy_leads_nowhere_out_of_the_shop(tmp_path: Path) -> None:
    foreign = replace(POSTING, folder="../../secret", clip="clips/../x.mp4", link="file:///etc", made="yesterday")
    read = _copy(tmp_path, postings=(replace(foreign, counts=(Count(day="../x"),)), POSTING)).read("TS-1")
    assert read.postings[1] == POSTING
    assert read.postings[0] == replace(POSTING, folder="", made=read.postings[0].made)
    assert read.postings[0].made > "2026"


def test_numbers_of_a_copy_are_of_days_that_there_are_one_a_day(tmp_path: Path) -> None:
    counts = (
        Count(day="2026-11-24", views=80, sales=-1),
        Count(day="2026-13-45", views=1),
        Count(day="๒๕๖๙-๑๑-๒๓", views=1),
        Count(day="20261123", views=1),
        Count(day="2026-11-23", views=5),
        Count(day="2026-11-23", views=10**30, sales=2),
    )
    (read,) = _copy(tmp_path, postings=(replace(POSTING, counts=counts),)).read("TS-1").postings
    assert read.counts == (Count(day="2026-11-23", sales=2), Count(day="2026-11-24", views=80))


def test_a_product_with_very_many_strokes_comes_back(tmp_path: Path) -> None:
    strokes = tuple(
        Stroke(keep=bool(number % 2), radius=0.0123, points=tuple((0.1234, place / 1000) for place in range(200)))
        for number in range(500)
    )
    recipe = Recipe(cutout=Cutout(mask="a" * 64, strokes=strokes))
    product = replace(
        SHIRT, id="0" * 32, created=POSTING.made, changed=POSTING.made, photos=(replace(photo(1), recipe=recipe),)
    )
    side_cars = SideCars(tmp_path)
    side_cars.write(product)
    assert side_cars.read("TS-1").photos == product.photos


@pytest.mark.parametrize(
    "recipe",
    [{"light": 7}, {"turns": -1}, {"crop": {"width": 0}}, {"cutout": {"mask": "../../x"}}, {"degrees": 1e9}],
    ids=str,
)
def test_a_recipe_that_no_window_makes_is_not_read(tmp_path: Path, recipe: dict[str, object]) -> None:
    photos = [msgspec.to_builtins(photo(1)) | {"recipe": recipe}]
    with pytest.raises(SideCarUnreadable):
        _copy(tmp_path, photos=photos).read("TS-1")
