"""The right side of the studio: the panel of the tool in the hand, and below it what is not good about the photo."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QStyle, QVBoxLayout, QWidget

from ui.widgets.studio_marks import StudioMarks
from ui.widgets.studio_panels import CropPanel, Panel, SpotPanel, TonePanel, VeilPanel
from ui.widgets.studio_tools import TOOLS, ToolName
from ui.widgets.studio_white import WhitePanel
from vendor_app.photos.recipe import Recipe


class Panels:
    """One panel for each tool."""

    def __init__(self) -> None:
        self.tone, self.crop, self.spot, self.veil = TonePanel(), CropPanel(), SpotPanel(), VeilPanel()
        self.white = WhitePanel()

    def of(self, name: ToolName) -> Panel:
        """Return the panel of a tool."""
        panel: Panel = getattr(self, name)
        return panel

    def show_recipe(self, recipe: Recipe) -> None:
        """Show what is done to the photo on all of them."""
        for panel in (self.tone, self.crop, self.spot, self.veil, self.white):
            panel.show_recipe(recipe)


class StudioSide(QFrame):
    """Panels scroll where the window is low; the marks stay in sight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side")
        self.setProperty("edge", "right")
        self.panels, self.marks, self._stack = Panels(), StudioMarks(), QStackedWidget()
        for name in TOOLS:
            self._stack.addWidget(_scrolling(self.panels.of(name)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(6)
        column.addWidget(self._stack, 1)
        column.addWidget(self.marks)

    def open(self, name: ToolName) -> None:
        """Bring up the panel of a tool."""
        self._stack.setCurrentIndex(TOOLS.index(name))

    def set_width(self, least: int) -> None:
        """Be that wide, and wider where a button's words and the scroll bar need it: nothing scrolls sideways."""
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        contents = self._stack.findChildren(QWidget, "content")
        self.setFixedWidth(max(least, *(content.minimumSizeHint().width() + bar for content in contents)))


def _scrolling(panel: QWidget) -> QScrollArea:
    """Return what scrolls a panel where the window is low."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    content = QWidget()
    content.setObjectName("content")
    column = QVBoxLayout(content)
    column.setContentsMargins(16, 0, 14, 0)
    column.addWidget(panel)
    area.setWidget(content)
    return area
