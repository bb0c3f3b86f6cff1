"""The right side of the clip page: one section at a time, chosen by the tabs on top."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ui.widgets.buttons import Button


class SectionTab(Button):
    """The name of a section; checked while the section is open."""


class ClipSide(QFrame):
    """Sections that scroll when the window is low. ``add`` takes any widget; the first one added is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("edge", "right")
        self._tabs, self._stack = QButtonGroup(self), QStackedWidget()
        self._sections: dict[str, tuple[SectionTab, QScrollArea]] = {}
        bar = QFrame()
        bar.setObjectName("tabs")
        self._bar = QHBoxLayout(bar)
        self._bar.setContentsMargins(3, 3, 3, 3)
        self._bar.setSpacing(2)
        top = QHBoxLayout()
        top.setContentsMargins(14, 10, 14, 6)
        top.addWidget(bar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addWidget(self._stack, 1)
        self._tabs.buttonClicked.connect(self._open)

    def add(self, key: str, words: str, section: QWidget) -> None:
        """Add a section behind the others."""
        tab = SectionTab(words)
        tab.setCheckable(True)
        tab.setAccessibleName(words)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setObjectName("content")
        column = QVBoxLayout(content)
        column.setContentsMargins(16, 4, 14, 10)
        column.addWidget(section)
        area.setWidget(content)
        self._sections[key] = tab, area
        self._tabs.addButton(tab)
        self._bar.addWidget(tab, 1)
        self._stack.addWidget(area)
        if len(self._sections) == 1:
            tab.setChecked(True)

    def open(self, key: str) -> None:
        """Bring a section up."""
        tab, area = self._sections[key]
        tab.setChecked(True)
        within = self._stack.focusWidget()
        if area is not self._stack.currentWidget() and within is not None and within.hasFocus():
            self.setFocus()  # once hidden, it would hand its ring to the next button, which then looks chosen
        self._stack.setCurrentWidget(area)

    def scroll_to(self, key: str, widget: QWidget) -> None:
        """Bring a widget of a section into sight."""
        _tab, area = self._sections[key]
        area.ensureWidgetVisible(widget, 0, 0)

    def opened(self) -> str:
        """Return the key of the section that is up."""
        return next(key for key, (tab, _area) in self._sections.items() if tab.isChecked())

    def tab(self, key: str) -> SectionTab:
        """Return the tab of a section."""
        return self._sections[key][0]

    def _open(self, tab: SectionTab) -> None:
        self.open(next(key for key, (each, _area) in self._sections.items() if each is tab))
