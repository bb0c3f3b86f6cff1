"""What the export page shows of a product: checks for each platform, texts, clip, bundles. Opens files."""

import contextlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple, TypeAlias

from PySide6.QtGui import QImage

from ui.widgets.preview_pixels import picture
from ui.widgets.preview_reels import Originals, stage_of
from vendor_app.bundle import hashtags
from vendor_app.bundle.answers import known_checks
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.edited import Words, edited_words
from vendor_app.bundle.foreseen import seen_pictures
from vendor_app.bundle.looking import ClipSeen, PictureSeen, look_into_clip
from vendor_app.bundle.model import CheckResult, Level
from vendor_app.bundle.platforms import Platform, platforms
from vendor_app.bundle.texts import Texts, all_texts
from vendor_app.catalogue.records import Product, Sku
from vendor_app.making import Clip, music_allowed, newest_clip
from vendor_app.originals import files_of
from vendor_app.planning import plan_clip
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Storyboard
from vendor_app.storyboard.plan import edit_of
from vendor_app.storyboard.templates import templates
from vendor_app.thai import dates
from vendor_app.thai.words import wrap_points
from vendor_app.video.probe import VideoFacts, VideoUnreadable, probe

_PLATFORMS = "|".join(re.escape(one.name) for one in platforms())
_NAME = re.compile(rf"-(?P<platform>{_PLATFORMS}|[a-z0-9_]+)-(?P<moment>\d{{8}}-\d{{6}})(?:-\d+)?(?:\.zip)?")
_WORST: tuple[Level, ...] = ("fail", "warn", "pass")


_Files: TypeAlias = tuple[VideoFacts | None, VideoFacts | None, ClipSeen | None]


class Earlier(NamedTuple):
    """A bundle that was made before."""

    path: Path
    platform: str
    made: str
    """ISO 8601, local time."""


class Prospect(NamedTuple):
    """What one platform would get."""

    platform: Platform
    texts: Texts
    words: Words
    """What the vendor decided about the texts."""
    suggested: tuple[str, ...]
    """Hashtags to choose from, the best first."""
    drawn: Mapping[str, str]
    """The texts by their part, with wrap points put in, to show."""
    checks: tuple[CheckResult, ...]
    """The worst first, then what the vendor knows about."""


class ExportPlan(NamedTuple):
    """A product on its way out."""

    product: Product
    clip: Clip | None
    """None: missing or out of date; it is made with the bundle."""
    storyboard: Storyboard
    """Of that clip, or of the one that will be made."""
    prospects: tuple[Prospect, ...]
    earlier: tuple[Earlier, ...]
    """The newest first."""


def plan_export(shop: Shop, sku: Sku) -> ExportPlan:
    """Look at a product for every platform. Raises ProductNotFound, and PlanRefused when it cannot be a clip yet."""
    product = shop.catalogue.product(sku)
    newest = newest_clip(shop, product)
    storyboard = _storyboard_now(shop, product, newest)
    clip = newest if newest is not None and newest.storyboard.is_same_clip(storyboard) else None
    files = _facts(clip)
    clip = clip if files[0] else None
    prospects = tuple(_prospect(shop, product, one, storyboard, files) for one in platforms())
    return ExportPlan(product, clip, storyboard, prospects, earlier_bundles(shop.bundles, product.sku))


def _storyboard_now(shop: Shop, product: Product, clip: Clip | None) -> Storyboard:
    """Plan the clip of the bundle: like the newest one, for the product as it is now."""
    if clip is None:
        return plan_clip(shop, product, ClipEdit(template=templates()[0].name))
    return plan_clip(shop, product, edit_of(clip.storyboard))


def _facts(clip: Clip | None) -> _Files:
    """Look at both files of a clip; a damaged clip counts as none."""
    try:
        return (probe(clip.path), probe(clip.voice_only), look_into_clip(clip.path)) if clip else (None, None, None)
    except VideoUnreadable:
        return None, None, None


def _prospect(
    shop: Shop,
    product: Product,
    platform: Platform,
    storyboard: Storyboard,
    files: _Files,
) -> Prospect:
    """Ask of the bundle to come what can be asked already: an old clip is made anew and not asked about."""
    own = edited_words(shop, product.id).get(platform.name, Words())
    words, parts = all_texts(product, platform, own, shop_name=shop.name, day=dates.today()), platform.parts
    subject = Subject(
        product=product,
        platform=platform,
        caption=words.main,
        shop_name=shop.name,
        storyboard=storyboard,
        clip=files[0] if parts.clip else None,
        voice_only=files[1] if parts.clip else None,
        title=words.title,
        description=words.description,
        seen=files[2] if parts.clip else None,
        pictures_seen=_pictures(product, platform),
        music_allowed=music_allowed(shop, storyboard),
        known=known_checks(shop, product.id),
    )
    checks = sorted(run_checks(subject), key=lambda check: (_WORST.index(check.level), check.known is not True))
    suggested = hashtags.suggested(product, shop_name=shop.name, day=dates.today(), contacts=platform.contacts)
    return Prospect(platform, words, own, suggested, _drawn(words, platform), tuple(checks))


def _pictures(product: Product, platform: Platform) -> tuple[PictureSeen, ...] | None:
    """Return what is in the pictures of the bundle to come, once they were looked at."""
    seen = seen_pictures(product) if platform.parts.pictures else None
    most = platform.limits.pictures.most if platform.limits.pictures else None
    return seen[:most] if seen else None


def _drawn(words: Texts, platform: Platform) -> Mapping[str, str]:
    texts = {"caption": words.main.text if platform.parts.caption else None}
    texts |= {"title": words.title, "description": words.description}
    return {part: wrap_points(text) for part, text in texts.items() if text is not None}


def earlier_bundles(folder: Path, sku: Sku) -> tuple[Earlier, ...]:
    """Return the bundles of a product in ``folder``, the newest first."""
    return tuple(sorted(_bundles(folder, sku), key=lambda one: one.made, reverse=True))


def _bundles(folder: Path, sku: Sku) -> Iterator[Earlier]:
    for path in folder.iterdir() if folder.is_dir() else ():
        match = _NAME.fullmatch(path.name.removeprefix(sku)) if path.name.startswith(sku) else None
        if match is not None:
            moment = datetime.strptime(match["moment"], "%Y%m%d-%H%M%S").astimezone()
            yield Earlier(path, match["platform"], moment.isoformat())


def cover_still(shop: Shop, planned: ExportPlan, size: tuple[int, int]) -> QImage:
    """Draw the first frame of the clip, ``size`` pixels, both even. Raises VendorError when its photo is gone."""
    originals = Originals(files_of(shop, planned.storyboard))
    with contextlib.closing(stage_of(planned.storyboard, originals, size)) as stage:
        return picture(stage.cover())
