"""Photos that come from outside the window: dropped on it, or pasted from the clipboard."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from vendor_app.catalogue.records import Sku
from vendor_app.photos.intake import Intake
from vendor_app.progress import Progress, silent
from vendor_app.shop import Shop


class Incoming(NamedTuple):
    """Files and folders, or a picture without a file, such as a screenshot."""

    paths: tuple[Path, ...] = ()
    image: QImage | None = None
    shot: str = ""
    """Which shot of the product's list the photo is; "" for none."""

    def __bool__(self) -> bool:
        return bool(self.paths) or self.image is not None


def incoming(mime: QMimeData) -> Incoming:
    """Return the photos in what is dropped or pasted. Whether they can be read is found out later."""
    paths = tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())
    if paths or not mime.hasImage():
        return Incoming(paths)
    image = QImage(mime.imageData())
    return Incoming(image=None if image.isNull() else image)


def on_clipboard() -> Incoming:
    """Return the photos on the clipboard."""
    return incoming(QGuiApplication.clipboard().mimeData())


def take_in_photos(shop: Shop, sku: Sku, photos: Incoming, progress: Progress = silent) -> Intake:
    """Put what came from outside behind the photos of a product, as ``Shop.add_photos`` does."""
    product = shop.catalogue.product(sku)
    intake = _take_in(shop, sku, photos, progress)
    for added in intake.added if photos.shot else ():
        now = shop.catalogue.by_id(product.id)  # the vendor may have changed its SKU meanwhile
        shop.catalogue.set_shot(now.sku, added.photo.id, photos.shot)
    return intake


def _take_in(shop: Shop, sku: Sku, photos: Incoming, progress: Progress) -> Intake:
    if photos.image is None:
        return shop.add_photos(sku, photos.paths, progress)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pasted.png"
        photos.image.save(str(path))
        return shop.add_photos(sku, [path], progress)


class DropZone(QObject):
    """Makes a widget take photos dropped anywhere on it, with a veil that says so while they hover."""

    dropped = Signal(object)
    """Incoming."""

    def __init__(self, widget: QWidget, words: str) -> None:
        super().__init__(widget)
        self._widget, self._veil = widget, DropVeil(words, widget)
        self.enabled = True
        widget.setAcceptDrops(True)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            return self._enter(event)
        if event.type() == QEvent.Type.DragMove:
            event.accept()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self._veil.hide()
        elif event.type() == QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(event)
        return False

    def _enter(self, event: QDragEnterEvent) -> bool:
        if not self.enabled or not (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._veil.cover()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        self._veil.hide()
        photos = incoming(event.mimeData())
        if not photos:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.dropped.emit(photos)
        return True


class DropVeil(QWidget):
    """Lies over a widget and says what letting go would do."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._under = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(self)
        mark, text = QLabel(), QLabel(words)
        mark.setPixmap(picture("image-square", 64, Color.PRIMARY))
        column.addStretch(1)
        column.addWidget(mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.hide()

    def cover(self) -> None:
        """Show it over the whole widget."""
        self.setGeometry(self._under.rect())
        self.raise_()
        self.show()
