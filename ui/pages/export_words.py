"""What the export page says of a plan. No widgets here."""

from collections.abc import Iterator

from msgspec import UNSET

from ui.pages.export_plan import Earlier, ExportPlan, Prospect
from ui.widgets.badge import Tone
from ui.widgets.bundle_cards import Entry
from ui.widgets.caption_card import CAPTION as CAPTION_PART
from ui.widgets.caption_card import DESCRIPTION as DESCRIPTION_PART
from ui.widgets.caption_card import TITLE as TITLE_PART
from ui.widgets.caption_card import Writing, Writings
from ui.widgets.caption_text import count_words
from ui.widgets.check_list import FOOTAGE, PHOTO, TEXTS, worst_level
from ui.widgets.platform_cards import state_words
from vendor_app.bundle.checks.fields import FIELDS
from vendor_app.bundle.model import Bundle, CheckResult
from vendor_app.bundle.pictures import white_first
from vendor_app.bundle.platforms import Platform, platforms
from vendor_app.bundle.write import (
    CAPTION,
    CLIP,
    COVER,
    DESCRIPTION,
    LISTING_VIDEO,
    PICTURES,
    POST_PICTURES,
    SHEET,
    TITLE,
    VOICE_ONLY,
)
from vendor_app.language import _
from vendor_app.storyboard.templates import template
from vendor_app.thai.dates import format_date

_OF_PARTS = {
    CAPTION_PART: frozenset({"price_shown", "price_not_hidden"}),
    TITLE_PART: frozenset(),
    DESCRIPTION_PART: frozenset({"caption_length", "caption_whole"}),
}
"""Checks that are about the whole of a text."""


def clip_words(planned: ExportPlan, made: Bundle | None) -> tuple[str, str, Tone, str]:
    """Return title, state, tone and note of the card about the clip or, once it is ``made``, the bundle."""
    style = template(planned.storyboard.template).title
    facts = _("{style} · {number} seconds").format(style=style, number=round(planned.storyboard.seconds))
    if made is not None:
        level, count = worst_level(made.checks)
        bad = level == "fail"
        state = state_words(level, count) if bad else _("Ready to post")
        return _("The bundle is finished"), state, "bad" if bad else "good", made.path.name
    if planned.clip is not None:
        return facts, _("The clip is up to date"), "good", _("It goes into the bundle as it is.")
    if planned.product.clips:
        return facts, _("The clip is out of date"), "warn", _("It is made again together with the bundle.")
    return facts, _("No clip yet"), "idle", _("It is made together with the bundle.")


def contents(planned: ExportPlan, prospect: Prospect) -> list[Entry]:
    """Return what the platform's bundle will hold."""
    return [
        *_videos(planned, prospect.platform),
        *_pictures(planned, prospect.platform),
        *_texts(prospect),
        Entry("book-open", "README.txt", _("how to post, step by step")),
        Entry("fingerprint", "bundle.json", _("fingerprints of all files")),
    ]


def _videos(planned: ExportPlan, platform: Platform) -> Iterator[Entry]:
    seconds = round(planned.storyboard.seconds)
    if platform.parts.clip:
        music = _("with music, {number} seconds") if planned.storyboard.music else _("without music, {number} seconds")
        yield Entry("film-strip", CLIP, music.format(number=seconds))
        words = _("no music, to add some in {platform}").format(platform=platform.shown_title)
        yield Entry("microphone", VOICE_ONLY, words)
    if platform.parts.listing_video:
        yield Entry("film-strip", LISTING_VIDEO, _("for the listing, without music, 720×1280"))


def _pictures(planned: ExportPlan, platform: Platform) -> Iterator[Entry]:
    if platform.parts.cover:
        yield Entry("image", COVER, _("the cover, 1080×1920"))
    if platform.parts.post_pictures:
        yield Entry("image-square", POST_PICTURES, _("upright pictures with the price, 1080×1920"))
    if platform.parts.pictures:
        most = platform.limits.pictures.most if platform.limits.pictures else None
        count = min(len(planned.product.photos), most or len(planned.product.photos))
        words = _("Square pictures: {number}").format(number=count)
        yield Entry("squares-four", f"{PICTURES}/01–{count:02}", words)


def _texts(prospect: Prospect) -> Iterator[Entry]:
    parts = prospect.platform.parts
    if parts.title:
        yield Entry("text-aa", TITLE, _("the title"))
    if parts.caption:
        yield Entry("text-aa", CAPTION, caption_count(prospect)[0])
    if parts.description:
        yield Entry("text-aa", DESCRIPTION, _("what buyers read in the listing"))
    if parts.sheet is not None:
        yield Entry("table", SHEET, _("colours, sizes, prices and stock in rows"))
    for feed in parts.feeds:
        yield Entry("table", f"{feed}.csv", _("to import the product"))


def caption_count(prospect: Prospect) -> tuple[str, Tone]:
    """Return how long a caption is and how many hashtags it has, and whether that is well."""
    limits = prospect.platform.limits
    return count_words(prospect.texts.main.text, limits.caption, limits.hashtags.most or 0)


def places(planned: ExportPlan, prospect: Prospect) -> dict[str, str]:
    """Return where each check is mended: in the very text that has what was found, else where ``FIELDS`` says."""
    found = dict(FIELDS)
    if not planned.product.footage:
        found["still_pictures"] = FOOTAGE
    for name in ("picture_background", "picture_share") if planned.product.photos else ():
        found[name] = f"{PHOTO}{white_first(planned.product.photos)[0].id}"
    words = prospect.words
    own = {part: getattr(words, part) for part in (CAPTION_PART, TITLE_PART, DESCRIPTION_PART)}
    for check in prospect.checks:
        typed = [part for part, text in own.items() if text is not None and _is_about(check, part, text)]
        if typed:
            found[check.name] = f"{TEXTS}{typed[0]}"
    if prospect.platform.parts.caption:
        found["hashtags"] = f"{TEXTS}{CAPTION_PART}"
    return found


def _is_about(check: CheckResult, part: str, text: str) -> bool:
    """Whether a check found something in a text that the vendor typed."""
    words = () if check.found is UNSET else check.found
    return check.name.startswith(part) or any(word in text for word in words) or check.name in _OF_PARTS[part]


def writings(planned: ExportPlan, prospect: Prospect) -> Writings:
    """Return every text of the platform, to be read and typed in."""
    platform, words = prospect.platform, prospect.words
    limits = platform.limits
    told = {
        CAPTION_PART: (prospect.texts.main.text if platform.parts.caption else None, limits.caption, words.caption),
        TITLE_PART: (prospect.texts.title, limits.title, words.title),
        DESCRIPTION_PART: (prospect.texts.description, limits.description or limits.caption, words.description),
    }
    texts = tuple(
        Writing(part, text, prospect.drawn[part], limit, own is not None)
        for part, (text, limit, own) in told.items()
        if text is not None
    )
    key, tone = (planned.product.id, platform.name), words.tone or platform.tone
    return Writings(key, texts, tone, prospect.suggested, limits.hashtags.most or 0)


def bundle_words(bundle: Earlier) -> str:
    """Return what to say of a bundle made before: platform, date, time."""
    titles = {platform.name: platform.shown_title for platform in platforms()}
    title = titles.get(bundle.platform, bundle.platform)
    return f"{title} · {format_date(bundle.made)} · {bundle.made[11:16]}"
