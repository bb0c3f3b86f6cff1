"""What each touch of the grid makes of the variants."""

import pytest

from ui.variant_table import VariantTable
from vendor_app.catalogue.records import Variant

WHITE_M = Variant(color="ขาว", size="M", sku="TS-1-WM", stock=4)
WHITE_L = Variant(color="ขาว", size="L", sku="TS-1-WL", stock=2)
BLACK_M = Variant(color="ดำ", size="M", sku="TS-1-BM", stock=1)
TABLE = VariantTable.of([WHITE_M, WHITE_L, BLACK_M])


def test_variants_are_laid_out_in_their_order_and_come_back_the_same() -> None:
    assert (TABLE.colors, TABLE.sizes) == (("ขาว", "ดำ"), ("M", "L"))
    assert TABLE.variants() == (WHITE_M, WHITE_L, BLACK_M)
    assert (TABLE.stock("ขาว", "L"), TABLE.stock("ดำ", "L")) == (2, None)
    assert (TABLE.total("ขาว"), TABLE.total("ดำ")) == (6, 1)


def test_typing_the_stock_keeps_the_sku_of_the_cell() -> None:
    assert TABLE.with_stock("ดำ", "M", 9).cells[("ดำ", "M")] == Variant(color="ดำ", size="M", sku="TS-1-BM", stock=9)


def test_typing_into_an_empty_cell_puts_it_on_sale_and_clearing_takes_it_off() -> None:
    more = TABLE.with_stock("ดำ", "L", 0)
    assert more.stock("ดำ", "L") == 0
    assert more.with_stock("ดำ", "L", None).variants() == TABLE.variants()


def test_a_new_colour_can_be_had_in_every_size() -> None:
    more = TABLE.with_color("แดง")
    assert [(v.color, v.size, v.stock) for v in more.variants()[-2:]] == [("แดง", "M", 0), ("แดง", "L", 0)]


def test_the_first_colour_and_the_first_size_make_a_table() -> None:
    one = VariantTable().with_color("แดง")
    assert one.variants() == (Variant(color="แดง"),)
    assert one.with_size("F").variants() == (Variant(color="แดง", size="F"),)
    assert VariantTable().with_size("F").with_color("แดง").variants() == (Variant(color="แดง", size="F"),)


def test_renaming_keeps_stock_order_and_skus() -> None:
    renamed = TABLE.renamed_color("ขาว", "ครีม").renamed_size("M", "กลาง")
    assert [(v.color, v.size, v.sku, v.stock) for v in renamed.variants()] == [
        ("ครีม", "กลาง", "TS-1-WM", 4),
        ("ครีม", "L", "TS-1-WL", 2),
        ("ดำ", "กลาง", "TS-1-BM", 1),
    ]


@pytest.mark.parametrize(
    ("table", "left"),
    [
        (TABLE.without_color("ขาว"), (BLACK_M,)),
        (TABLE.without_size("M"), (WHITE_L,)),
        (TABLE.without_color("ขาว").without_color("ดำ"), ()),
    ],
)
def test_taking_a_colour_or_size_away_takes_its_cells(table: VariantTable, left: tuple[Variant, ...]) -> None:
    assert table.variants() == left


def test_a_table_that_lost_everything_has_no_sizes_left_over() -> None:
    assert TABLE.without_size("M").without_size("L") == VariantTable()


def test_a_line_without_cells_is_kept_among_those_shown() -> None:
    shown = TABLE.with_size("XL").with_stock("ขาว", "XL", None).with_stock("ดำ", "XL", None)
    assert VariantTable.of(shown.variants()).among(shown).sizes == ("M", "L", "XL")
    assert VariantTable.of([Variant(color="แดง", size="M")]).among(shown).colors == ("แดง",)
