"""vendor-cli doctor: what works on this machine, tried and not only looked up."""

import io
import logging
import os
import sqlite3
import tempfile
from collections.abc import Callable

import click
import msgspec

from vendor_app.cli.base import Command, shop_folder, with_console
from vendor_app.cli.console import Console, shown
from vendor_app.errors import VendorError
from vendor_app.files import free_space, nearest
from vendor_app.language import _
from vendor_app.settings import cache_folder, log_file, settings_file
from vendor_app.shop import sync_warning

log = logging.getLogger(__name__)
_ROOM = 2_000_000_000
"""Bytes that a day of photos, clips and bundles takes."""
_USUAL_FRAMES = 450
_THAI = "เสื้อผ้าฝ้ายโบ๊เบ๊"


class Finding(msgspec.Struct, frozen=True):
    """What trying one thing showed."""

    name: str
    """ASCII, stable."""
    works: bool
    message: str


Look = Callable[[Console], str]
"""Tries something and returns a sentence about it; raises what it raises when it does not work."""


def _text_engine(_console: Console) -> str:
    from vendor_app.render.layout import Font  # noqa: PLC0415 - start-up time
    from vendor_app.render.lettering import ensure_text_engine, measure  # noqa: PLC0415 - start-up time

    ensure_text_engine()
    if measure("ที่นี่", Font("Kanit", 600, 100)) >= 2 * measure("ทน", Font("Kanit", 600, 100)):
        raise VendorError(_("Thai marks are drawn beside their letters."))
    return _("Fonts and Thai marks on pictures")


def _word_breaking(_console: Console) -> str:
    from vendor_app.thai import words  # noqa: PLC0415 - start-up time

    if words.breaks(_THAI)[-1] != "โบ๊เบ๊":
        raise VendorError(_("Thai words are not found."))
    return _("Thai word breaking")


def _encoder(_console: Console) -> str:
    import numpy as np  # noqa: PLC0415 - start-up time

    from vendor_app.video.encode import encode_segment  # noqa: PLC0415 - start-up time
    from vendor_app.video.format import ClipFormat  # noqa: PLC0415 - start-up time

    small = ClipFormat(width=128, height=256)
    encode_segment([np.full(small.frame_shape, 128, np.uint8)] * 3, small)
    return _("Making clips (H.264)")


def _pace(_console: Console) -> str:
    """Measure the machine unless that was done, and tell how long a usual clip takes on it."""
    from vendor_app import machine  # noqa: PLC0415 - start-up time
    from vendor_app.video.encoders import chosen  # noqa: PLC0415 - start-up time

    known = machine.load() if machine.is_measured() else machine.measure()
    size, seconds = known.clip_format(), known.expected_for(_USUAL_FRAMES)
    assert seconds is not None
    return _("About {seconds} s to make a clip of 15 seconds, {width} × {height}, with {encoder}").format(
        seconds=machine.said(seconds), width=size.width, height=size.height, encoder=chosen(size).codec
    )


def _sound(_console: Console) -> str:
    import numpy as np  # noqa: PLC0415 - start-up time

    from vendor_app.video.aac import encode_sound  # noqa: PLC0415 - start-up time
    from vendor_app.video.format import CLIP  # noqa: PLC0415 - start-up time

    encode_sound(np.zeros((48_000, 2), np.float32), CLIP)
    return _("Sound of clips (AAC)")


def _pictures(_console: Console) -> str:
    from PIL import Image  # noqa: PLC0415 - start-up time

    from vendor_app.photos.reading import read_photo  # noqa: PLC0415 - start-up time

    formats = ("JPEG", "PNG", "WEBP", "AVIF", "HEIF")
    for one in formats:
        written = io.BytesIO()
        Image.new("RGB", (64, 48), "#0b6e4f").save(written, one)
        read_photo(written.getvalue())
    return _("Reading photos: {formats}").format(formats=", ".join(formats))


def _space(console: Console) -> str:
    free = free_space(shop_folder(console).absolute())
    amount = f"{free / 1_000_000_000:,.1f}"
    if free < _ROOM:
        raise VendorError(_("Only {amount} GB are free on the shop's drive.").format(amount=amount))
    return _("{amount} GB free on the shop's drive").format(amount=amount)


def _folders(console: Console) -> str:
    """Write a file into each folder the program writes to, or where it would be made."""
    for folder in (shop_folder(console), cache_folder(), settings_file().parent, log_file().parent):
        try:
            with tempfile.TemporaryFile(dir=nearest(folder.absolute())) as file:
                file.write(b"1")
        except OSError as problem:
            raise VendorError(_("Cannot write to {path}.").format(path=shown(folder))) from problem
    return _("Folders can be written to")


def _place(console: Console) -> str:
    warning = sync_warning(shop_folder(console))
    if warning:
        raise VendorError(warning)
    return _("The shop is in a safe place: {path}").format(path=shown(shop_folder(console)))


def _resources(_console: Console) -> str:
    from vendor_app.bundle.platforms import platforms  # noqa: PLC0415 - start-up time
    from vendor_app.sound.music import pieces  # noqa: PLC0415 - start-up time
    from vendor_app.storyboard.templates import templates  # noqa: PLC0415 - start-up time

    counts = (len(templates()), len(pieces()), len(platforms()))
    if not all(counts):
        raise VendorError(_("Clip styles, music or platforms are missing. Install the program again."))
    return _("{styles} clip styles, {pieces} pieces of music, {platforms} platforms").format(
        styles=counts[0], pieces=counts[1], platforms=counts[2]
    )


def _machine(_console: Console) -> str:
    return _("Processor cores: {cores}, SQLite {version}").format(
        cores=os.cpu_count() or 1, version=sqlite3.sqlite_version
    )


LOOKS: dict[str, Look] = {
    "machine": _machine,
    "text": _text_engine,
    "words": _word_breaking,
    "photos": _pictures,
    "video": _encoder,
    "pace": _pace,
    "sound": _sound,
    "resources": _resources,
    "folders": _folders,
    "place": _place,
    "space": _space,
}


def look(name: str, console: Console) -> Finding:
    """Try one thing; what it raises becomes its finding, and a bug goes to the log as well."""
    try:
        return Finding(name, True, LOOKS[name](console))
    except VendorError as problem:
        return Finding(name, False, str(problem))
    except Exception as problem:
        log.exception("doctor: %s", name)
        return Finding(name, False, _("“{name}” does not work: {reason}").format(name=name, reason=problem))


@click.command("doctor", cls=Command, help=_("See what works on this machine."))
@with_console
def doctor(console: Console) -> None:
    """Try everything the program needs."""
    findings = [look(name, console) for name in LOOKS]
    works = all(one.works for one in findings)
    lines = (f"{'✓' if one.works else '✗'} {one.message}" for one in findings)
    console.answer({"works": works, "checks": msgspec.to_builtins(findings)}, "\n".join(lines))
    if not works:
        console.say(_("Not everything works on this machine."))
        raise click.exceptions.Exit(1)
