"""A clip planned from what is in the shop."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.conftest import cloth
from tests.test_making import SHIRT, shirt, voice_file
from vendor_app import planning
from vendor_app.catalogue.records import Product
from vendor_app.planning import focus_of, others_of, plan_clip
from vendor_app.progress import Cancelled, Progress
from vendor_app.recordings import kept_recording
from vendor_app.shop import Shop
from vendor_app.sound.own_music import OwnMusic, _remember
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import VoiceTake

__all__ = ["shirt"]  # a fixture


def test_the_shops_colours_and_logo_are_in_every_clip(shop: Shop, shirt: Product) -> None:
    plain = plan_clip(shop, shirt, ClipEdit(template="new-arrival"))
    shop.set_brand(colour="#7a1fa2", accent="#ffee58", logo=shirt.photos[0])
    branded = plan_clip(shop, shirt, ClipEdit(template="new-arrival"))
    assert plain.shots[-1].ground != branded.shots[-1].ground
    logos = [panel for panel in branded.shots[-1].panels if panel.fit == "contain"]
    assert [logo.photo for logo in logos] == [shirt.photos[0].id]
    assert not plain.shots[-1].panels


def test_products_off_sale_are_left_out(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    cloth(450, 600, 9).save(tmp_path / "hat.jpg")
    ids = []
    for sku in ("H-1", "H-2", "H-3"):
        shop.catalogue.add(replace(SHIRT, id="", sku=sku))
        shop.add_photos(sku, [tmp_path / "hat.jpg"])
        ids.append(shop.catalogue.product(sku).id)
    shop.catalogue.trash(["H-1", "H-2"])
    shop.catalogue.purge(["H-2"])
    edit = ClipEdit(template="dozen", others=(*ids, shirt.id, ids[2], "nobody"))
    assert [one.sku for one in others_of(shop, shirt, edit)] == ["H-3"]
    assert [one.product for one in plan_clip(shop, shirt, edit).others] == [ids[2]]


def test_lines_are_timed_by_the_voice(shop: Shop, shirt: Product, tmp_path: Path) -> None:
    edit = ClipEdit(template="new-arrival", seconds=10, lines=("ใส่สบาย",), music=None)
    (silent,) = plan_clip(shop, shirt, edit).subtitles
    with kept_recording(shop, voice_file(tmp_path / "v.wav")) as name:
        pass
    (spoken,) = plan_clip(shop, shirt, replace(edit, voices=(VoiceTake(file=name, start=90),))).subtitles
    assert silent.start == 0
    assert 85 <= spoken.start <= 100
    assert spoken.start + spoken.frames < 150


def test_planning_stops_between_two_photos(shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    look = planning.look
    monkeypatch.setattr(planning, "look", lambda *given: seen.append(given[2].id) or look(*given))
    with pytest.raises(Cancelled):
        plan_clip(shop, shirt, ClipEdit(template="new-arrival"), progress=Progress(is_cancelled=lambda: bool(seen)))
    assert seen == [shirt.photos[0].id]
    assert len(shirt.photos) > 1


def test_what_is_said_is_looked_at_once(
    shop: Shop, shirt: Product, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kept_recording(shop, voice_file(tmp_path / "v.wav")) as name:
        pass
    calls: list[int] = []
    real = planning.voices
    monkeypatch.setattr(planning, "voices", lambda *given: (calls.append(1), real(*given))[1])
    edit = ClipEdit(template="new-arrival", seconds=10, lines=("ใส่สบาย",), voices=(VoiceTake(file=name),))
    for opening in ("price", "motion", "template"):
        plan_clip(shop, shirt, replace(edit, opening=opening))
    assert calls == [1]


@pytest.mark.parametrize(("bpm", "on_beat"), [(120.0, True), (None, False)])
def test_pictures_change_on_the_beat_of_own_music(shop: Shop, shirt: Product, bpm: float | None, on_beat: bool) -> None:
    (shop.music / "เพลง.mp3").write_bytes(b"music")
    _remember(shop.music, OwnMusic(name="เพลง.mp3", title="เพลง", seconds=60.0, bpm=bpm))
    board = plan_clip(shop, shirt, ClipEdit(template="new-arrival", seconds=20, music="own:เพลง.mp3"))
    free = plan_clip(shop, shirt, ClipEdit(template="new-arrival", seconds=20, music="own:เพลง.mp3", on_beat=False))
    cuts = [board.start(number) for number in range(1, len(board.shots))]
    off = [abs((cut - 0.72) / 15 - round((cut - 0.72) / 15)) * 15 for cut in cuts]
    assert (max(off) <= 1) == on_beat
    assert (board.shots != free.shots) == on_beat


def test_photos_are_looked_at_and_a_missing_one_spoils_nothing(shop: Shop, shirt: Product, user_folders: Path) -> None:
    found = focus_of(shop, (shirt,))
    assert set(found) == set(shirt.photo_ids)
    import shutil

    shutil.rmtree(user_folders / "cache")
    del shop.focuses  # as the next start of the program would
    original = shop.photos.path(shirt.photos[0])
    original.chmod(0o600)
    original.write_bytes(b"no photo")
    assert set(focus_of(shop, (shirt,))) == {shirt.photos[1].id}
    assert plan_clip(shop, shirt, ClipEdit(template="new-arrival")).frames == 450
