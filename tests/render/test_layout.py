"""Places of text and plates, with a font whose letters are all half as wide as high."""

import msgspec
import pytest

from vendor_app.render.layout import Area, Font, Laid, lay_out
from vendor_app.storyboard.model import Box, Lettering, Plate, TextLine

BOX = Box(120, 288, 660, 400)
LONG = "เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่มใส่สบายระบายอากาศดี " * 6
PLATES = [
    None,
    Plate(colour="#000000"),
    Plate(colour="#000000", shape="lines"),
    Plate(colour="#000000", shape="tag"),
    Plate(colour="#000000", wide=True, accent="#ffffff"),
]


def _measure(text: str, font: Font) -> float:
    return len(text) * font.size / 2


def _lettering(*lines: TextLine, **more: object) -> Lettering:
    return msgspec.structs.replace(Lettering(role="name", lines=lines, box=BOX), **more)


def _areas(laid: Laid) -> list[Area]:
    """Return the plates, and the room of each run of text."""
    texts = [
        Area(text.x, text.baseline - 0.7 * text.font.size, text.x + _measure(text.text, text.font), text.baseline)
        for row in laid.rows
        for text in row.texts
    ]
    return [*laid.plates, *texts]


def _inside(area: Area) -> bool:
    right, bottom = BOX.x + BOX.width, BOX.y + BOX.height
    return (
        BOX.x - 0.01 <= area.left
        and BOX.y - 0.01 <= area.top
        and area.right <= right + 0.01
        and area.bottom <= bottom + 0.01
    )


@pytest.mark.parametrize("plate", PLATES)
@pytest.mark.parametrize(("align", "anchor"), [("left", "top"), ("centre", "middle"), ("right", "bottom")])
@pytest.mark.parametrize("text", ["เดรส", LONG, "a" * 80, "A B", "฿1,234,567.50"])
def test_nothing_leaves_the_box(plate: Plate | None, align: str, anchor: str, text: str) -> None:
    line = TextLine(text=text, unit="/ ตัว", size=120, floor=40, max_lines=3)
    laid = lay_out(_lettering(line, plate=plate, align=align, anchor=anchor), _measure)
    assert laid.rows
    assert all(_inside(area) for area in _areas(laid))


def test_text_is_as_large_as_fits_and_never_below_its_floor() -> None:
    def size(text: str) -> int:
        return (
            lay_out(_lettering(TextLine(text=text, size=100, floor=40, max_lines=2)), _measure)
            .rows[0]
            .texts[0]
            .font.size
        )

    assert size("เดรส") == 100
    assert 40 < size("เสื้อยืดคอกลมผ้าคอตตอนเนื้อนุ่มใส่") < 100
    assert size(LONG) == 40


def test_text_too_long_at_its_floor_ends_in_dots() -> None:
    laid = lay_out(_lettering(TextLine(text=LONG, size=100, floor=40, max_lines=2)), _measure)
    assert len(laid.rows) == 2
    assert laid.rows[-1].texts[0].text.endswith("…")


def test_unit_stands_behind_on_the_same_line_and_smaller() -> None:
    price, unit = lay_out(_lettering(TextLine(text="฿350", unit="/ ตัว", size=120)), _measure).rows[0].texts
    assert unit.baseline == price.baseline
    assert unit.x >= price.x + _measure(price.text, price.font)
    assert unit.font.size < price.font.size


@pytest.mark.parametrize("most", [1, 2])
def test_a_price_is_never_cut_for_its_unit(most: int) -> None:
    line = TextLine(text="฿9,999,999.99", unit="/ แพ็คสิบสองชิ้นคละสี", size=120, floor=60, max_lines=most)
    laid = lay_out(_lettering(line), _measure)
    price, unit = laid.rows[0].texts
    assert price.text == line.text
    assert unit.text.endswith("…")
    assert all(_inside(area) for area in _areas(laid))


@pytest.mark.parametrize("words", [1, 40])
def test_a_unit_stays_whole_unless_it_is_endless(words: int) -> None:
    unit = " ".join(["ตัวขึ้นไป"] * words)
    laid = lay_out(_lettering(TextLine(text=LONG, unit=unit, unit_size=60, size=60, max_lines=1)), _measure)
    text, behind = laid.rows[0].texts
    assert text.text.endswith("…")
    assert (behind.text == unit) == (words == 1)
    assert all(_inside(area) for area in _areas(laid))


def test_a_table_has_one_size_and_its_prices_in_a_column() -> None:
    texts = ("ปลีก", "ส่ง 6 ตัวขึ้นไป", "ยกโหล 12 ตัวขึ้นไป คละสีคละไซส์ได้")
    laid = lay_out(_lettering(*(TextLine(text=text, value="฿240", size=52, max_lines=1) for text in texts)), _measure)
    assert len({row.texts[0].font.size for row in laid.rows}) == 1
    assert len({round(row.texts[1].x + _measure(row.texts[1].text, row.texts[1].font), 3) for row in laid.rows}) == 1
    assert all(row.texts[0].x + _measure(row.texts[0].text, row.texts[0].font) < row.texts[1].x for row in laid.rows)


def test_rules_lie_between_the_lines() -> None:
    lines = [TextLine(text=text, size=50, gap=20, rule="#000000") for text in ("หนึ่ง", "สอง")]
    first, second = lay_out(_lettering(*lines), _measure).rows
    assert second.rule is not None
    assert (
        first.texts[0].baseline < second.rule.area.top < second.rule.area.bottom < second.texts[0].baseline - 0.7 * 50
    )


def test_lines_do_not_touch_each_other() -> None:
    laid = lay_out(_lettering(TextLine(text="ที่นี่ ปู่ ญี่ปุ่น ฏุ ป้ำ", size=100, max_lines=4)), _measure)
    pitches = [b.texts[0].baseline - a.texts[0].baseline for a, b in zip(laid.rows, laid.rows[1:], strict=False)]
    assert pitches
    assert min(pitches) >= 1.3 * laid.rows[0].texts[0].font.size - 0.01


def test_more_lines_than_the_box_has_room_for_go_from_the_end() -> None:
    lines = [TextLine(text=f"บรรทัด {number}", size=60, floor=50, max_lines=1) for number in range(20)]
    laid = lay_out(_lettering(*lines), _measure)
    assert 1 <= len(laid.rows) < 20
    assert laid.rows[0].texts[0].text == "บรรทัด 0"
    assert all(_inside(area) for area in _areas(laid))
