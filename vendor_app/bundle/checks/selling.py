"""Questions about prices and stock: what the law on price display wants a buyer to see."""

from vendor_app.bundle import phrases
from vendor_app.bundle.caption import price_per_unit, shipping_line, tier_line
from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.bundle.variants import too_long, too_long_hint, too_long_words, too_many, too_many_hint, too_many_words
from vendor_app.catalogue.remarks import tiers_remark
from vendor_app.language import _


def price_shown(subject: Subject) -> Answer:
    """Does the caption show the price per unit, in Arabic digits?"""
    product = subject.product
    shown = "" if product.price is None else price_per_unit(product.price, product)
    if not shown or shown not in subject.caption.text:
        return Answer(False, _("The caption shows no price."), _("Type the retail price, then make the bundle again."))
    lines = (shown, *(tier_line(tier, product) for tier in product.ladder))
    return Answer(True, _("The price is shown in Arabic digits, with its unit"), " · ".join(lines))


def price_digits(subject: Subject) -> Answer:
    """Is every price in Arabic digits, in the name, which the clip shows as it is typed, and in the texts?"""
    found = tuple(dict.fromkeys(phrases.find_thai_digit_prices(subject.words)))
    if found:
        return Answer(
            False,
            _("A price is in Thai digits: {found}.").format(found=", ".join(found)),
            _("Prices must be in Arabic digits by law."),
            found,
        )
    return Answer(True, _("No price in Thai digits"))


def price_not_hidden(subject: Subject) -> Answer:
    """Is there nothing that makes a buyer ask for the price?"""
    found = phrases.find_hidden_prices(subject.words)
    if found:
        return Answer(
            False,
            _("Buyers are told to ask for the price: {found}.").format(found=", ".join(found)),
            _("Take the words out. Hiding the price can be fined up to ฿10,000."),
            found,
        )
    return Answer(True, _("Nobody has to ask for the price"))


def price_of_clip(subject: Subject) -> Answer | None:
    """Are the prices in the clip those of today?"""
    if subject.storyboard is None:
        return None
    if subject.storyboard.prices != subject.product.prices:
        return Answer(
            False, _("The price was changed after the clip was made."), _("Make the clip again so that both agree.")
        )
    return Answer(True, _("The clip shows today's price"))


def tiers_below_retail(subject: Subject) -> Answer | None:
    """Does a unit cost less in quantity? The price of a whole dozen is easily typed for that of one piece."""
    if subject.product.price is None or not subject.product.tiers:
        return None
    remark = tiers_remark(subject.product)
    if remark is not None:
        return Answer(False, remark.message, remark.hint)
    return Answer(True, _("Wholesale does not cost more than retail"))


def shipping_said(subject: Subject) -> Answer:
    """Does the buyer learn what shipping costs?"""
    line = shipping_line(subject.product)
    if not line:
        return Answer(
            False, _("The shipping fee is not said."), _("Type the fee in the product, or 0 when shipping is free.")
        )
    return Answer(True, _("The shipping fee is said"), line)


def variants(subject: Subject) -> Answer | None:
    """Does the platform take as many colours and sizes in one product, and names as long?"""
    product, platform, limits = subject.product, subject.platform, subject.platform.limits
    if not product.variants or (limits.variants or limits.combinations or limits.option) is None:
        return None
    for crowd in too_many((product,), platform):
        return Answer(False, too_many_words(crowd, platform), too_many_hint())
    if long := too_long((product,), platform):
        return Answer(False, too_long_words(long[0], platform), too_long_hint(), tuple(one.option for one in long))
    return Answer(
        True, _("The colours and sizes fit into one product"), _("Rows: {count}").format(count=len(product.variants))
    )


def stock(subject: Subject) -> Answer | None:
    """Is there something left to sell?"""
    if not subject.product.variants:
        return None
    if subject.product.stock == 0:
        return Answer(
            False, _("The stock of every colour and size is 0."), _("Type how many you have before you post.")
        )
    return Answer(True, _("There is stock to sell"), f"{subject.product.stock:,} {subject.product.unit}")
