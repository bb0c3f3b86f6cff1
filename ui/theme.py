"""How the window looks: colours by name, the bundled fonts, and the style sheet filled in with both."""

from enum import StrEnum
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from vendor_app.resources import resource, resource_folder


class Color(StrEnum):
    """Every colour of the window. In ``theme.qss`` each is ``$name`` in lower case."""

    PRIMARY = "#0b6e4f"
    PRIMARY_DARK = "#08563e"
    PRIMARY_SOFT = "#e3f1eb"
    PRIMARY_FAINT = "#f3f9f6"
    PRIMARY_LINE = "#bfd8cc"
    ACCENT = "#f2a900"
    ACCENT_DARK = "#d99800"
    ACCENT_INK = "#3a2a00"
    ACCENT_SOFT = "#fff4d6"
    ACCENT_LINE = "#f3dc9b"
    ACCENT_TEXT = "#7a5600"
    DANGER = "#c3342b"
    DANGER_SOFT = "#fce9e7"
    INK = "#1e2a26"
    MUTED = "#5d6a64"
    CHIP_INK = "#4b554f"
    PAPER = "#f7f5ef"
    SURFACE = "#ffffff"
    FAINT = "#faf8f2"
    LINE = "#e2e0d8"
    LINE_STRONG = "#c9c5b8"
    CHIP = "#efede6"
    STAGE = "#26302c"
    STAGE_DARK = "#1b2320"
    STAGE_LINE = "#3d4843"
    ON_STAGE = "#e8ece9"


BODY, DISPLAY = "Sarabun", "Kanit"
BODY_PIXELS = 16


def load_fonts() -> None:
    """Register the bundled fonts; doing it again costs little and changes nothing."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))


def body_font(pixels: int = BODY_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return Sarabun for reading and typing."""
    return _font(BODY, pixels, weight)


def display_font(pixels: int, weight: QFont.Weight = QFont.Weight.DemiBold) -> QFont:
    """Return Kanit for titles, prices and buttons."""
    return _font(DISPLAY, pixels, weight)


def _font(family: str, pixels: int, weight: QFont.Weight) -> QFont:
    font = QFont(family)
    font.setPixelSize(pixels)
    font.setWeight(weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def style_sheet() -> str:
    """Return ``resources/theme.qss``, and what ``theme-….qss`` adds for single pages, with the colours filled in."""
    files = [resource("theme.qss"), *sorted(resource_folder().glob("theme-*.qss"))]
    source = "\n".join(file.read_text("utf-8") for file in files)
    folder = resource("icons").as_posix()
    return Template(source).substitute({color.name.lower(): color.value for color in Color}, icons=folder)


def _palette() -> QPalette:
    """Return the colours for what the style sheet does not reach, such as placeholder text and selections."""
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, color in (
        (roles.Window, Color.PAPER),
        (roles.Base, Color.SURFACE),
        (roles.AlternateBase, Color.FAINT),
        (roles.Text, Color.INK),
        (roles.WindowText, Color.INK),
        (roles.ButtonText, Color.INK),
        (roles.Button, Color.SURFACE),
        (roles.PlaceholderText, Color.MUTED),
        (roles.Highlight, Color.PRIMARY),
        (roles.HighlightedText, Color.SURFACE),
        (roles.Link, Color.PRIMARY),
        (roles.ToolTipBase, Color.INK),
        (roles.ToolTipText, Color.SURFACE),
    ):
        palette.setColor(role, QColor(color.value))
    return palette


def apply_theme(application: QApplication) -> None:
    """Give the whole program its fonts, colours and style sheet."""
    load_fonts()
    application.setStyle("Fusion")
    application.setPalette(_palette())
    application.setFont(body_font())
    application.setStyleSheet(style_sheet())
