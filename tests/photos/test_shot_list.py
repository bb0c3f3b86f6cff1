"""Shot lists: every kind is whole, each product gets the list of its kind, and what is missing is known."""

import msgspec
import pytest

from ui.icons import _glyphs
from vendor_app.catalogue.records import Product
from vendor_app.photos.photo import Photo
from vendor_app.photos.shot_list import ShotList, ghosts, missing, next_missing, shot_list, shot_lists, taken
from vendor_app.video.footage import Footage

CLIP = Footage(id="f" * 64, suffix=".mp4", width=1080, height=1920, frames=120, has_sound=False)


def photo(number: int, shot: str = "") -> Photo:
    return Photo(id=f"{number:064x}", suffix=".jpg", width=800, height=1000, shot=shot)


@pytest.mark.parametrize("kind", shot_lists(), ids=lambda kind: kind.name)
def test_every_list_can_be_shown_and_photographed(kind: ShotList) -> None:
    names = [shot.name for shot in kind.shots]
    assert len(set(names)) == len(names)
    assert names[0] == "front"
    assert sum(shot.is_footage for shot in kind.shots) == 1
    for shot in kind.shots:
        assert shot.icon in _glyphs()
        assert shot.title.th.strip()
        assert shot.how.th.strip()
        assert shot.title.en.isascii() or "–" in shot.title.en
        assert len(shot.title.th) <= 16, "longer ones are cut on a tile"
        assert shot.ghost


def test_every_ghost_is_used_and_within_the_picture() -> None:
    used = {shot.outline for kind in shot_lists() for shot in kind.shots}
    assert used == set(ghosts())
    for lines in ghosts().values():
        assert all(len(line) >= 2 and all(0 <= x <= 1 and 0 <= y <= 1 for x, y in line) for line in lines)


def test_kinds_take_over_only_from_kinds_there_are() -> None:
    names = {kind.name for kind in shot_lists()}
    assert all(set(kind.takes_over) <= names for kind in shot_lists())


@pytest.mark.parametrize(
    ("category", "name", "kind"),
    [
        ("เดรส", "เดรสแขนตุ๊กตา", "dress"),
        ("เสื้อ", "เสื้อเชิ้ตมีกระเป๋าหน้า", "top"),
        ("", "เสื้อเชิ้ตมีกระเป๋าหน้า", "top"),
        ("", "กระเป๋าผ้าสะพายข้าง", "bag"),
        ("กางเกง", "กางเกงช้าง", "trousers"),
        ("กระโปรง", "", "skirt"),
        ("", "ชุดเดรสกระโปรงบาน", "dress"),
        ("รองเท้า", "ผ้าใบเด็ก", "shoes"),
        ("เสื้อผ้าเด็ก", "ลายการ์ตูน", "children"),
        ("เสื้อ", "เสื้อยืดเด็ก 3 ขวบ", "children"),
        ("", "ชุดเด็กอ่อน", "children"),
        ("ถุงเท้า", "ถุงเท้าเด็ก", "accessory"),
        ("", "ผ้าพันคอลายสก๊อต", "accessory"),
        ("ผ้า", "ผ้าฝ้ายทอมือ", "cloth"),
        ("", "โสร่งบาติก", "cloth"),
        ("", "เสื้อผ้าฝ้ายแขนยาว", "top"),
        ("เสื้อผ้า", "กางเกงยีนส์", "trousers"),
        ("แฟชั่น", "Straw HAT", "accessory"),
        ("", "that thing", "other"),
        ("", "laptop stand", "other"),
        ("", "พวงกุญแจ", "other"),
        ("", "", "other"),
    ],
)
def test_a_product_gets_the_list_of_its_kind(category: str, name: str, kind: str) -> None:
    assert shot_list(Product(category=category, name=name)).name == kind


def test_what_is_there_and_what_is_missing() -> None:
    product = Product(
        name="เดรส", photos=(photo(1, "worn"), photo(2), photo(3, "front"), photo(4, "front"), photo(5, "sole"))
    )
    assert taken(product) == {"front": photo(3, "front"), "worn": photo(1, "worn")}
    assert [shot.name for shot in missing(product)] == ["back", "fabric", "label", "ruler", "clip"]
    filmed = msgspec.structs.replace(product, footage=(CLIP,))
    assert taken(filmed)["clip"] is None
    assert [shot.name for shot in missing(filmed)] == ["back", "fabric", "label", "ruler"]


@pytest.mark.parametrize(
    ("after", "then"), [("", "back"), ("front", "back"), ("fabric", "label"), ("clip", "back"), ("nothing", "back")]
)
def test_the_next_one_is_the_first_behind_and_then_from_the_beginning(after: str, then: str) -> None:
    found = next_missing(Product(name="เดรส", photos=(photo(1, "front"), photo(2, "worn"))), after)
    assert found is not None
    assert found.name == then


def test_when_all_are_there_none_is_next() -> None:
    shots = [shot.name for shot in shot_list(Product(name="เดรส")).shots if not shot.is_footage]
    whole = Product(name="เดรส", photos=tuple(photo(n, shot) for n, shot in enumerate(shots)), footage=(CLIP,))
    assert missing(whole) == ()
    assert next_missing(whole, "front") is None
