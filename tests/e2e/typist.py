"""A vendor who types a price and does not wait: run as a program of its own, so that it can be killed.

``python -m tests.e2e.typist SHOP SKU PRICE`` prints "saved" when the window says so, and types on for ever.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.shop import Shop


def main(folder: str, sku: str, price: str) -> None:
    """Open the editor, type, and report what its badge says."""
    application = QApplication(["typist"])
    apply_theme(application)
    window = MainWindow(Shop.open(Path(folder)), Tasks())
    window.show()
    window.edit_product(sku)
    form = window.editor._form
    said: list[str] = []

    def type_price() -> None:
        if window.editor.sku == sku and not said:
            said.append("typed")
            form._price.setText(price)
            form._price.textEdited.emit(price)
        elif said == ["typed"] and not window.editor._draft.is_dirty:
            said.append("saved")
            print("saved", flush=True)  # noqa: T201
        elif len(said) == 2:
            form.name.insert("x")
            form.name.textEdited.emit(form.name.text())

    clock = QTimer(interval=20)
    clock.timeout.connect(type_price)
    clock.start()
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
