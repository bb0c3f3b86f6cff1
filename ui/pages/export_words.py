"""What the export page says of a plan. No widgets here."""

from ui.pages.export_plan import Earlier, ExportPlan, Prospect
from ui.widgets.badge import Tone
from ui.widgets.bundle_cards import Entry
from ui.widgets.check_list import worst_level
from ui.widgets.platform_cards import state_words
from vendor_app.bundle.model import Bundle
from vendor_app.bundle.platforms import platforms
from vendor_app.bundle.write import CAPTION, CLIP, COVER, PICTURES, VOICE_ONLY
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
    seconds = round(planned.storyboard.seconds)
    music = _("with music, {number} seconds") if planned.storyboard.music else _("without music, {number} seconds")
    title = prospect.platform.title
    most = prospect.platform.limits.pictures.most if prospect.platform.limits.pictures else None
    count = min(len(planned.product.photos), most or len(planned.product.photos))
    return [
        Entry("film-strip", CLIP, music.format(number=seconds)),
        Entry("microphone", VOICE_ONLY, _("no music, to add some in {platform}").format(platform=title)),
        Entry("image", COVER, _("the cover, 1080×1920")),
        Entry("squares-four", f"{PICTURES}/01–{count:02}", _("{number} square pictures").format(number=count)),
        Entry("text-aa", CAPTION, caption_count(prospect)[0]),
        Entry("book-open", "README.txt", _("how to post, step by step")),
        Entry("fingerprint", "bundle.json", _("fingerprints of all files")),
    ]


def caption_count(prospect: Prospect) -> tuple[str, Tone]:
    """Return how long a caption is and how many hashtags it has, and whether that is well."""
    limit = prospect.platform.limits.caption
    words = _("{found}/{most} · {tags} hashtags").format(
        found=prospect.length, most=limit.most, tags=len(prospect.caption.hashtags)
    )
    return words, "good" if limit.admits(prospect.length) else "bad"


def bundle_words(bundle: Earlier) -> str:
    """Return what to say of a bundle made before: platform, date, time."""
    titles = {platform.name: platform.title for platform in platforms()}
    title = titles.get(bundle.platform, bundle.platform)
    return f"{title} · {format_date(bundle.made)} · {bundle.made[11:16]}"
