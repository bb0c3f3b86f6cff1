"""What a vendor decided about a clip, kept in the shop."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.test_making import SHIRT, shirt
from vendor_app.catalogue.records import Product
from vendor_app.clips import EditSetAside, load_edit, save_edit
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.shop import Shop
from vendor_app.storyboard import editing
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.plan import with_shots

__all__ = ["shirt"]  # a fixture


def _file(shop: Shop, product: Product, template: str = "sale") -> Path:
    return shop.clips / f"{product.id}.edits" / f"{template}.json"


def test_an_edit_comes_back_as_it_was_saved_each_template_its_own(shop: Shop, shirt: Product) -> None:
    one = editing.set_text(with_shots(ClipEdit(template="new-arrival"), shirt), "opening", "ลายใหม่ 🌺")
    other = ClipEdit(template="sale", seconds=20, others=("x",), lines=("ก", "ข"))
    for edit in (one, other):
        save_edit(shop, shirt, edit)
    assert load_edit(shop, shirt, "new-arrival") == one
    assert load_edit(shop, shirt, "sale") == other
    assert load_edit(shop, shirt, "dozen") is None
    assert load_edit(shop, replace(SHIRT, id="another"), "sale") is None


def test_saving_again_takes_the_place_and_leaves_no_draft(shop: Shop, shirt: Product) -> None:
    for seconds in (10, 20):
        save_edit(shop, shirt, ClipEdit(template="sale", seconds=seconds))
    assert [file.name for file in _file(shop, shirt).parent.iterdir()] == ["sale.json"]
    loaded = load_edit(shop, shirt, "sale")
    assert loaded is not None
    assert loaded.seconds == 20


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"template": "sale", "format": 2}',
        b'{"template": "sale", "magic": true}',
        b'{"template": 7}',
        b"[" * 100_000,
        b'{"template": "sale", "shots": [{"id": "a"}]}',
    ],
    ids=["empty", "cut", "no-text", "newer", "unknown-field", "wrong-type", "deep", "half"],
)
def test_what_cannot_be_read_is_set_aside_and_never_lost(shop: Shop, shirt: Product, content: bytes) -> None:
    for _time in range(2):
        file = _file(shop, shirt)
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
        with pytest.raises(EditSetAside, match="เริ่มให้ใหม่") as refused:
            load_edit(shop, shirt, "sale")
        assert "unread" in refused.value.hint
        assert load_edit(shop, shirt, "sale") is None
    kept = sorted(_file(shop, shirt).parent.iterdir())
    assert [one.name for one in kept] == ["sale.unread-1.json", "sale.unread-2.json"]
    assert [one.read_bytes() for one in kept] == [content, content]
    save_edit(shop, shirt, ClipEdit(template="sale"))
    assert load_edit(shop, shirt, "sale") == ClipEdit(template="sale")


_SOUND = b'{"template":"sale","seconds":12,"shots":[{"id":"opening","scene":"opening","crop":{"x":0.5,"y":0.2}}]}'


@settings(max_examples=30)
@given(at=st.integers(0, len(_SOUND) - 1), byte=st.integers(0, 255), cut=st.booleans())
def test_a_spoilt_file_is_an_edit_or_set_aside(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, cut: bool
) -> None:
    with Shop.create(tmp_path_factory.mktemp("shop") / "ร้าน", "ร้าน") as shop:
        product = replace(SHIRT, id="p1")
        file = _file(shop, product)
        file.parent.mkdir()
        content = _SOUND[:at] if cut else _SOUND[:at] + bytes([byte]) + _SOUND[at + 1 :]
        file.write_bytes(content)
        try:
            assert isinstance(load_edit(shop, product, "sale"), ClipEdit)
        except EditSetAside:
            (aside,) = file.parent.iterdir()
            assert aside.read_bytes() == content


@pytest.mark.parametrize(("product_id", "template"), [("../../out", "sale"), ("..", "sale"), ("p1", "../../../out")])
def test_names_do_not_lead_out_of_the_clips(shop: Shop, product_id: str, template: str) -> None:
    save_edit(shop, replace(SHIRT, id=product_id), ClipEdit(template=template))
    (file,) = (one for one in shop.folder.parent.rglob("*.json") if "edits" in str(one))
    assert file.parent.parent == shop.clips


def test_a_disk_that_refuses_is_a_sentence_and_the_edit_stays(
    shop: Shop, shirt: Product, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_edit(shop, shirt, ClipEdit(template="sale", seconds=10))

    def refuse(*_given: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("vendor_app.files.replace", refuse)
    with pytest.raises(VendorError, match="เต็ม"):
        save_edit(shop, shirt, ClipEdit(template="sale", seconds=20))
    loaded = load_edit(shop, shirt, "sale")
    assert loaded is not None
    assert loaded.seconds == 10
    assert not list(shop.clips.rglob(f"{DRAFT}*"))
