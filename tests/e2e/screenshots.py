"""Take a picture of every page of the window.

``python -m tests.e2e.screenshots [--photos FOLDER] [--out FOLDER] [--language th|en]``. A folder of photos may hold one
folder per product. Without one it is the practice shop, whose pictures are drawn.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer
from PySide6.QtWidgets import QApplication

from tests.e2e.stall import DRESS, fill
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import apply_theme
from ui.widgets.words import Words
from vendor_app import language
from vendor_app.catalogue.records import Sku
from vendor_app.shop import Shop
from vendor_app.thai.words import warm
from vendor_app.workshop.practice import make_practice_shop

_SIZE = QSize(1366, 768)


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


class Photographer:
    """Waits until a page has come to rest and saves its picture."""

    def __init__(self, window: MainWindow, tasks: Tasks, out: Path) -> None:
        self._window, self._tasks, self._out = window, tasks, out

    def rest(self) -> None:
        """Wait until no task has been under way for a while."""
        quiet = 0
        while quiet < 5:
            _wait(100)
            quiet = 0 if self._tasks.running else quiet + 1

    def take(self, name: str) -> None:
        """Save what the window shows as ``name``.png."""
        self.rest()
        self._window.grab().save(str(self._out / f"{name}.png"))


def photograph(shop: Shop, sku: Sku, out: Path, size: QSize = _SIZE) -> list[Path]:
    """Show every page of the window on ``shop``, those of one product with ``sku``, and save them into ``out``."""
    out.mkdir(parents=True, exist_ok=True)
    tasks = Tasks()
    window = MainWindow(shop, tasks)
    window.resize(size)
    window.show()
    camera = Photographer(window, tasks, out)
    camera.take("products")
    window.edit_product(sku)
    camera.take("editor")
    window.edit_photo(sku, shop.catalogue.product(sku).photo_ids[0])
    camera.take("studio")
    window.take_pictures(sku, "")
    camera.take("camera")
    window.make_clip(sku)
    camera.take("clip")
    window.export_product(sku)
    camera.take("export")
    window.show_history(sku)
    camera.take("history")
    window.show_page("settings")
    camera.take("settings")
    window.close()
    camera.rest()
    tasks.close()
    return sorted(out.glob("*.png"))


def photo_groups(folder: Path) -> list[Sequence[Path]]:
    """Return the photos of each product: those of each folder in ``folder``, or all of them when it has none."""
    folders = sorted(entry for entry in folder.iterdir() if entry.is_dir()) or [folder]
    return [sorted(file for file in each.iterdir() if file.is_file())[:6] for each in folders]


def _open_shop(folder: Path, photos: Path | None) -> tuple[Shop, Sku]:
    """Make a shop to photograph; return it and the product whose pages are shown."""
    if photos is None:
        shop = make_practice_shop(folder)
        return shop, shop.catalogue.products(order="newest")[0].sku
    shop = Shop.create(folder, "ร้านป้าแดง โบ๊เบ๊")
    fill(shop, photo_groups(photos))
    return shop, DRESS.sku


def _begin(chosen: str) -> QApplication:
    """Start the application in a language, as ``ui.app`` does."""
    language.use("en" if chosen == "en" else "th")
    application = QApplication(sys.argv[:1])
    application.setQuitOnLastWindowClosed(False)
    apply_theme(application)
    warm()
    Words.dictionary_loaded()
    return application


def main(words: Sequence[str]) -> None:
    """Make a shop for the moment and photograph the window on it."""
    parser = argparse.ArgumentParser("screenshots", description="a picture of every page of the window")
    parser.add_argument("--photos", type=Path, help="a folder of photos, or of one folder per product")
    parser.add_argument("--out", type=Path, default=Path("screenshots"))
    parser.add_argument("--language", choices=("th", "en"), default="th")
    chosen = parser.parse_args(words)
    application = _begin(chosen.language)
    with tempfile.TemporaryDirectory() as folder:
        shop, sku = _open_shop(Path(folder, "shop"), chosen.photos)
        with shop:
            for picture in photograph(shop, sku, chosen.out):
                print(picture)  # noqa: T201
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
