"""Colours that can be read by tired eyes, and the fonts that carry Thai marks."""

import re

import pytest
from PySide6.QtGui import QColor, QFontInfo
from PySide6.QtWidgets import QApplication

from ui.icons import icon
from ui.theme import Color, body_font, display_font, style_sheet
from ui.widgets.badge import GROUND, INK


def luminance(color: str) -> float:
    """Relative luminance as WCAG 2 has it."""
    parts = [channel / 255 for channel in QColor(color).getRgb()[:3]]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(text: str, ground: str) -> float:
    lighter, darker = sorted((luminance(text), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


TEXT_ON = [
    (Color.INK, Color.PAPER),
    (Color.INK, Color.SURFACE),
    (Color.MUTED, Color.SURFACE),
    (Color.MUTED, Color.PAPER),
    (Color.MUTED, Color.CHIP),
    (Color.CHIP_INK, Color.FAINT),
    (Color.SURFACE, Color.PRIMARY),
    (Color.SURFACE, Color.PRIMARY_DARK),
    (Color.ACCENT_INK, Color.ACCENT),
    (Color.ACCENT_INK, Color.ACCENT_DARK),
    (Color.ACCENT_TEXT, Color.ACCENT_SOFT),
    (Color.DANGER, Color.SURFACE),
    (Color.PRIMARY_DARK, Color.PRIMARY_SOFT),
    (Color.ACCENT, Color.INK),
    (Color.ON_STAGE, Color.STAGE),
    *((INK[tone], GROUND[tone]) for tone in INK),
]


@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_stands_out_from_its_ground(text: Color, ground: Color) -> None:
    assert contrast(text, ground) >= 4.5


def test_every_colour_in_the_style_sheet_has_a_name() -> None:
    assert "$" not in style_sheet()


def test_the_style_sheet_names_only_files_that_exist() -> None:
    from pathlib import Path

    files = re.findall(r'url\("([^"]+)"\)', style_sheet())
    assert files
    assert all(Path(file).is_file() for file in files)


@pytest.mark.parametrize(("font", "family"), [(body_font(), "Sarabun"), (display_font(20), "Kanit")])
def test_the_bundled_fonts_are_the_ones_drawn_with(qapp: QApplication, font: object, family: str) -> None:
    assert QFontInfo(font).family() == family


def test_an_icon_is_drawn_in_its_colour(qapp: QApplication) -> None:
    image = icon("t-shirt-fill", Color.PRIMARY).pixmap(32, 32).toImage()
    assert image.pixelColor(16, 16).name() == Color.PRIMARY
