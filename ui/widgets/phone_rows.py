"""What has come from a phone, line by line, and what the test of the network found."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.badge import Badge, Tone
from ui.widgets.card import Caption, ElidedLabel
from ui.widgets.layouts import clear
from ui.widgets.rounded_picture import RoundedPicture
from ui.widgets.words import Words
from vendor_app.language import _
from vendor_app.phone.arrivals import Arrival
from vendor_app.phone.selftest import Finding, Verdict

_PICTURE = QSize(56, 56)
_STEPS = 1000
_MARKS: dict[Verdict, tuple[str, Color]] = {
    "pass": ("check-circle", Color.PRIMARY),
    "warn": ("warning", Color.ACCENT_DARK),
    "fail": ("x-circle", Color.DANGER),
}


def _words(arrival: Arrival) -> tuple[str, Tone, str]:
    """Return what is said of a file, how, and with which icon."""
    if arrival.state == "coming" and arrival.received and not arrival.active:
        return _("Stopped at {percent}%").format(percent=_percent(arrival)), "warn", "pause"
    said: dict[str, tuple[str, Tone, str]] = {
        "coming": (_("Coming: {percent}%").format(percent=_percent(arrival)), "idle", ""),
        "checking": (_("Being looked at"), "idle", ""),
        "done": (_("Has come"), "good", "check"),
        "same": (_("Was there already"), "good", "check"),
        "refused": (_("Not taken"), "bad", "x"),
    }
    return said[arrival.state]


def _percent(arrival: Arrival) -> int:
    return 100 * arrival.received // max(arrival.size, 1)


class ArrivalRow(QFrame):
    """One file."""

    def __init__(self, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._picture = RoundedPicture(_PICTURE)
        self._title, self._state, self._reason = ElidedLabel(), Badge(), Caption(wrap=True)
        self._bar = QProgressBar()
        self._bar.setRange(0, _STEPS)
        self._bar.setTextVisible(False)
        self._shown = ""
        told = QVBoxLayout()
        told.setSpacing(3)
        for short in (self._title, self._state):
            line = QHBoxLayout()
            line.addWidget(short)
            line.addStretch(1)
            told.addLayout(line)
        told.addWidget(self._bar)
        told.addWidget(self._reason)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)

    def show_arrival(self, arrival: Arrival) -> None:
        """Say how far this file is."""
        kind = _("Video {number}") if arrival.film else _("Photo {number}")
        self._title.setText(self._titles.get(arrival.shot) or kind.format(number=arrival.number))
        self._state.show_state(*_words(arrival))
        self._reason.setText(arrival.reason)
        self._reason.setVisible(bool(arrival.reason))
        self._bar.setVisible(arrival.state == "coming" and arrival.active)
        self._bar.setValue(_STEPS * arrival.received // max(arrival.size, 1))
        self._picture.show_icon("film-strip" if arrival.film else "image")
        if arrival.thumbnail is not None and self._shown != str(arrival.thumbnail):
            self._shown = str(arrival.thumbnail)
            self._picture.show_image(_square(QImage(self._shown), _PICTURE * self.devicePixelRatioF()))

    def has_picture(self) -> bool:
        """Return whether its thumbnail is seen."""
        return self._picture.has_image()

    def state_text(self) -> str:
        """Return what is said of it."""
        return self._state.text()


def _square(image: QImage, size: QSize) -> QImage:
    """Return the middle of a small picture."""
    if image.isNull():
        return image
    way = Qt.AspectRatioMode.KeepAspectRatioByExpanding
    scaled = image.scaled(size, way, Qt.TransformationMode.SmoothTransformation)
    left, top = (scaled.width() - size.width()) // 2, (scaled.height() - size.height()) // 2
    return scaled.copy(left, top, size.width(), size.height())


class ArrivalList(QScrollArea):
    """What is wrong, and below it all files of a session, the newest on top."""

    def __init__(self, titles: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = titles
        self._rows: dict[str, ArrivalRow] = {}
        content = QWidget()
        content.setObjectName("content")
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(2)
        self._told = QVBoxLayout()
        self._told.setContentsMargins(0, 0, 0, 6)
        self._told.setSpacing(8)
        self._column.addLayout(self._told)
        self._column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)

    def show_arrival(self, arrival: Arrival) -> None:
        """Show a new file, or how far a known one is."""
        row = self._rows.get(arrival.id)
        if row is None:
            row = self._rows[arrival.id] = ArrivalRow(self._titles)
            self._column.insertWidget(1, row)
        row.show_arrival(arrival)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the test of the network found, in place of what it found before."""
        clear(self._told)
        for finding in findings:
            self._told.addWidget(FindingRow(finding))

    def rows(self) -> tuple[ArrivalRow, ...]:
        """Return the lines, the oldest first."""
        return tuple(self._rows.values())


class FindingRow(QFrame):
    """One thing that the test looked at."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        icon, color = _MARKS[finding.verdict]
        mark = QLabel()
        mark.setPixmap(picture(icon, 20, color))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(Words(finding.message))
        if finding.hint:
            told.addWidget(Caption(finding.hint, wrap=True))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(told, 1)
