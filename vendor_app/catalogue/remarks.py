"""What is no mistake, but seldom meant: said to the vendor, and stored all the same."""

import itertools
from typing import NamedTuple

from vendor_app.catalogue.records import PriceTier, Product
from vendor_app.language import _


class Remark(NamedTuple):
    """A sentence to the vendor and what to do."""

    message: str
    hint: str

    def __str__(self) -> str:
        return f"{self.message} {self.hint}"


def dear_tiers(product: Product) -> tuple[PriceTier, ...]:
    """Return the tiers whose unit costs more than at retail: most likely the price of the whole lot was typed."""
    return tuple(tier for tier in product.tiers if product.price is not None and tier.price > product.price)


def tiers_remark(product: Product) -> Remark | None:
    """Say that wholesale is dearer than retail, or more pieces than fewer; None when neither is so."""
    if dear := dear_tiers(product):
        return Remark(
            _("Wholesale costs more than retail: {tiers}.").format(tiers=", ".join(tier.label for tier in dear)),
            _("Type the price of one piece for it, not of the whole dozen."),
        )
    for fewer, more in itertools.pairwise(product.ladder):
        names = {"fewer": fewer.label, "more": more.label}
        if fewer.min_quantity == more.min_quantity:
            return Remark(
                _("“{fewer}” and “{more}” begin at the same quantity.").format(**names),
                _("Keep one of the two, or change a quantity."),
            )
        if more.price > fewer.price:
            return Remark(
                _("“{more}” costs more than “{fewer}”, which is for fewer pieces.").format(**names),
                _("Look at prices and quantities again: each price is for one piece."),
            )
    return None
