"""Put a bundle together, file by file, in a folder that is not there yet for anybody else."""

import datetime
import shutil
import tempfile
import zipfile
from itertools import chain, count
from pathlib import Path

import msgspec

from vendor_app import language
from vendor_app.bundle import manifest
from vendor_app.bundle.caption import Caption, caption
from vendor_app.bundle.checks import run_checks
from vendor_app.bundle.checks.subject import Subject
from vendor_app.bundle.manifest import MANIFEST, Manifest
from vendor_app.bundle.model import CheckResult
from vendor_app.bundle.pictures import look_at, picture_name
from vendor_app.bundle.platforms import Platform
from vendor_app.bundle.readme import README, readme
from vendor_app.catalogue.records import Product, Sku
from vendor_app.files import DRAFT, plain_words, whole_file, whole_folder
from vendor_app.language import _
from vendor_app.photos.pictures import square_jpeg
from vendor_app.progress import Progress, silent
from vendor_app.storyboard.model import Storyboard
from vendor_app.thai import dates
from vendor_app.video.probe import probe

CLIP, VOICE_ONLY, COVER, PICTURES, CAPTION = "clip.mp4", "clip-voice-only.mp4", "cover.jpg", "images", "caption.txt"
_MOST_PICTURE_BYTES = 2_000_000  # what every platform takes
_MOST_TEXT_BYTES = 1_000_000
_STORED = {".mp4", ".jpg"}  # compressed already


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


def room_for(material: Material) -> int:
    """Return the bytes a bundle will take at most, packed and unpacked together."""
    clips = material.clip.stat().st_size + material.voice_only.stat().st_size
    return 2 * (clips + len(material.cover) + _MOST_PICTURE_BYTES * len(material.originals) + _MOST_TEXT_BYTES)


def bundle_name(sku: Sku, platform: Platform, moment: datetime.datetime) -> str:
    """Return an ASCII name that sorts by time: "DR-0002-tiktok-20261122-093612"."""
    return f"{sku}-{platform.name}-{moment:%Y%m%d-%H%M%S}"


def write_bundle(folder: Path, material: Material, progress: Progress = silent) -> tuple[CheckResult, ...]:
    """Write every file of the bundle into the empty ``folder``, the manifest last, and return the checks.

    Raises Cancelled, PhotoUnreadable, and OSError when the disk refuses; what was begun then lies in ``folder``.
    """
    shutil.copyfile(material.clip, folder / CLIP)
    shutil.copyfile(material.voice_only, folder / VOICE_ONLY)
    progress.at(0.1, _("Putting the bundle together"))
    (folder / COVER).write_bytes(material.cover)
    written_pictures = _write_pictures(folder / PICTURES, material, progress.part(0.8, _("Making pictures")))
    written = caption(material.product, material.platform)
    (folder / CAPTION).write_text(written.text, encoding="utf-8", newline="\n")  # no more than what is pasted
    subject = _subject(folder, material, written)
    checks = run_checks(subject)
    with language.speaking("th"):
        in_thai = run_checks(subject)
    text = readme(material.product, material.platform, material.storyboard, written_pictures, in_thai)
    (folder / README).write_text(text, encoding="utf-8-sig", newline="\r\n")  # Notepad, and old phones, want both
    _write_manifest(folder, material, checks)
    return checks


def _subject(folder: Path, material: Material, written: Caption) -> Subject:
    """Return the finished files of ``folder`` as the checks look at them."""
    return Subject(
        product=material.product,
        platform=material.platform,
        caption=written,
        shop_name=material.shop_name,
        storyboard=material.storyboard,
        clip=probe(folder / CLIP),
        voice_only=probe(folder / VOICE_ONLY),
        cover=look_at(folder / COVER),
        pictures=tuple(look_at(file) for file in sorted((folder / PICTURES).iterdir())),
    )


def _write_pictures(folder: Path, material: Material, progress: Progress) -> int:
    """Write the squares of as many photos as the platform takes; return how many."""
    folder.mkdir()
    limit = material.platform.limits
    most_bytes = min(_MOST_PICTURE_BYTES, (limit.picture_bytes and limit.picture_bytes.most) or _MOST_PICTURE_BYTES)
    originals = material.originals[: limit.pictures.most if limit.pictures else None]
    for number, original in enumerate(progress.track(originals, _("Making pictures")), 1):
        picture = square_jpeg(original, most_bytes=most_bytes)
        (folder / picture_name(number, material.product.sku)).write_bytes(picture)
    return len(originals)


def _write_manifest(folder: Path, material: Material, checks: tuple[CheckResult, ...]) -> None:
    told = Manifest(
        made=dates.now(),
        shop=material.shop_name,
        template=material.storyboard.template,
        product=material.product,
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
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=DRAFT, dir=target.parent) as aside:
            checks = write_bundle(Path(aside), material, progress.part(0.8))
            pack(Path(aside), target, progress.part(0.2))
    return checks


def pack(folder: Path, target: Path, progress: Progress = silent) -> None:
    """Pack the files of ``folder`` into the ZIP ``target``, whole or not at all, always in the same order."""
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    with whole_file(target) as written, zipfile.ZipFile(written, "w") as archive:
        for file in progress.track(files, _("Packing")):
            name = file.relative_to(folder).as_posix()
            kind = zipfile.ZIP_STORED if file.suffix in _STORED else zipfile.ZIP_DEFLATED
            archive.write(file, name, kind)
