"""Questions about the words: what leads a buyer out of the app, and how much a platform takes."""

from vendor_app.bundle import phrases
from vendor_app.bundle.checks.subject import Answer, Subject
from vendor_app.bundle.measure import length
from vendor_app.language import _


def contacts(subject: Subject) -> Answer | None:
    """Is there no telephone number, LINE name or link where the platform forbids them?"""
    if subject.platform.contacts:
        return None
    found = phrases.find_contacts(f"{subject.product.name}\n{subject.shop_name}\n{subject.caption.text}")
    if found:
        return Answer(
            False,
            _("A telephone number, LINE name or link is in the text: {found}.").format(found=", ".join(found)),
            _("Take it out of the names of the product and the shop: they are shown in the clip."),
        )
    return Answer(True, _("No telephone number, LINE name or link in the text"))


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
                platform=subject.platform.title
            ),
        )
    return Answer(True, _("Nothing forbidden in the description"))


def caption_length(subject: Subject) -> Answer:
    """Is the caption short enough, counted as the platform counts?"""
    limit = subject.platform.limits.caption
    found = length(subject.caption.text, limit.unit)
    fact = _("{found} of {most}").format(found=f"{found:,}", most=f"{limit.most or 0:,}")
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
    return Answer(True, _("{count} hashtags").format(count=len(tags)), " ".join(tags))
