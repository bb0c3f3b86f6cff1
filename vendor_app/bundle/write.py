"""Put a bundle together, file by file, in a folder that is not there yet for anybody else."""

import contextlib
import datetime
import shutil
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from itertools import chain, count
from pathlib import Path

import msgspec

from vendor_app import language
from vendor_app.bundle import manifest
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.edited import Words
from vendor_app.bundle.looking import PictureSeen, look_into_clip, look_into_pictures
from vendor_app.bundle.manifest import MANIFEST, Manifest
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.pictures import MakeSquare, PictureFacts, look_at, make_square, picture_name
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.readme import README, readme
from vendor_app.bundle.sheets.feeds import write_feed
from vendor_app.bundle.sheets.own import write_listing
from vendor_app.bundle.texts import Texts, all_texts
from vendor_app.catalogue.records import Product, Sku
from vendor_app.files import DRAFT, plain_words, whole_file, whole_folder
from vendor_app.language import _
from vendor_app.progress import Progress, silent
from vendor_app.storyboard.model import Storyboard
from vendor_app.thai import dates
from vendor_app.video.probe import probe

CLIP, VOICE_ONLY, COVER, PICTURES, CAPTION = "clip.mp4", "clip-voice-only.mp4", "cover.jpg", "images", "caption.txt"
TITLE, DESCRIPTION, POST_PICTURES = "title.txt", "description.txt", "photo-post"
LISTING_VIDEO, SHEET = "listing-video.mp4", "listing.xlsx"
_MOST_PICTURE_BYTES = 2_000_000  # what every platform takes
_MOST_TEXT_BYTES = 1_000_000
_STORED = {".mp4", ".jpg", ".xlsx"}  # compressed already
_UTF8_NAMES = 0x800
_BLOCK = 1 << 20


