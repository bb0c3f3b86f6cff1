"""A small pill that tells a state: saved, has a clip, price changed."""

from typing import Literal, TypeAlias

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ui.icons import picture
from ui.theme import Color
from ui.widgets.words import Line

Tone: TypeAlias = Literal["good", "warn", "bad", "idle"]

INK: dict[Tone, Color] = {
    "good": Color.PRIMARY_DARK,
    "warn": Color.ACCENT_TEXT,
    "bad": Color.DANGER,
    "idle": Color.CHIP_INK,
}
GROUND: dict[Tone, Color] = {
    "good": Color.PRIMARY_SOFT,
    "warn": Color.ACCENT_SOFT,
    "bad": Color.DANGER_SOFT,
    "idle": Color.CHIP,
}


class Badge(QFrame):
    """Text in a pill of one of four tones, with an icon if wanted."""

    def __init__(self, text: str = "", tone: Tone = "idle", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon, self._text = QLabel(), Line()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._text)
        self.show_state(text, tone, icon_name)

    def text(self) -> str:
        """Return what it says."""
        return self._text.text()

    def show_state(self, text: str, tone: Tone, icon_name: str = "") -> None:
        """Say something else."""
        self._text.setText(text)
        self._icon.setVisible(bool(icon_name))
        if icon_name:
            self._icon.setPixmap(picture(icon_name, 16, INK[tone]))
        self.setAccessibleName(text)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            for widget in (self, self._text):
                widget.style().unpolish(widget)
                widget.style().polish(widget)
