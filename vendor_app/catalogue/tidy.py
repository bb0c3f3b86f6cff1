"""What a vendor typed, in order or refused: every text normalised, every number within its bounds."""

from collections.abc import Callable
from typing import TypeAlias

import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.records import Facts, PriceTier, Product, Review, Variant
from vendor_app.catalogue.skus import LONGEST, is_sku, read_sku
from vendor_app.errors import VendorError
from vendor_app.files import is_reserved
from vendor_app.language import _
from vendor_app.thai.money import MOST, format_baht
from vendor_app.thai.text import normalise, normalise_line

MOST_STOCK = 9_999_999
MOST_GRAMS = 1_000_000
MOST_TIERS = 20
MOST_VARIANTS = 500
MOST_ECO = 20
MOST_REVIEWS = 50

_Length: TypeAlias = tuple[str, int, Callable[[str], str]]

_PRODUCT_TEXTS: tuple[_Length, ...] = (
    ("name", 300, normalise_line),
    ("name_en", 300, normalise_line),
    ("category", 60, normalise_line),
    ("description", 10_000, normalise),
    ("unit", 20, normalise_line),
)
_TIER_TEXTS: tuple[_Length, ...] = (("label", 50, normalise_line),)
_VARIANT_TEXTS: tuple[_Length, ...] = (("color", 50, normalise_line), ("size", 50, normalise_line))
_FACT_TEXTS: tuple[_Length, ...] = (("fabric", 200, normalise_line), ("size_range", 200, normalise_line))
_REVIEW_TEXTS: tuple[_Length, ...] = (("text", 500, normalise_line), ("who", 60, normalise_line))
_ECO: _Length = ("eco", 100, normalise_line)


class ProductRefused(VendorError):
    """A field of a product that cannot be stored as it was typed."""

    def __init__(self, field: str, message: str, hint: str) -> None:
        super().__init__(message, hint)
        self.field = field
        """Name of the record's field: "name", "price", "tiers", "variants" …"""


def field_name(field: str) -> str:
    """Return what the vendor calls a field of a record."""
    names = {
        "name": _("The name"),
        "name_en": _("The English name"),
        "category": _("The category"),
        "description": _("The description"),
        "unit": _("The unit"),
        "label": _("The name of the price"),
        "color": _("The colour"),
        "size": _("The size"),
        "fabric": _("The fabric"),
        "size_range": _("The size range"),
        "eco": _("The green note"),
        "text": _("The review"),
        "who": _("The customer's name"),
        "price": _("The price"),
        "shipping": _("The shipping fee"),
        "stock": _("The stock"),
        "weight_grams": _("The weight"),
        "min_quantity": _("The minimum quantity"),
    }
    return names[field]


def _tidy_text(text: str, length: _Length, at: str) -> str:
    field, longest, tidy = length
    if len(text) > 10 * longest or len(text := tidy(text)) > longest:
        raise ProductRefused(
            at,
            _("{field} has {length} characters.").format(field=field_name(field), length=f"{len(text):,}"),
            _("Shorten it to {longest} characters or fewer.").format(longest=f"{longest:,}"),
        )
    return text


def _tidy_texts(record: msgspec.Struct, lengths: tuple[_Length, ...], at: str = "") -> dict[str, str]:
    """Return the texts of ``record`` normalised. ``at``: the product's field it stands in."""
    return {length[0]: _tidy_text(getattr(record, length[0]), length, at or length[0]) for length in lengths}


def _bound(
    at: str, field: str, number: int | None, least: int, most: int, write: Callable[[int], str] = "{:,}".format
) -> None:
    if number is not None and not least <= number <= most:
        raise ProductRefused(
            at,
            _("{field} cannot be {number}.").format(field=field_name(field), number=write(number)),
            _("Type a number from {least} to {most}.").format(least=write(least), most=write(most)),
        )


def _tidy_tier(tier: PriceTier) -> PriceTier:
    _bound("tiers", "min_quantity", tier.min_quantity, 1, MOST_STOCK)
    _bound("tiers", "price", tier.price, 1, MOST, format_baht)
    return replace(tier, **_tidy_texts(tier, _TIER_TEXTS, "tiers"))