class Material(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle is made from."""

    product: Product
    platform: Platform
    shop_name: str
    storyboard: Storyboard
    """Of the clip."""
    clip: Path
    voice_only: Path
    cover: bytes
    """JPEG, 1080×1920."""
    originals: tuple[Path, ...]
    """The product's photos in the vendor's order."""
    make_square: MakeSquare = make_square
    post_pictures: tuple[bytes, ...] = ()
    """JPEG, 1080×1920, with the lettering of the clip."""
    listing_video: Path | None = None
    """For platforms whose listings have one."""
    music_allowed: bool = False
    """Whether the vendor said that their own music in the clip may be used."""
    known: Mapping[str, tuple[str, ...]] = {}
    """What the vendor answered "I know" to: see ``bundle.answers``."""
    site: str = ""
    """Address under which the shop's pages and pictures are seen; see ``write_feed``."""
    edited: Mapping[str, Words] = {}
    """What the vendor decided about the texts, by platform."""
    day: datetime.date | None = None
    """On which it is posted, for the hashtags of the season."""

    @property
    def words(self) -> Words:
        """What the vendor decided about the texts for this platform."""
        return self.edited.get(self.platform.name, Words())

    @property
    def texts(self) -> Texts:
        """Every text of the bundle."""
        return all_texts(self.product, self.platform, self.words, shop_name=self.shop_name, day=self.day)


def room_for(material: Material) -> int:
    """Return the bytes a bundle will take at most, packed and unpacked together."""
    videos = (material.clip, material.voice_only, material.listing_video)
    moving = sum(video.stat().st_size for video in videos if video is not None)
    drawn = len(material.cover) + sum(map(len, material.post_pictures))
    return 2 * (moving + drawn + _MOST_PICTURE_BYTES * len(material.originals) + _MOST_TEXT_BYTES)


def bundle_name(sku: Sku, platform: Platform, moment: datetime.datetime) -> str:
    """Return an ASCII name that sorts by time: "DR-0002-tiktok-20261122-093612"."""
    return f"{sku}-{platform.name}-{moment:%Y%m%d-%H%M%S}"


def write_bundle(folder: Path, material: Material, progress: Progress = silent) -> tuple[CheckResult, ...]:
    """Write every file of the bundle into the empty ``folder``, the manifest last, and return the checks.

    Raises Cancelled, PhotoUnreadable, and OSError when the disk refuses; what was begun then lies in ``folder``.
    """
    _copy_videos(folder, material)
    progress.at(0.1, _("Putting the bundle together"))
    if material.platform.parts.cover:
        (folder / COVER).write_bytes(material.cover)
    _write_pictures(folder, material, progress.part(0.8, _("Making pictures")))
    _write_texts(folder, material)
    _write_sheets(folder, material)
    subject = _subject(folder, material)
    checks = run_checks(subject)
    with language.speaking("th"):
        in_thai = run_checks(subject)
    text = readme(material.product, material.platform, material.storyboard, subject, in_thai)
    (folder / README).write_text(text, encoding="utf-8-sig", newline="\r\n")  # Notepad, and old phones, want both
    _write_manifest(folder, material, checks)
    return checks


def _copy_videos(folder: Path, material: Material) -> None:
    if material.platform.parts.clip:
        shutil.copyfile(material.clip, folder / CLIP)
        shutil.copyfile(material.voice_only, folder / VOICE_ONLY)
    if material.platform.parts.listing_video and material.listing_video is not None:
        shutil.copyfile(material.listing_video, folder / LISTING_VIDEO)


def _write_texts(folder: Path, material: Material) -> None:
    """Write each text as it is pasted: no more than that in a file."""
    texts = material.texts
    caption = texts.main.text if material.platform.parts.caption else None
    written = {CAPTION: caption, TITLE: texts.title, DESCRIPTION: texts.description}
    for name, text in written.items():
        if text is not None:
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _write_sheets(folder: Path, material: Material) -> None:
    product, parts, edited = material.product, material.platform.parts, {material.product.id: material.edited}
    if parts.sheet is not None:
        write_listing([product], parts.sheet, folder / SHEET, edited=edited)
    for feed in parts.feeds:
        path = folder / f"{feed}.csv"
        write_feed([product], feed, path, brand=material.shop_name, base=material.site, edited=edited)


def _subject(folder: Path, material: Material) -> Subject:
    """Return the finished files of ``folder`` as the checks look at them."""
    platform, parts, texts = material.platform, material.platform.parts, material.texts
    return Subject(
        product=material.product,
        platform=platform,
        caption=texts.main,
        shop_name=material.shop_name,
        storyboard=material.storyboard,
        clip=probe(folder / CLIP) if parts.clip else None,
        voice_only=probe(folder / VOICE_ONLY) if parts.clip else None,
        cover=look_at(folder / COVER) if parts.cover else None,
        pictures=_look_into(folder / PICTURES) if parts.pictures else None,
        title=texts.title,
        post_pictures=_look_into(folder / POST_PICTURES) if parts.post_pictures else None,
        listing_video=probe(folder / LISTING_VIDEO) if (folder / LISTING_VIDEO).exists() else None,
        description=texts.description,
        seen=look_into_clip(material.clip) if parts.clip else None,
        pictures_seen=_pictures_seen(folder) if parts.pictures or parts.post_pictures else None,
        music_allowed=material.music_allowed,
        known=material.known,
    )


def _pictures_seen(folder: Path) -> tuple[PictureSeen, ...]:
    """Look into every picture of the bundle, those of the product first and the cover last."""
    made = [file for name in (PICTURES, POST_PICTURES) for file in sorted((folder / name).glob("*.jpg"))]
    return look_into_pictures([*made, *folder.glob(COVER)])


def _look_into(folder: Path) -> tuple[PictureFacts, ...]:
    return tuple(look_at(file) for file in sorted(folder.iterdir()))


def _write_pictures(folder: Path, material: Material, progress: Progress) -> None:
    """Write as many pictures of each kind as the platform takes."""
    parts, limits, sku = material.platform.parts, material.platform.limits, material.product.sku
    if parts.post_pictures:
        (folder / POST_PICTURES).mkdir()
        most = limits.post_pictures.most if limits.post_pictures else None
        for number, picture in enumerate(material.post_pictures[:most], 1):
            (folder / POST_PICTURES / picture_name(number, sku)).write_bytes(picture)
    if parts.pictures:
        (folder / PICTURES).mkdir()
        most_bytes = (limits.picture_bytes and limits.picture_bytes.most) or _MOST_PICTURE_BYTES
        originals = material.originals[: limits.pictures.most if limits.pictures else None]
        for number, original in enumerate(progress.track(originals, _("Making pictures")), 1):
            picture = material.make_square(original, min(most_bytes, _MOST_PICTURE_BYTES))
            (folder / PICTURES / picture_name(number, sku)).write_bytes(picture)


def _write_manifest(folder: Path, material: Material, checks: tuple[CheckResult, ...]) -> None:
    told = Manifest(
        made=dates.now(),
        shop=material.shop_name,
        template=material.storyboard.template,
        product=msgspec.structs.replace(material.product, postings=()),  # what it sold is for nobody else to read
        platform=material.platform,
        checks=checks,
        files=manifest.list_files(folder),
    )
    (folder / MANIFEST).write_bytes(manifest.to_json(told))


def free_place(folder: Path, name: str, suffix: str = "") -> Path:
    """Return a path in ``folder`` that is not taken: two bundles of one second are two bundles."""
    names = chain((name,), (f"{name}-{number}" for number in count(2)))
    return next(path for path in (folder / f"{one}{suffix}" for one in names) if not path.exists())


def write_folder(target: Path, material: Material, progress: Progress = silent) -> tuple[CheckResult, ...]:
    """Make the folder ``target`` a bundle, whole or not at all. Raises VendorError, Cancelled."""
    with whole_folder(target) as draft:
        return write_bundle(draft, material, progress)


def write_zip(target: Path, material: Material, progress: Progress = silent) -> tuple[CheckResult, ...]:
    """Make the ZIP ``target`` of a bundle, whole or not at all. Raises VendorError, Cancelled."""
    with plain_words(target):
        target.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=target.parent) as aside:
            checks = write_bundle(Path(aside), material, progress.part(0.8))
            pack(Path(aside), target, progress.part(0.2))
    return checks


