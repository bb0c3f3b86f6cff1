"""Questions about words that a platform or the law does not want, in every text that goes out."""

from collections.abc import Callable

from vendor_app.bundle import wording
from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.language import _

_MOST_SHOWN = 5


def _answer(found: tuple[str, ...], wrong: str, hint: str, good: str) -> Answer:
    """``wrong``: a sentence with {found}."""
    found = tuple(dict.fromkeys(found))
    if found:
        return Answer(False, wrong.format(found=", ".join(found[:_MOST_SHOWN])), hint, found)
    return Answer(True, good)


def _found(subject: Subject, find: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    return find(subject.words)


def forbidden_goods(subject: Subject) -> Answer:
    """Is nothing named that no platform lets anybody sell?"""
    return _answer(
        _found(subject, wording.find_unsellable),
        _("No platform lets this be sold: {found}."),
        _("Take the words out, also when they are only a pattern on the cloth."),
        _("Nothing forbidden is named"),
    )


def imitations(subject: Subject) -> Answer:
    """Does nothing say that the goods imitate a brand?"""
    return _answer(
        _found(subject, wording.find_forgeries),
        _("This reads like an imitation of a brand: {found}."),
        _("Imitations are taken down and the shop may be closed. Say what it is: cloth, cut, colour."),
        _("Nothing reads like an imitation"),
    )


def brands(subject: Subject) -> Answer:
    """Is no famous brand named? A platform asks to see papers."""
    return _answer(
        _found(subject, wording.find_brands),
        _("A famous brand is named: {found}."),
        _("The platform may ask for papers from the brand. Without them, take the name out."),
        _("No famous brand is named"),
    )


def claims(subject: Subject) -> Answer:
    """Is nothing claimed that has to be proved: that it heals, or is the best of all?"""
    return _answer(
        _found(subject, wording.find_claims),
        _("This claim has to be proved: {found}."),
        _("Say what can be seen and felt instead: the cloth, the cut, how to wash it."),
        _("Nothing is claimed that has to be proved"),
    )


def other_platforms(subject: Subject) -> Answer:
    """Is no other platform named?"""
    return _answer(
        wording.find_other_shops(subject.words, subject.platform.title),
        _("Another platform is named: {found}."),
        _("Take the name out: it counts as leading buyers away."),
        _("No other platform is named"),
    )


def title_words(subject: Subject) -> Answer | None:
    """Is the title free of promotion and of the shop's name?"""
    if subject.title is None:
        return None
    found = (*wording.find_promotions(subject.title), *wording.find_symbols(subject.title))
    if subject.shop_name and subject.shop_name.casefold() in subject.title.casefold():
        found = (*found, subject.shop_name)
    return _answer(
        found,
        _("A title may not have this: {found}."),
        _("Promotion and the shop's name belong into the description. Change the title."),
        _("No promotion in the title"),
    )


def shouting(subject: Subject) -> Answer:
    """Is no emoji or mark said again and again? Platforms rank such a text lower, and it hides the facts."""
    return _answer(
        _found(subject, wording.find_shouting),
        _("The same marks come again and again: {found}."),
        _("One is enough: buyers look for price, size and cloth."),
        _("No mark is repeated"),
    )


def in_thai(subject: Subject) -> Answer:
    """Is the product described in Thai, as the law on price display wants?"""
    if not any("ก" <= letter <= "ฮ" for letter in subject.product.name + subject.product.description):
        return Answer(
            False,
            _("The product is not described in Thai."),
            _("Type a Thai name or description: the law asks for it."),
        )
    return Answer(True, _("The product is described in Thai"))


def details_said(subject: Subject) -> Answer:
    """Does the buyer learn the size and what it is made of?"""
    product = subject.product
    size = product.facts.size_range or ", ".join(product.sizes)
    if not size and not product.facts.fabric and not product.description:
        return Answer(
            False,
            _("Neither size nor cloth is said."),
            _("Type the size and the cloth in the product: buyers ask for them first."),
        )
    return Answer(True, _("Size and cloth are said"), " · ".join(part for part in (size, product.facts.fabric) if part))
