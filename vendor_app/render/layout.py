"""Where each line and plate of a lettering goes, in pixels of the canvas. Knows fonts only by their measures."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

import msgspec

from vendor_app.render.wrapping import cut, pieces, wrap
from vendor_app.storyboard.model import Colour, Lettering, Plate, TextLine

TAG_POINT = 0.38
"""Of a tag's height: how far it tapers to its point."""
BUBBLE_TAIL = 36
"""Pixels of canvas that the tail of a bubble hangs below it."""
_UNIT_SIZE = 0.48
"""Of the size of the text in front of it, unless the line says otherwise."""
_WIDEST_UNIT = 0.6
"""Of the room for text: a unit that is wider at the smallest size is cut, too."""
_SMALLEST_UNIT = 32
_UNIT_SPACE = 0.18
_VALUE_SPACE = 0.6
_VALUE_SIZE = 1.15
"""Of the size of the text at the other end of the line."""
_SHRINK = 0.95
_THAI = re.compile("[ก-๛]")
_HIGHEST = re.compile("[\u0e48-\u0e4b]ำ")
_DEEPEST = re.compile("[ฎฏ][\u0e38-\u0e3a]")
_THAI_HEIGHTS = {"Kanit": (1.02, 0.3), "Sarabun": (1.28, 0.36)}
"""Of the size, above and below the baseline: room for two storeys of marks, and for a vowel below."""
_HIGHER, _DEEPER = 0.1, 0.2
"""More of it where a tone mark stands on ำ, and where a vowel hangs below a tail."""
_LATIN_HEIGHTS = (0.88, 0.24)


class Font(NamedTuple):
    """One of the bundled fonts at a size in pixels of the canvas."""

    family: str
    weight: int
    size: int


Measure: TypeAlias = Callable[[str, Font], float]
"""Width of a text on one line."""


class Text(NamedTuple):
    """One run of text at its place."""

    text: str
    font: Font
    colour: Colour
    x: float
    baseline: float
    strike: Colour | None = None
    """Colour of a line through it."""


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


class LaidRow(NamedTuple):
    """What comes in together."""

    texts: tuple[Text, ...]
    rule: Rule | None


class Laid(NamedTuple):
    """A lettering ready to be drawn."""

    rows: tuple[LaidRow, ...]
    plates: tuple[Area, ...]
    """One around all, or one for each row."""
    plate: Plate | None


class _Row(NamedTuple):
    """One line of text as it will be seen, still without a place."""

    line: TextLine
    size: int
    text: str
    width: float
    gap: float
    ends: bool
    """Whether it is the last of its paragraph: unit and value belong to it."""

    @property
    def ascent(self) -> float:
        return self.size * _heights(self.line)[0]

    @property
    def height(self) -> float:
        return self.size * sum(_heights(self.line))


class _Room(NamedTuple):
    """What a box leaves for text, and the padding around that."""

    width: float
    height: float
    left: float
    above: float
    right: float
    below: float


def lay_out(lettering: Lettering, measure: Measure) -> Laid:
    """Wrap and shrink the text to its box, and place it."""
    room = _room(lettering)
    rows = _fitted(lettering.lines, room.width, room.height, measure)
    wide = lettering.plate is not None and lettering.plate.wide
    inner = room.width if wide else max(row.width for row in rows)
    left, top = _corner(lettering, room, inner, sum(row.height + row.gap for row in rows))
    share = _SHARES[lettering.align]
    laid, areas, y = [], [], top + room.above
    for row in rows:
        rule_y, y = y + row.gap / 2, y + row.gap
        x = left + room.left + (inner - row.width) * share
        rule = (
            Rule(Area(left + room.left, rule_y - 1.5, left + room.left + inner, rule_y + 1.5), row.line.rule)
            if row.line.rule and row.gap
            else None
        )
        laid.append(LaidRow(tuple(_texts(row, x, y + row.ascent, measure)), rule))
        begin, end = (left + room.left, left + room.left + inner) if wide else (x, x + row.width)
        areas.append(Area(begin - room.left, y - room.above, end + room.right, y + row.height + room.below))
        y += row.height
    return Laid(tuple(laid), _plates(lettering, areas), lettering.plate)