def pack(folder: Path, target: Path, progress: Progress = silent) -> None:
    """Pack the files of ``folder`` into the ZIP ``target``, whole or not at all, always in the same order."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with whole_file(target) as written, zipfile.ZipFile(written, "w") as archive:
        for file in progress.track(files, _("Packing")):
            entry = _Entry.from_file(file, file.relative_to(folder).as_posix(), strict_timestamps=False)
            entry.compress_type = zipfile.ZIP_STORED if file.suffix in _STORED else zipfile.ZIP_DEFLATED
            with file.open("rb") as source, archive.open(entry, "w") as packed:
                shutil.copyfileobj(source, packed, _BLOCK)


class _Entry(zipfile.ZipInfo):
    """A file in a ZIP that says of its name that it is UTF-8, also where it is ASCII: no reader has to guess."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:
        return self.filename.encode("utf-8"), self.flag_bits | _UTF8_NAMES


def pack_all(folders: Sequence[Path], place: Path, progress: Progress = silent) -> tuple[Path, ...]:
    """Pack each of the bundles into a ZIP of its name in the folder ``place``: all of them, or none.

    A ZIP that is there already is not written over. Raises Cancelled, and VendorError when the disk refuses.
    """
    made: list[Path] = []
    with contextlib.ExitStack() as undo:
        for folder in folders:
            target = free_place(place, folder.name, ".zip")
            pack(folder, target, progress.part(1 / len(folders)))
            undo.callback(target.unlink, missing_ok=True)
            made.append(target)
        undo.pop_all()
    return tuple(made)
