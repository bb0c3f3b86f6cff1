"""What is asked before posting: a table of questions. A platform's file says which are asked, and how bad a no is."""

from msgspec import UNSET

from vendor_app.bundle.checks import moving, parts, planned, seen, selling, stills, texts, wordings
from vendor_app.bundle.checks.fields import FIELDS
from vendor_app.bundle.checks.subject import Answer, Question, Subject
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.platforms import Severity
from vendor_app.language import _

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
    "forbidden_goods": wordings.forbidden_goods,
    "imitations": wordings.imitations,
    "brands": wordings.brands,
    "claims": wordings.claims,
    "other_platforms": wordings.other_platforms,
    "shouting": wordings.shouting,
    "in_thai": wordings.in_thai,
    "details_said": wordings.details_said,
    "caption_length": texts.caption_length,
    "caption_whole": texts.caption_whole,
    "title_length": parts.title_length,
    "title_words": wordings.title_words,
    "description_length": texts.description_length,
    "hashtags": texts.hashtags,
    "letters_drawn": texts.letters_drawn,
    "text_in_safe_box": planned.text_in_safe_box,
    "contrast": planned.contrast,
    "clip_words": planned.clip_words,
    "voice": planned.voice,
    "music_rights": planned.music_rights,
    "people_agreed": planned.people_agreed,
    "still_pictures": moving.still_pictures,
    "clip_format": moving.clip_format,
    "clip_size": moving.clip_size,
    "clip_bit_rate": moving.clip_bit_rate,
    "clip_length": moving.clip_length,
    "clip_plays_at_once": moving.clip_plays_at_once,
    "clip_sound": moving.clip_sound,
    "loudness": seen.loudness,
    "codes_in_clip": seen.codes_in_clip,
    "clip_metadata": seen.clip_metadata,
    "listing_video": parts.listing_video,
    "cover": stills.cover,
    "pictures": stills.pictures,
    "post_pictures": parts.post_pictures,
    "picture_metadata": stills.picture_metadata,
    "codes_in_pictures": seen.codes_in_pictures,
    "picture_duplicates": seen.picture_duplicates,
    "picture_lettering": seen.picture_lettering,
    "picture_background": seen.picture_background,
    "picture_share": seen.picture_share,
    "variants": selling.variants,
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
            results.append(_result(name, severity, answer, subject))
    return tuple(results)


def _result(name: str, severity: Severity, answer: Answer, subject: Subject) -> CheckResult:
    """Return how a check ended. What the vendor knows about passes, and says so."""
    if answer.good:
        return CheckResult(name=name, level="pass", message=answer.message, hint=answer.hint)
    known = name in subject.known and set(answer.found) <= set(subject.known[name])
    return CheckResult(
        name=name,
        level="pass" if known else severity,
        message=answer.message,
        hint=_("You have said that you know about this.") if known else answer.hint,
        field=FIELDS.get(name, UNSET),
        known=True if known else UNSET,
        found=answer.found or UNSET,
    )
