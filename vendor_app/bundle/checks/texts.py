"""Questions about the words: what leads a buyer out of the app, and how much a platform takes."""

import re

from vendor_app.bundle import phrases
from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.bundle.measure import clusters, length
from vendor_app.language import _
from vendor_app.thai.text import EXOTIC

PRODUCT_STAND_INS = frozenset({"New product", "สินค้าใหม่"})
"""What a product is called until the vendor names it, in every language of the window."""
SHOP_STAND_INS = frozenset({"My shop", "ร้านของฉัน"})
_EXOTIC = re.compile(EXOTIC)
_MOST_SHOWN = 8


def name_given(subject: Subject) -> Answer:
    """Has the vendor named the product?"""
    name = subject.product.name
    if name in PRODUCT_STAND_INS:
        return Answer(
            False,
            _("The product is still called “{name}”.").format(name=name),
            _("Give it a name of its own: buyers read it in the clip and the caption."),
        )
    return Answer(True, _("The product has a name of its own"))


def shop_named(subject: Subject) -> Answer | None:
    """Has the vendor named the shop?"""
    if not subject.shop_name:
        return None
    if subject.shop_name in SHOP_STAND_INS:
        return Answer(
            False,
            _("The shop is still called “{name}”.").format(name=subject.shop_name),
            _("Type the name of your shop under “Settings”: buyers read it in the clip."),
        )
    return Answer(True, _("The shop has a name of its own"))


def letters_drawn(subject: Subject) -> Answer | None:
    """Has the program a font of its own for everything in the clip? Emoji are left to what the computer has."""
    if subject.storyboard is None:
        return None
    shown = (
        part
        for shot in subject.storyboard.shots
        for lettering in shot.letterings
        for line in lettering.lines
        for part in (line.text, line.unit, line.value)
    )
    found = tuple(dict.fromkeys(one for text in shown for one in clusters(text) if _EXOTIC.search(one)))
    if found:
        return Answer(
            False,
            _("These emoji or symbols may not show in the clip: {found}").format(found=" ".join(found[:_MOST_SHOWN])),
            _("Watch the clip before you post it. Take out what does not show, or write a word instead."),
        )
    return Answer(True, _("Every letter shows in the clip"))


def contacts(subject: Subject) -> Answer | None:
    """Does nothing lead buyers away where the platform forbids it: a number, a name in LINE, a link, buying outside?"""
    if subject.platform.contacts:
        return None
    found = phrases.find_contacts(f"{subject.shop_name}\n{subject.words}")
    if found:
        return Answer(
            False,
            _("This leads buyers out of the app: {found}.").format(found=", ".join(found)),
            _("Take it out of the text, or of the names of the product and the shop: the clip shows them too."),
            found,
        )
    return Answer(True, _("Nothing in the text leads buyers out of the app"))


def words_left_out(subject: Subject) -> Answer:
    """Could the whole description go into the caption, or did some of it have to stay out?"""
    description = subject.product.description
    found = phrases.find_hidden_prices(description)
    if not subject.platform.contacts:
        found += phrases.find_contacts(description)
    if found:
        return Answer(
            False,
            _("These words were left out of the caption: {found}.").format(found=", ".join(found)),
            _("{platform} or the law does not allow them. Better take them out of the description too.").format(
                platform=subject.platform.shown_title
            ),
            found,
        )
    return Answer(True, _("Nothing forbidden in the description"))


def caption_length(subject: Subject) -> Answer:
    """Is the caption short enough, counted as the platform counts?"""
    limit = subject.platform.limits.caption
    found = length(subject.caption.text, limit.unit)
    fact = _("{found} of {most}").format(found=f"{found:,}", most=f"{limit.most or 0:,}")
    if limit.least is not None and found < limit.least:
        return Answer(
            False,
            _("The text is too short: {found} of at least {least}.").format(found=found, least=limit.least),
            _("Say more about cloth, size and washing."),
        )
    if not limit.admits(found):
        return Answer(False, _("The caption is too long: {fact}.").format(fact=fact), _("Shorten the description."))
    return Answer(True, _("The caption fits"), fact)


def caption_whole(subject: Subject) -> Answer:
    """Did everything the vendor wrote fit into the caption?"""
    if subject.caption.shortened:
        return Answer(
            False,
            _("The caption was shortened because the text is too long."),
            _("Look at the end of caption.txt, or shorten the name or the description."),
        )
    return Answer(True, _("Nothing was cut from the caption"))


def hashtags(subject: Subject) -> Answer:
    """Is there a hashtag, and not one too many?"""
    tags = subject.caption.hashtags
    if not tags:
        return Answer(
            False, _("There are no hashtags."), _("Choose a category, or write #hashtags in the description.")
        )
    if not subject.platform.limits.hashtags.admits(len(tags)):
        return Answer(False, _("There are too many hashtags: {count}.").format(count=len(tags)))
    return Answer(True, _("Hashtags: {count}").format(count=len(tags)), " ".join(tags))


def description_length(subject: Subject) -> Answer | None:
    """Has the description of the listing as many letters as the platform wants?"""
    limit = subject.platform.limits.description
    if subject.description is None or limit is None:
        return None
    found = length(subject.description, limit.unit)
    fact = _("{found} of {most}").format(found=f"{found:,}", most=f"{limit.most or 0:,}")
    if not limit.admits(found):
        return Answer(
            False,
            _("The description of the listing has a wrong length: {fact}.").format(fact=fact),
            _("Say more about cloth, size and washing, or shorten the description."),
        )
    return Answer(True, _("The description of the listing fits"), fact)
