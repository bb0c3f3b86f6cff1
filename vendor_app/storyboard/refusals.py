"""What a clip cannot be made of, and what to do then."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.storyboard.automatic import missing
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.lengths import LONGEST_SECONDS, SHORTEST_SECONDS
from vendor_app.storyboard.templates import Need, Template

_FOOTAGE_ENOUGH: Final = 90
"""Frames: platforms want three seconds of the real thing."""
_Sentences: TypeAlias = Callable[[], tuple[str, str]]


class PlanRefused(VendorError):
    """The product cannot be made into a clip yet; the hint says what to do."""


_NEEDED: Final[dict[Need, _Sentences]] = {
    "old_price": lambda: (
        _("The price of this product was never higher, so there is nothing to call reduced."),
        _("Choose another clip style. A price counts as the old one when it stood in the catalogue for a day or more."),
    ),
    "review": lambda: (
        _("This product has no words of a customer yet."),
        _("Type what a customer really said about it, or choose another clip style."),
    ),
    "other_products": lambda: (
        _("This clip style shows several products, and only one is chosen."),
        _("Choose one or more further products that have a price and photos."),
    ),
    "two_photos": lambda: (
        _("This clip style compares two photos, and the product has only one."),
        _("Add a second photo, or choose another clip style."),
    ),
}
"""What a style may need; of anything else its scenes alone are left out."""


def require(product: Product, style: Template, edit: ClipEdit, others: Sequence[Product]) -> None:
    """Raise PlanRefused unless a clip in this style can be made of the product."""
    if not product.photos:
        raise PlanRefused(
            _("This product has no photos yet, so there is nothing to show in a clip."),
            _("Add at least one photo, then make the clip again."),
        )
    if product.price is None:
        raise PlanRefused(
            _("This product has no price yet, and a clip must show the price."),
            _("Type the retail price, then make the clip again."),
        )
    if not SHORTEST_SECONDS <= edit.seconds <= LONGEST_SECONDS:
        raise PlanRefused(
            _("A clip cannot be {seconds} seconds long.").format(seconds=edit.seconds),
            _("Choose from {least} to {most} seconds.").format(least=SHORTEST_SECONDS, most=LONGEST_SECONDS),
        )
    for need in missing(style, product, others):
        if need in _NEEDED:
            raise PlanRefused(*_NEEDED[need]())


def advice(product: Product, style: Template) -> tuple[str, ...]:
    """Return what would make a clip in this style better; it can be made all the same."""
    if style.footage == "first" and sum(one.frames for one in product.footage) < _FOOTAGE_ENOUGH:
        return (_("This clip style is better with real video: film somebody wearing it, three seconds or more."),)
    return ()
