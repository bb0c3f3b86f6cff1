"""Where each line and plate of a lettering goes, in pixels of the canvas. Knows fonts only by their measures."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from vendor_app.render.wrapping import cut, wrap
from vendor_app.storyboard.model import Colour, Lettering, Plate, TextLine

LINE_HEIGHT = 1.3
"""Of the size: two storeys of Thai marks above and a vowel below do not meet the neighbours."""
ASCENT = 1.0
"""Of the size: from the top of a line to its baseline."""
UNIT_SIZE = 0.5
"""Of the size of the text in front of it."""
_UNIT_SPACE = 0.16
_SHRINK = 0.94
_VALUE_SPACE = 0.6
_TAG_POINT = 0.42
"""Of a tag's height: how far its point reaches to the left of the text."""


class Font(NamedTuple):
    """One of the bundled fonts at a size in pixels of the canvas."""

    family: str
    weight: int
    size: float


Measure: TypeAlias = Callable[[str, Font], float]


class Text(NamedTuple):
    """One run of text at its place."""

    text: str
    font: Font
    colour: Colour
    x: float
    baseline: float


class Area(NamedTuple):
    """A rectangle in pixels of the canvas, with fractions."""

    left: float
    top: float
    right: float
    bottom: float


class Rule(NamedTuple):
    """A thin line of a table."""

    area: Area
    colour: Colour


class Laid(NamedTuple):
    """A lettering ready to be drawn."""

    texts: tuple[Text, ...]
    rules: tuple[Rule, ...]
    plates: tuple[Area, ...]
    """One around all, or one for each line."""
    plate: Plate | None


class _Row(NamedTuple):
    """One line as it will be seen."""

    line: TextLine
    size: float
    text: str
    width: float
    """Of text and unit; the inner width of the box when there is a value."""
    gap: float
    last: bool
    """Whether unit and value belong to it."""


def lay_out(lettering: Lettering, measure: Measure) -> Laid:
    """Wrap and shrink the text to its box, and place it."""
    width, height, padding = _inner(lettering)
    rows = _fitted(lettering.lines, width, height, measure)
    return _placed(lettering, rows, width, padding, measure)


def _inner(lettering: Lettering) -> tuple[float, float, tuple[float, float, float, float]]:
    """Return the room for text, and the padding: left, top, right, bottom."""
    plate, box = lettering.plate, lettering.box
    if plate is None:
        return box.width, box.height, (0, 0, 0, 0)
    side, above = float(plate.padding), plate.padding * 0.55
    left = side + (plate.padding * 0.5 if plate.accent else 0)
    if plate.shape == "tag":
        tallest = max(line.size for line in lettering.lines) * LINE_HEIGHT + 2 * above
        left = side * 0.6 + tallest * _TAG_POINT
    return box.width - left - side, box.height - 2 * above, (left, above, side, above)


def _fitted(lines: tuple[TextLine, ...], width: float, height: float, measure: Measure) -> list[_Row]:
    """Choose sizes and breaks: as large as fits, no smaller than each line's floor, then fewer lines."""
    cap, most = 1.0, [line.max_lines for line in lines]
    while True:
        rows = [row for line, limit in zip(lines, most, strict=True) for row in _rows(line, limit, cap, width, measure)]
        if _height(rows) <= height:
            return rows
        if any(line.size * cap > line.floor for line in lines):
            cap *= _SHRINK
        elif max(most) > 1:
            most[most.index(max(most))] -= 1
        else:
            lines, most = lines[:-1], most[:-1]


def _rows(line: TextLine, most: int, cap: float, width: float, measure: Measure) -> Iterator[_Row]:
    size = max(line.size * cap, min(line.floor, line.size))
    while True:
        font = Font(line.family, line.weight, size)
        unit, value = _extras(line, size, measure)
        lines = wrap(line.text, width, unit + value, most, lambda text, font=font: measure(text, font))
        if lines is not None:
            break
        if size <= line.floor:
            lines = cut(line.text, width, unit + value, most, lambda text, font=font: measure(text, font))
            break
        size = max(size * _SHRINK, line.floor)
    for number, text in enumerate(lines):
        last = number == len(lines) - 1
        across = width if line.value else measure(text, font) + (unit if last else 0)
        yield _Row(line, size, text, across, line.gap * size / line.size if number == 0 else 0, last)


def _extras(line: TextLine, size: float, measure: Measure) -> tuple[float, float]:
    """Return the room that unit and value take of the last line."""
    unit = measure(line.unit, unit_font(line, size)) + _UNIT_SPACE * size if line.unit else 0.0
    value = measure(line.value, Font(line.family, 700, size)) + _VALUE_SPACE * size if line.value else 0.0
    return unit, value


def unit_font(line: TextLine, size: float) -> Font:
    """Return the font of a line's unit: smaller, but never smaller than the line's floor allows reading."""
    return Font(line.family, 500, max(size * UNIT_SIZE, min(30, size)))


def _height(rows: list[_Row]) -> float:
    return sum(row.size * LINE_HEIGHT + row.gap for row in rows)


def _placed(
    lettering: Lettering, rows: list[_Row], width: float, padding: tuple[float, float, float, float], measure: Measure
) -> Laid:
    left_pad, top_pad, right_pad, bottom_pad = padding
    box, plate = lettering.box, lettering.plate
    inner = width if plate is not None and plate.wide else max((row.width for row in rows), default=0)
    outer_width, outer_height = inner + left_pad + right_pad, _height(rows) + top_pad + bottom_pad
    share = {"left": 0.0, "centre": 0.5, "right": 1.0}[lettering.align]
    left = box.x + (box.width - outer_width) * share
    top = box.y + (box.height - outer_height) * {"top": 0.0, "middle": 0.5, "bottom": 1.0}[lettering.anchor]
    texts: list[Text] = []
    rules: list[Rule] = []
    areas: list[Area] = []
    y = top + top_pad
    for row in rows:
        if row.gap and row.line.rule:
            rules.append(
                Rule(
                    Area(left + left_pad, y + row.gap / 2 - 1, left + left_pad + inner, y + row.gap / 2 + 1),
                    row.line.rule,
                )
            )
        y += row.gap
        x = left + left_pad + (inner - row.width) * share
        texts.extend(_texts(row, x, y + row.size * ASCENT, x + row.width, measure))
        areas.append(
            Area(x - left_pad, y - top_pad, x + row.width + right_pad, y + row.size * LINE_HEIGHT + bottom_pad)
        )
        y += row.size * LINE_HEIGHT
    if plate is None:
        areas = []
    elif plate.shape != "lines":
        areas = [Area(left, top, left + outer_width, top + outer_height)]
    return Laid(tuple(texts), tuple(rules), tuple(areas), plate)


def _texts(row: _Row, x: float, baseline: float, right: float, measure: Measure) -> Iterator[Text]:
    line, font = row.line, Font(row.line.family, row.line.weight, row.size)
    yield Text(row.text, font, line.colour, x, baseline)
    if row.last and line.unit:
        at = x + measure(row.text, font) + _UNIT_SPACE * row.size
        yield Text(line.unit, unit_font(line, row.size), line.colour, at, baseline)
    if row.last and line.value:
        bold = Font(line.family, 700, row.size)
        yield Text(line.value, bold, line.value_colour or line.colour, right - measure(line.value, bold), baseline)
