"""A vendor who letters a clip and does not wait: run as a program of its own, so that it can be killed.

``python -m tests.e2e.clip_editor SHOP SKU WORDS`` prints "saved" a second after typing, as promised, and edits on for
ever.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.pages.clip import ClipPage
from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.shop import Shop

_PROMISED_MS = 1000


def main(folder: str, sku: str, words: str) -> None:
    """Open the page, type on the first shot, and change other things from then on."""
    application = QApplication(["clip-editor"])
    apply_theme(application)
    page = ClipPage(Shop.open(Path(folder)), Tasks())
    page.show()
    page.open_product(sku)
    said: list[str] = []
    openings = ("price", "motion", "question")

    def tell() -> None:
        said.append("saved")
        print("saved", flush=True)  # noqa: T201

    def go_on() -> None:
        if page._draft.plan is None:
            return
        if not said:
            said.append("typed")
            page._desk.shot.words.field.setPlainText(words)
            QTimer.singleShot(_PROMISED_MS, tell)
        elif "saved" in said:
            said.append("more")
            page._desk.whole.opening.chosen.emit(openings[len(said) % 3])

    clock = QTimer(interval=20)
    clock.timeout.connect(go_on)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
