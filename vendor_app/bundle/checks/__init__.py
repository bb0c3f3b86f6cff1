"""What is asked before posting: a table of questions. A platform's file says which are asked, and how bad a no is."""

from vendor_app.bundle.checks import moving, parts, selling, stills, texts
from vendor_app.bundle.checks.subject import Question, Subject
from vendor_app.bundle.model import CheckResult, Level

CHECKS: dict[str, Question] = {
    "price_shown": selling.price_shown,
    "price_of_clip": selling.price_of_clip,
    "price_digits": selling.price_digits,
    "price_not_hidden": selling.price_not_hidden,
    "tiers_below_retail": selling.tiers_below_retail,
    "shipping_said": selling.shipping_said,
    "name_given": texts.name_given,
    "shop_named": texts.shop_named,
    "contacts": texts.contacts,
    "words_left_out": texts.words_left_out,
    "caption_length": texts.caption_length,
    "caption_whole": texts.caption_whole,
    "title_length": parts.title_length,
    "hashtags": texts.hashtags,
    "letters_drawn": texts.letters_drawn,
    "still_pictures": moving.still_pictures,
    "clip_format": moving.clip_format,
    "clip_size": moving.clip_size,
    "clip_length": moving.clip_length,
    "clip_plays_at_once": moving.clip_plays_at_once,
    "clip_sound": moving.clip_sound,
    "listing_video": parts.listing_video,
    "cover": stills.cover,
    "pictures": stills.pictures,
    "post_pictures": parts.post_pictures,
    "picture_metadata": stills.picture_metadata,
    "stock": selling.stock,
}
"""Name -> question, in the order in which a vendor reads the answers."""


def run_checks(subject: Subject) -> tuple[CheckResult, ...]:
    """Ask what the subject's platform wants asked. Questions about what is not there yet are left out."""
    results = []
    for name, question in CHECKS.items():
        severity = subject.platform.checks.get(name)
        answer = question(subject) if severity is not None else None
        if severity is not None and answer is not None:
            level: Level = "pass" if answer.good else severity
            results.append(CheckResult(name=name, level=level, message=answer.message, hint=answer.hint))
    return tuple(results)