_SHARES = {"left": 0.0, "centre": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


def _heights(line: TextLine) -> tuple[float, float]:
    """Return the room that the ink of a paragraph's lines needs above and below their baselines, in sizes."""
    above, below = _heights_of(line.text, line.family)
    if not line.value:
        return above, below
    spoken = line.value.replace("฿", "")  # it is among the Thai letters, but no taller than a digit
    high, deep = (_VALUE_SIZE * height for height in _heights_of(spoken, line.family))
    return max(above, high), max(below, deep)


def _heights_of(text: str, family: str) -> tuple[float, float]:
    if not _THAI.search(text):
        return _LATIN_HEIGHTS
    above, below = _THAI_HEIGHTS[family]
    return above + _HIGHER * bool(_HIGHEST.search(text)), below + _DEEPER * bool(_DEEPEST.search(text))


def _room(lettering: Lettering) -> _Room:
    plate, box = lettering.plate, lettering.box
    if plate is None:
        return _Room(box.width, box.height, 0, 0, 0, 0)
    above = plate.padding * 0.5
    left = plate.padding * (1.6 if plate.accent else 1.0)
    if plate.shape == "tag":
        tallest = max(line.size * sum(_heights(line)) for line in lettering.lines)
        left = (tallest + 2 * above) * TAG_POINT + plate.padding * 0.5
    below = above + (BUBBLE_TAIL if plate.shape == "bubble" else 0)
    return _Room(box.width - left - plate.padding, box.height - above - below, left, above, plate.padding, below)


def _corner(lettering: Lettering, room: _Room, inner: float, height: float) -> tuple[float, float]:
    """Return left and top of the block with its padding."""
    box = lettering.box
    left = box.x + (box.width - inner - room.left - room.right) * _SHARES[lettering.align]
    return left, box.y + (box.height - height - room.above - room.below) * _SHARES[lettering.anchor]


def _plates(lettering: Lettering, areas: list[Area]) -> tuple[Area, ...]:
    plate, box = lettering.plate, lettering.box
    if plate is None:
        return ()
    if plate.shape == "lines":
        return tuple(areas)
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    if plate.tall:
        return (Area(min(lefts), box.y, max(rights), box.y + box.height),)
    return (Area(min(lefts), min(tops), max(rights), max(bottoms)),)


def _fitted(lines: tuple[TextLine, ...], width: float, height: float, measure: Measure) -> list[_Row]:
    """Choose sizes and breaks: as large as fits, not below each floor; then fewer lines, then less text."""
    cap, most = 1.0, [line.max_lines for line in lines]
    while True:
        rows = _with_even_table(lines, most, cap, width, measure)
        if sum(row.height + row.gap for row in rows) <= height:
            return rows
        if any(line.size * cap > line.floor for line in lines):
            cap *= _SHRINK
        elif max(most) > 1:
            most[most.index(max(most))] -= 1
        elif len(lines) > 1:
            lines, most = lines[:-1], most[:-1]
        else:
            return rows  # a little too tall for its box: better than nothing


def _with_even_table(
    lines: tuple[TextLine, ...], most: list[int], cap: float, width: float, measure: Measure
) -> list[_Row]:
    """Break every paragraph; the lines of a table, those with a value, get one size."""
    rows = [list(_rows(line, limit, cap, width, measure)) for line, limit in zip(lines, most, strict=True)]
    table = min((own[0].size for line, own in zip(lines, rows, strict=True) if line.value), default=0)
    for number, line in enumerate(lines):
        if line.value and rows[number][0].size > table:
            rows[number] = list(_rows(line, most[number], table / line.size, width, measure))
    return [row for own in rows for row in own]


def _rows(line: TextLine, most: int, cap: float, width: float, measure: Measure) -> Iterator[_Row]:
    """Break one paragraph at the largest size at which it fits into ``most`` lines."""
    floor = min(line.floor, line.size)
    size = max(round(line.size * cap), floor)
    while (texts := _broken(line, size, most, width, measure)) is None:
        size = max(int(size * _SHRINK), floor)
    font = Font(line.family, line.weight, size)
    line = _with_short_unit(line, size, width, measure)
    for number, text in enumerate(texts):
        ends = number == len(texts) - 1
        across = width if line.value else measure(text, font) + (_unit_room(line, size, measure) if ends else 0)
        yield _Row(line, size, text, across, line.gap * size / line.size if number == 0 else 0, ends)


def _broken(line: TextLine, size: int, most: int, width: float, measure: Measure) -> list[str] | None:
    """Return the lines at this size; None when a smaller one is worth trying."""

    def wide(text: str) -> float:
        return measure(text, Font(line.family, line.weight, size))

    line = _with_short_unit(line, size, width, measure)
    taken = _unit_room(line, size, measure) + _value_room(line, size, measure)
    lines = wrap(line.text, width, taken, most, wide)
    if lines is None and size <= min(line.floor, line.size):
        return cut(line.text, width, taken, most, wide)
    return lines


def _with_short_unit(line: TextLine, size: int, width: float, measure: Measure) -> TextLine:
    """Cut a unit that would leave no room for the text at its smallest: a price that is cut is a wrong one."""
    font, most = _unit_font(line, size), _WIDEST_UNIT * width
    left = width - measure(line.text, Font(line.family, line.weight, size)) - _UNIT_SPACE * size
    if left > 0 and (line.max_lines == 1 or len(pieces(line.text)) == 1):
        most = min(most, left)
    if not line.unit or size > line.floor or measure(line.unit, font) <= most:
        return line
    return msgspec.structs.replace(line, unit=cut(line.unit, most, 0, 1, lambda text: measure(text, font))[0])


def _unit_room(line: TextLine, size: int, measure: Measure) -> float:
    return measure(line.unit, _unit_font(line, size)) + _UNIT_SPACE * size if line.unit else 0.0


def _value_room(line: TextLine, size: int, measure: Measure) -> float:
    return measure(line.value, _value_font(line, size)) + _VALUE_SPACE * size if line.value else 0.0


def _unit_font(line: TextLine, size: int) -> Font:
    share = _UNIT_SIZE if line.unit_size is None else line.unit_size / line.size
    return Font(line.family, min(line.weight, 600), max(int(size * share), min(_SMALLEST_UNIT, size)))


def _value_font(line: TextLine, size: int) -> Font:
    return Font(line.family, 700, int(size * _VALUE_SIZE))


def _texts(row: _Row, x: float, baseline: float, measure: Measure) -> Iterator[Text]:
    """Place the text of a row, its unit behind it and its value at the other end."""
    line, font = row.line, Font(row.line.family, row.line.weight, row.size)
    yield Text(row.text, font, line.colour, x, baseline, line.strike)
    if row.ends and line.unit:
        at = x + measure(row.text, font) + _UNIT_SPACE * row.size
        yield Text(line.unit, _unit_font(line, row.size), line.colour, at, baseline)
    if row.ends and line.value:
        bold = _value_font(line, row.size)
        at = x + row.width - measure(line.value, bold)
        yield Text(line.value, bold, line.value_colour or line.colour, at, baseline)
