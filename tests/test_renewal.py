"""A price changes: which clips show the old one, and what becomes of them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from msgspec.structs import replace

from tests.conftest import cloth
from tests.test_making import SHIRT, Encoded, encoded, pictures, shirt, voice_file
from tests.video.films import film
from vendor_app.catalogue.records import Product
from vendor_app.clips import Clip, finished_clip, outdated_clips, voice_of
from vendor_app.errors import VendorError
from vendor_app.making import current_clip, make_clip, renew, renew_clip
from vendor_app.photos.recipe import Recipe
from vendor_app.planning import plan_clip
from vendor_app.progress import Cancelled, Progress
from vendor_app.shop import Shop
from vendor_app.storyboard import editing
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard, Transition, VoiceTake, from_json, to_json
from vendor_app.storyboard.plan import edit_of, with_shots
from vendor_app.storyboard.templates import template
from vendor_app.video.footage import Footage
from vendor_app.video.format import ClipFormat
from vendor_app.video.sound_file import read_sound

__all__ = ["encoded", "shirt"]  # fixtures

SMALL = ClipFormat(width=180, height=320)


def made(shop: Shop, product: Product, edit: ClipEdit, **options: Any) -> Clip:
    return make_clip(shop, product, template(edit.template), edit=edit, clip_format=SMALL, **options)


def decided(product: Product, **choices: Any) -> ClipEdit:
    """Return an edit in which only opening and closing speak of the price."""
    edit = with_shots(ClipEdit(template="new-arrival", seconds=9, music=None, **choices), product)
    for one in editing.shots_of(edit)[1:-1]:
        edit = editing.set_told(edit, one.id, ["name"])
    edit = editing.set_transition(edit, "closing", Transition(kind="cut", frames=0))
    edit = editing.set_transition(edit, editing.shots_of(edit)[1].id, Transition(kind="cut", frames=0))
    return editing.set_text(edit, editing.shots_of(edit)[1].id, "ผ้านิ่มมาก")


def texts(storyboard: Storyboard) -> str:
    return " ".join(line.text for shot in storyboard.shots for one in shot.letterings for line in one.lines)


@pytest.fixture
def hat(shop: Shop, tmp_path: Path) -> Product:
    """Return a second product of the shop."""
    shop.catalogue.add(replace(SHIRT, id="", sku="HAT-1", name="หมวกปีกกว้าง", price=8900, tiers=()))
    cloth(450, 600, 9).save(tmp_path / "hat.jpg")
    shop.add_photos("HAT-1", [tmp_path / "hat.jpg"])
    return shop.catalogue.product("HAT-1")


def test_only_what_shows_the_price_is_rendered_again(shop: Shop, shirt: Product, encoded: Encoded) -> None:
    old = made(shop, shirt, decided(shirt))
    board = old.storyboard
    priced = [number for number, shot in enumerate(board.shots) if "฿" in texts(replace(board, shots=(shot,)))]
    assert priced == [0, len(board.shots) - 1]
    encoded.clear()
    shop.catalogue.save(replace(shirt, price=18900))
    product = shop.catalogue.by_id(shirt.id)
    new = renew(shop, product, old, clip_format=SMALL)
    showing = {range(board.start(number), board.start(number) + board.shots[number].frames) for number in priced}
    assert all(any(first in shot for shot in showing) for first, _frames in encoded)
    assert sum(frames for _first, frames in encoded) == sum(len(shot) for shot in showing)
    assert "฿189" in texts(new.storyboard)
    assert "฿199" not in texts(new.storyboard)
    assert pictures(new.path) == pictures(new.voice_only)
    assert not any(file.exists() for file in old.files)


def test_every_decision_is_kept(shop: Shop, shirt: Product, hat: Product, tmp_path: Path) -> None:
    edit = decided(shirt, opening="question", others=(hat.id,), lines=("ลายสวยมาก", "ใส่สบาย"), on_beat=False)
    edit = editing.set_cover(edit, 40)
    old = made(shop, shirt, edit, voice=voice_file(tmp_path / "voice.wav"))
    shop.catalogue.save(replace(shirt, price=100))
    new = renew_clip_small(shop, shirt)
    assert replace(edit_of(new.storyboard), voices=()) == edit
    assert new.storyboard.voices == old.storyboard.voices != ()
    assert new.storyboard.subtitles == old.storyboard.subtitles != ()
    assert new.storyboard.cover == 40
    assert "ผ้านิ่มมาก" in texts(new.storyboard)


def renew_clip_small(shop: Shop, product: Product) -> Clip:
    now = shop.catalogue.by_id(product.id)
    clip = finished_clip(shop, now, "new-arrival")
    assert clip is not None
    return renew(shop, now, clip, clip_format=SMALL)


def test_a_clip_that_shows_the_prices_of_today_is_left_alone(shop: Shop, shirt: Product, encoded: Encoded) -> None:
    old = made(shop, shirt, decided(shirt))
    encoded.clear()
    assert outdated_clips(shop) == ()
    assert renew_clip_small(shop, shirt).files == old.files
    assert encoded == []


def test_a_price_marks_every_clip_that_shows_it_also_among_others(shop: Shop, shirt: Product, hat: Product) -> None:
    edit = ClipEdit(template="dozen", seconds=6, music=None, others=(hat.id,))
    both = made(shop, shirt, edit)
    made(shop, shop.catalogue.by_id(shirt.id), ClipEdit(template="new-arrival", seconds=6, music=None))
    assert [one.product for one in both.storyboard.others] == [hat.id]
    shop.catalogue.save(replace(hat, price=7900))
    (found,) = outdated_clips(shop)
    assert (found.product.sku, found.record.template) == ("SH-1", "dozen")
    assert outdated_clips(shop, [shop.catalogue.product("HAT-1")]) == ()
    clip = finished_clip(shop, found.product, "dozen")
    assert clip is not None
    new = renew(shop, found.product, clip, clip_format=SMALL)
    assert "฿79" in texts(new.storyboard)
    assert outdated_clips(shop) == ()


def test_an_edited_photo_marks_every_clip_that_shows_it_also_among_others(
    shop: Shop, shirt: Product, hat: Product
) -> None:
    clip = made(shop, shirt, ClipEdit(template="dozen", seconds=6, music=None, others=(hat.id,)))
    made(shop, shop.catalogue.by_id(shirt.id), ClipEdit(template="new-arrival", seconds=6, music=None))
    shop.catalogue.set_recipe("HAT-1", hat.photos[0].id, Recipe(light=0.4))
    (found,) = outdated_clips(shop)
    assert (found.product.sku, found.record.template, found.why) == ("SH-1", "dozen", "photo")
    new = renew(shop, found.product, clip, clip_format=SMALL)
    assert new.storyboard != clip.storyboard
    assert outdated_clips(shop) == ()
    shop.catalogue.set_shot("HAT-1", hat.photos[0].id, "front")
    shop.catalogue.save(replace(shop.catalogue.product("HAT-1"), photos=hat.photos[1:]))
    assert outdated_clips(shop) == ()


def test_a_photo_edited_while_the_clip_was_made_marks_it(shop: Shop, shirt: Product, hat: Product) -> None:
    planned = plan_clip(shop, shirt, ClipEdit(template="dozen", seconds=6, music=None, others=(hat.id,)))
    shop.catalogue.set_recipe("HAT-1", hat.photos[0].id, Recipe(light=0.4))
    make_clip(shop, shirt, template("dozen"), storyboard=planned, clip_format=SMALL)
    assert [one.why for one in outdated_clips(shop)] == ["photo"]


def test_another_product_deleted_for_good_leaves_its_clips(shop: Shop, shirt: Product, hat: Product) -> None:
    other = shop.catalogue.add(replace(SHIRT, id="", sku="SH-9", photos=hat.photos, clips=()))
    clip = made(shop, shirt, ClipEdit(template="dozen", seconds=6, music=None, others=(hat.id, other.id)))
    shop.catalogue.trash(["SH-9"])
    shop.catalogue.purge(["SH-9"])
    assert [one.record.template for one in outdated_clips(shop)] == ["dozen"]
    new = renew(shop, shop.catalogue.by_id(shirt.id), clip, clip_format=SMALL)
    assert [one.product for one in new.storyboard.others] == [hat.id]
    assert outdated_clips(shop) == ()


def test_what_is_not_seen_is_not_counted_as_shown(shop: Shop, shirt: Product, hat: Product) -> None:
    edit = ClipEdit(template="new-arrival", seconds=6, others=(hat.id,))
    assert plan_clip(shop, shirt, edit).others == ()


def test_a_voice_is_kept_as_it_was_recorded(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    spoken = voice_file(tmp_path / "เสียง.wav")
    clip = made(shop, shirt, ClipEdit(template="new-arrival", seconds=6, music=None), voice=spoken)
    (take,) = clip.storyboard.voices
    assert (shop.recordings / take.file).read_bytes() == spoken.read_bytes()
    shop.catalogue.save(replace(shirt, price=100))
    assert renew_clip_small(shop, shirt).storyboard.voices == (take,)
    assert len(list(shop.recordings.iterdir())) == 1


def test_the_twin_of_an_older_clip_is_its_voice(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    clip = made(shop, shirt, ClipEdit(template="new-arrival", seconds=6), voice=voice_file(tmp_path / "v.wav"))
    (recording,) = shop.recordings.iterdir()
    recording.unlink()
    before = replace(clip.storyboard, voices=(), edit=None)  # as a version without recordings left it
    clip.storyboard_path.write_bytes(to_json(before))
    shop.catalogue.save(replace(shirt, price=100))
    first = renew_clip_small(shop, shirt)
    (take,) = first.storyboard.voices
    assert take.file.endswith(".flac")
    shop.catalogue.save(replace(shirt, price=200))
    assert renew_clip_small(shop, shirt).storyboard.voices == (take,)


def test_what_is_heard_in_footage_does_not_become_a_voice(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    shop.add_footage(shirt.sku, [film(tmp_path / "walk.mp4", seconds=4, sound="-c:a aac")])
    product = shop.catalogue.by_id(shirt.id)
    clip = made(shop, product, ClipEdit(template="worn", seconds=6, music=None))
    before = read_sound(clip.voice_only, 6.0)
    assert voice_of(clip) == clip.voice_only
    shop.catalogue.save(replace(product, price=100))
    new = renew(shop, shop.catalogue.by_id(shirt.id), clip, clip_format=SMALL)
    assert "฿1" in texts(new.storyboard)
    assert new.storyboard.voices == ()
    assert not list(shop.recordings.iterdir())
    assert np.array_equal(read_sound(new.voice_only, 6.0), before)


def test_a_recording_is_taken_back_when_the_clip_is_not_made(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    stopped = Progress(lambda _done, _note: None, lambda: True)
    with pytest.raises(Cancelled):
        made(shop, shirt, ClipEdit(template="new-arrival"), voice=voice_file(tmp_path / "v.wav"), progress=stopped)
    assert not list(shop.recordings.iterdir())


def test_a_recording_that_is_gone_is_a_sentence(shop: Shop, shirt: Product) -> None:
    edit = ClipEdit(template="new-arrival", seconds=6, voices=(VoiceTake(file="gone.wav"),), lines=("คำ",))
    assert plan_clip(shop, shirt, edit).subtitles
    with pytest.raises(VendorError, match=r"gone\.wav"):
        made(shop, shirt, edit)


def test_a_clip_whose_files_are_gone_is_made_from_what_is_known(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vendor_app.making.make_clip", lambda *a, **k: make_clip(*a, **k, clip_format=SMALL))
    clip = made(shop, shirt, ClipEdit(template="new-arrival", seconds=6, music=None))
    clip.path.unlink()
    shop.catalogue.save(replace(shirt, price=100))
    (found,) = outdated_clips(shop)
    new = renew_clip(shop, found.product.id, found.record.template)
    assert "฿1" in texts(new.storyboard)
    assert outdated_clips(shop) == ()


def test_a_bundle_gets_the_clip_as_it_was_decided(shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vendor_app.making.make_clip", lambda *a, **k: make_clip(*a, **{**k, "clip_format": SMALL}))
    edit = decided(shirt, opening="price")
    made(shop, shirt, edit)
    shop.catalogue.save(replace(shirt, price=100))
    clip = current_clip(shop, shop.catalogue.by_id(shirt.id))
    assert edit_of(clip.storyboard) == edit
    assert from_json(clip.storyboard_path.read_bytes()) == clip.storyboard


def test_footage_that_is_gone_is_a_sentence(shop: Shop, shirt: Product) -> None:
    film = Footage(id="a" * 64, suffix=".mp4", width=720, height=1280, frames=150, has_sound=True)
    product = shop.catalogue.add_footage(shirt.sku, [film])
    with pytest.raises(VendorError, match="วิดีโอ"):
        made(shop, product, ClipEdit(template="worn", seconds=6))
    assert not list(shop.clips.rglob("*.mp4"))