def _tidy_variant(variant: Variant) -> Variant:
    _bound("variants", "stock", variant.stock, 0, MOST_STOCK)
    return replace(variant, **_tidy_texts(variant, _VARIANT_TEXTS, "variants"), sku=_tidy_sku("variants", variant.sku))


def _tidy_facts(facts: Facts) -> Facts:
    eco = (_tidy_text(note, _ECO, "facts") for note in facts.eco)
    texts = _tidy_texts(facts, _FACT_TEXTS, "facts")
    return replace(facts, **texts, eco=tuple(dict.fromkeys(note for note in eco if note)))


def _tidy_review(review: Review, product: Product) -> Review:
    """Return the review in order; a photo that the product has not, or no longer, is forgotten."""
    texts = _tidy_texts(review, _REVIEW_TEXTS, "reviews")
    if not texts["text"]:
        raise ProductRefused(
            "reviews", _("A review has no words."), _("Type what the customer said, or take the review away.")
        )
    return replace(review, **texts, photo=review.photo if review.photo in product.photo_ids else None)


def _tidy_sku(at: str, sku: str) -> str:
    sku = read_sku(sku[: 10 * LONGEST])
    if is_reserved(sku):
        raise ProductRefused(
            at,
            _("Nothing can be called {name}: Windows keeps that name for itself.").format(name=sku),
            _("Choose another name."),
        )
    if sku and not is_sku(sku):
        raise ProductRefused(
            at,
            _("“{sku}” cannot be a SKU.").format(sku=sku[:60]),
            _("Use up to {longest} of A-Z, a-z, 0-9, - _ and ., beginning with a letter or a digit.").format(
                longest=LONGEST
            ),
        )
    return sku


def _refuse_unit(unit: str) -> None:
    """Refuse a unit nobody can count in: "฿199 / 0" is no price."""
    if unit and not any(letter.isalpha() for letter in unit):
        raise ProductRefused(
            "unit",
            _("“{unit}” cannot be a unit.").format(unit=unit),
            _("Type a word to count in, such as ตัว, คู่ or โหล."),
        )


def _refuse_too_many(product: Product) -> None:
    counts = (
        ("tiers", len(product.tiers), MOST_TIERS, _("There are {count} prices.")),
        ("variants", len(product.variants), MOST_VARIANTS, _("There are {count} colours and sizes.")),
        ("facts", len(product.facts.eco), MOST_ECO, _("There are {count} green notes.")),
        ("reviews", len(product.reviews), MOST_REVIEWS, _("There are {count} reviews.")),
    )
    for field, count, most, message in counts:
        if count > most:
            raise ProductRefused(field, message.format(count=count), _("Keep {most} or fewer.").format(most=most))


def _refuse_doubles(product: Product) -> None:
    cells: set[tuple[str, str]] = set()
    for variant in product.variants:
        cell = (variant.color.casefold(), variant.size.casefold())
        if cell in cells:
            called = " ".join(part for part in (variant.color, variant.size) if part) or _("without colour and size")
            raise ProductRefused(
                "variants",
                _("“{variant}” is there twice.").format(variant=called),
                _("Keep one of the two, with the stock of both."),
            )
        cells.add(cell)


def tidy(product: Product) -> Product:
    """Return ``product`` as it will be stored. Raises ProductRefused, naming the field and what to do."""
    _refuse_too_many(product)
    _bound("price", "price", product.price, 1, MOST, format_baht)
    _bound("shipping", "shipping", product.shipping, 0, MOST, format_baht)
    _bound("weight_grams", "weight_grams", product.weight_grams, 1, MOST_GRAMS)
    product = replace(
        product,
        **_tidy_texts(product, _PRODUCT_TEXTS),
        sku=_tidy_sku("sku", product.sku),
        tiers=tuple(_tidy_tier(tier) for tier in product.tiers),
        variants=tuple(_tidy_variant(variant) for variant in product.variants),
        facts=_tidy_facts(product.facts),
        photos=tuple({photo.id: photo for photo in product.photos}.values()),
        footage=tuple({piece.id: piece for piece in product.footage}.values()),
        reviews=tuple(dict.fromkeys(_tidy_review(review, product) for review in product.reviews)),
    )
    if not product.name:
        raise ProductRefused("name", _("The product has no name."), _("Type a name."))
    _refuse_unit(product.unit)
    _refuse_doubles(product)
    return product
