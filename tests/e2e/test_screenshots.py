"""Every page of the window on a whole stall, as the pictures for the README are taken."""

from pathlib import Path

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.conftest import PhotoMaker
from tests.e2e.screenshots import photograph
from tests.e2e.stall import DRESS, fill
from vendor_app.shop import Shop


def test_every_page_is_photographed_with_something_on_it(
    qapp: QApplication, tmp_path: Path, make_photo: PhotoMaker
) -> None:
    photos = [make_photo(f"{n}.jpg", width=360, height=480, seed=n) for n in range(4)]
    with Shop.create(tmp_path / "shop", "ร้านป้าแดง") as shop:
        fill(shop, [photos])
        pictures = photograph(shop, DRESS.sku, tmp_path / "out")
    names = ["camera", "clip", "editor", "export", "history", "products", "settings", "studio"]
    assert [picture.stem for picture in pictures] == names
    for picture in pictures:
        image = QImage(str(picture))
        colors = {image.pixel(x, y) for x in range(100, image.width(), 7) for y in range(70, image.height(), 7)}
        assert len(colors) > (20 if picture.stem == "camera" else 40), picture.stem  # there is none
