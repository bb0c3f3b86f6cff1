"""A shop's folder that is moved away while it is open: one sentence, nothing made in its place, and then it goes on."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from msgspec.structs import replace

from tests.conftest import PhotoMaker
from tests.queue_works import here, quick
from tests.test_making import SMALL, small, voice_file
from tests.video.films import ffmpeg, film
from vendor_app import machine, making
from vendor_app.bundle.answers import know
from vendor_app.bundle.edited import Words, keep_words
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import platform
from vendor_app.bundling import make_bundle
from vendor_app.catalogue.records import Product
from vendor_app.cli.door import run
from vendor_app.clips import load_edit, save_edit
from vendor_app.photos.stand import Stand, save_stand
from vendor_app.progress import Progress
from vendor_app.recordings import kept_recording
from vendor_app.render_process import Request
from vendor_app.render_queue import RenderQueue
from vendor_app.shop import Shop
from vendor_app.shop_folder import ShopGone
from vendor_app.sound.own_music import import_music
from vendor_app.storyboard.edit import ClipEdit

GONE = "ไม่พบโฟลเดอร์ของร้านแล้ว"
Wish = Callable[[Shop, Path], object]


def _shirt(shop: Shop) -> Product:
    return shop.catalogue.product("A")


def _speak(shop: Shop, outside: Path) -> None:
    with kept_recording(shop, outside / "voice.wav"):
        pass


WISHES: dict[str, Wish] = {
    "name": lambda shop, _outside: shop.rename("ชื่อใหม่"),
    "product": lambda shop, _outside: shop.catalogue.add(Product(sku="B", name="กางเกง")),
    "price": lambda shop, _outside: shop.catalogue.save(replace(_shirt(shop), price=9900)),
    "photo": lambda shop, outside: shop.add_photos("A", [outside / "photos-in" / "2.jpg"]),
    "footage": lambda shop, outside: shop.add_footage("A", [outside / "film.mp4"]),
    "edit": lambda shop, _outside: save_edit(shop, _shirt(shop), ClipEdit(template="sale")),
    "reading an edit": lambda shop, _outside: load_edit(shop, _shirt(shop), "dozen"),
    "answer": lambda shop, _outside: know(shop, _shirt(shop).id, CheckResult(name="x", level="warn", message="")),
    "texts": lambda shop, _outside: keep_words(shop, _shirt(shop).id, "tiktok", Words(caption="ก")),
    "music": lambda shop, outside: import_music(shop.music, outside / "tune.wav"),
    "voice": _speak,
    "stand": lambda shop, _outside: save_stand(shop.folder, Stand(measured="2026")),
    "mask": lambda shop, _outside: shop.developed._masks.add(np.zeros((8, 8), np.uint8)),
    "queue": lambda shop, _outside: RenderQueue(shop, here()).add(_shirt(shop), "sale"),
    "clip": lambda shop, _outside: small(shop, _shirt(shop)),
    "bundle": lambda shop, _outside: make_bundle(shop, _shirt(shop), platform("tiktok")),
}


@pytest.fixture
def away(shop: Shop, make_photo: PhotoMaker, tmp_path: Path) -> Path:
    """Return where the folder of ``shop`` is to go. The shop has a product; what can be added lies beside it."""
    shop.catalogue.add(Product(sku="A", name="เสื้อ", price=19900))
    shop.add_photos("A", [make_photo("1.jpg", width=90, height=120, seed=1)])
    make_photo("2.jpg", width=90, height=120, seed=2)
    voice_file(tmp_path / "voice.wav")
    film(tmp_path / "film.mp4")
    ffmpeg("-f", "lavfi", "-i", "sine=frequency=220:duration=4", tmp_path / "tune.wav")
    return tmp_path / "ย้ายแล้ว"


@pytest.mark.parametrize("wish", WISHES.values(), ids=WISHES)
def test_what_is_wanted_is_refused_until_the_folder_is_back(
    shop: Shop, away: Path, tmp_path: Path, wish: Wish, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "clip_format", lambda: SMALL)
    shop.folder.rename(away)
    with pytest.raises(ShopGone, match=f"{GONE}.*{shop.folder.name}") as refused:
        wish(shop, tmp_path)
    assert "นำกลับมาไว้ที่เดิม" in refused.value.hint
    assert not shop.folder.exists()
    away.rename(shop.folder)
    wish(shop, tmp_path)


def test_a_queue_rests_until_the_folder_is_back(shop: Shop, away: Path) -> None:
    def work(request: Request, progress: Progress) -> None:
        if shop.folder.exists() and not asked:
            shop.folder.rename(away)
        asked.append(request)
        quick(request, progress)

    asked: list[Request] = []
    queue = RenderQueue(shop, here(work))
    for style in ("new-arrival", "wholesale"):
        queue.add(_shirt(shop), style)
    with pytest.raises(ShopGone, match=GONE):
        queue.run()
    assert [job.state for job in queue.jobs] == ["waiting", "waiting"]
    assert (queue.is_paused, queue.has_work, len(asked), shop.folder.exists()) == (True, False, 1, False)
    away.rename(shop.folder)
    queue.resume()
    queue.run()
    assert [job.state for job in RenderQueue(shop, here()).jobs] == ["done", "done"]


def test_the_command_line_says_so_and_makes_nothing(
    shop: Shop, away: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.close()
    real = making.render

    def move_then_render(*arguments: object, **options: object) -> object:
        shop.folder.rename(away)
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(making, "render", move_then_render)
    assert run(["--shop", str(shop.folder), "clip", "make", "A"]) == 1
    assert capsys.readouterr().err.splitlines()[-1].startswith(GONE)
    assert not shop.folder.exists()
