"""How soon photos from a phone are seen: ``python phone_window_job.py SHOP SKU FILE…``.

Prints the seconds from each photo's last byte to its thumbnail in the dialog, as a JSON list.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.dialogs.phone import PhoneDialog
from ui.phone_link import PhoneLink, Purpose
from ui.tasks import Tasks
from ui.theme import apply_theme
from vendor_app.shop import Shop

_LOOK_MS = 5


class Watch(QObject):
    """Sends one photo after the other and looks for its thumbnail."""

    def __init__(self, link: PhoneLink, dialog: PhoneDialog, files: list[Path]) -> None:
        super().__init__()
        self._link, self._dialog, self._files = link, dialog, files
        self.seconds: list[float] = []
        self._sent: subprocess.Popen[str] | None = None
        self._ended = 0.0
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        link.arrived.connect(self._note)
        self._timer.start()

    def _note(self, arrival: object) -> None:
        """Note when all bytes of a photo are there."""
        if getattr(arrival, "state", "") == "checking":
            self._ended = time.perf_counter()

    def _look(self) -> None:
        if self._sent is None and self._link.server is not None:
            script = Path(__file__).with_name("phone_job.py")
            file = self._files[len(self.seconds)]
            self._sent = subprocess.Popen([sys.executable, str(script), self._link.server.url, str(file)], text=True)
        rows = self._dialog.arrivals.rows()
        if self._ended and len(rows) > len(self.seconds) and rows[-1].has_picture():
            self.seconds.append(time.perf_counter() - self._ended)
            self._ended = 0.0
            if self._sent is not None:
                self._sent.wait()
            self._sent = None
            if len(self.seconds) == len(self._files):
                QApplication.quit()


def main() -> None:
    """Open the dialog and measure."""
    application = QApplication([])
    apply_theme(application)
    tasks = Tasks()
    with Shop.open(Path(sys.argv[1])) as shop:
        link = PhoneLink(shop, tasks)
        dialog = PhoneDialog(None, link, Purpose(shop.catalogue.product(sys.argv[2])))
        dialog.show()
        watch = Watch(link, dialog, [Path(name) for name in sys.argv[3:]])
        application.exec()
        link.close()
        tasks.close()
    sys.stdout.write(json.dumps(watch.seconds) + "\n")


if __name__ == "__main__":
    main()
