"""Small files of a shop that are read, changed and written again: one that cannot be read is not written over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from vendor_app import machine
from vendor_app.bundle.answers import ask_again, know, known_checks
from vendor_app.bundle.edited import Words, edited_words, keep_words
from vendor_app.bundle.model import CheckResult
from vendor_app.photos.stand import Stand, load_stand, save_stand
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop

ID = "0123abcd"
CHECK = CheckResult(name="brands", level="warn", message="", found=("Nike",))


def _know(shop: Shop) -> object:
    know(shop, ID, CHECK)
    return known_checks(shop, ID) == {"brands": ("Nike",)}


def _ask_again(shop: Shop) -> object:
    ask_again(shop, ID, "brands")
    return known_checks(shop, ID) == {}


def _keep_words(shop: Shop) -> object:
    keep_words(shop, ID, "tiktok", Words(caption="ก"))
    return edited_words(shop, ID) == {"tiktok": Words(caption="ก")}


def _save_stand(shop: Shop) -> object:
    save_stand(shop.folder, Stand(exposure=1.5))
    return load_stand(shop.folder) == Stand(exposure=1.5)


def _want_width(_shop: Shop) -> object:
    machine.want_width(720)
    return machine.load().width == 720


def _in_shop(name: str) -> Callable[[Shop], Path]:
    return lambda shop: shop.folder / name


@pytest.mark.parametrize("content", [b"", b"\0" * 64, b'{"cut', b"[" * 100_000], ids=["empty", "zeros", "cut", "deep"])
@pytest.mark.parametrize(
    ("place", "change"),
    [
        (_in_shop(f"answers/{ID}.json"), _know),
        (_in_shop(f"answers/{ID}.json"), _ask_again),
        (_in_shop(f"texts/{ID}.json"), _keep_words),
        (_in_shop("stand.json"), _save_stand),
        (lambda _shop: cache_folder() / "machine.json", _want_width),
    ],
    ids=["answer", "no-answer", "texts", "stand", "machine"],
)
def test_what_was_damaged_is_kept_beside_what_is_written_next(
    shop: Shop, place: Callable[[Shop], Path], change: Callable[[Shop], object], content: bytes
) -> None:
    file = place(shop)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    assert change(shop)
    assert file.with_name(f"{file.stem}.unread-1.json").read_bytes() == content
