"""What the export page says of a plan. No widgets here."""

from collections.abc import Iterator

from ui.pages.export_plan import Earlier, ExportPlan, Prospect
from ui.widgets.badge import Tone
from ui.widgets.bundle_cards import Entry
from ui.widgets.check_list import worst_level
from ui.widgets.platform_cards import state_words
from vendor_app.bundle.model import Bundle
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
        yield Entry("images", POST_PICTURES, _("upright pictures with the price, 1080×1920"))
    if platform.parts.pictures:
        most = platform.limits.pictures.most if platform.limits.pictures else None
        count = min(len(planned.product.photos), most or len(planned.product.photos))
        words = _("{number} square pictures").format(number=count)
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
    limit = prospect.platform.limits.caption
    words = f"{prospect.length}/{limit.most}"
    if prospect.platform.limits.hashtags.most:
        words = _("{found}/{most} · {tags} hashtags").format(
            found=prospect.length, most=limit.most, tags=len(prospect.caption.hashtags)
        )
    return words, "good" if limit.admits(prospect.length) else "bad"


def bundle_words(bundle: Earlier) -> str:
    """Return what to say of a bundle made before: platform, date, time."""
    titles = {platform.name: platform.shown_title for platform in platforms()}
    title = titles.get(bundle.platform, bundle.platform)
    return f"{title} · {format_date(bundle.made)} · {bundle.made[11:16]}"
