"""A vendor at work, cut off at one system call. Run by test_power_cut.py: STAGE MODE FOLDER NUMBER…

For each number a child works in ``FOLDER/<number>`` until strace, which it has attach to itself, does MODE to its
nth system call that writes. All imports are done once, before the children are forked.
"""

import contextlib
import ctypes
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from msgspec.structs import replace

from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import ClipRecord, Exchange, Posting, PriceMark, PriceTier, Product, Review, Variant
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Recipe
from vendor_app.thai.text import normalise
from vendor_app.video.footage import Footage

WRITING = "pwrite64,write,fsync,fdatasync,rename,unlink,ftruncate,mkdir"
_PR_SET_PTRACER = 0x59616D61

_MOMENT = "2026-11-22T08:00:00.000000+00:00"
_SHIRT = Product(
    name="เสื้อยืด",
    price=19900,
    tiers=(PriceTier(label="ส่ง", min_quantity=12, price=12000),),
    variants=(Variant(color="ขาว", size="M"), Variant(color="ดำ", size="M")),
    photos=(Photo(id="a" * 64, suffix=".jpg", width=9, height=9),),
    reviews=(Review(text="นุ่มมาก", who="คุณแนน"),),
)
_FOOTAGE = Footage(id="b" * 64, suffix=".mp4", width=9, height=9, frames=90)
_CLIP = ClipRecord(
    file="clips/P-0001/a.mp4", template="a", frames=450, made="2026-11-22T08:00:00+00:00", prices=(19900,)
)

_POSTING = Posting(platform="tiktok", made=_MOMENT, price=9900)


def _sheet(products: tuple[Product, ...]) -> list[Exchange]:
    """Write what a sheet would: new names for all, one product more, and the one in the trash gone for good."""
    kept = [Exchange(before=one, after=replace(one, name=f"{one.name} ใหม่")) for one in products if not one.trashed]
    gone = [Exchange(before=one, after=None) for one in products if one.trashed]
    new = replace(_SHIRT, id="c" * 32, sku="SHEET-1", variants=(), created=_MOMENT, changed=_MOMENT)
    new = replace(new, price_history=(PriceMark(price=19900, since=_MOMENT),))
    return [*kept, *gone, Exchange(before=None, after=new)]


ACTIONS: tuple[Callable[[Catalogue], object], ...] = (
    lambda catalogue: catalogue.add(_SHIRT),
    lambda catalogue: catalogue.add(replace(_SHIRT, name="เสื้อกล้าม", description="นุ่ม " * 300)),
    lambda catalogue: catalogue.save(replace(catalogue.product("P-0001"), name="เสื้อใหม่", price=9900, tiers=())),
    lambda catalogue: catalogue.save(replace(catalogue.product("P-0002"), sku="NEW-2")),
    lambda catalogue: catalogue.add_footage("P-0001", [_FOOTAGE]),
    lambda catalogue: catalogue.remember_clip("P-0001", _CLIP),
    lambda catalogue: catalogue.set_recipe("P-0001", "a" * 64, Recipe(light=0.5)),
    lambda catalogue: catalogue.add_posting("P-0001", _POSTING),
    lambda catalogue: catalogue.trash(["P-0001", "NEW-2"]),
    lambda catalogue: catalogue.restore(["NEW-2"]),
    lambda catalogue: catalogue.exchange(_sheet),
    lambda catalogue: catalogue.purge(["NEW-2"]),
    lambda catalogue: catalogue.add(_SHIRT),
)


def state(catalogue: Catalogue) -> list[Product]:
    """Return everything in the catalogue, without what differs from run to run."""
    products = (*catalogue.products(), *catalogue.products(trashed=True))
    return sorted(map(_timeless, products), key=lambda product: product.sku)


def _timeless(product: Product) -> Product:
    history = tuple(replace(mark, since="then") for mark in product.price_history)
    trashed = product.trashed and "then"
    return replace(product, id="", created="", changed="", trashed=trashed, price_history=history)


def work(folder: Path, stage: str, attach: Callable[[], None], tell: Callable[[dict[str, object]], None]) -> None:
    """Make a catalogue and do all actions, telling after each; tell a sentence for the vendor and stop there.

    ``attach`` is called before the catalogue is made when ``stage`` is "making", after it when it is "working".
    """
    try:
        if stage == "making":
            attach()
        catalogue = Catalogue.open(folder)
        if stage == "working":
            attach()
        for number, action in enumerate(ACTIONS, 1):
            action(catalogue)
            tell({"done": number})
        catalogue.close()
    except VendorError as problem:
        tell({"refused": str(problem)})
    except BaseException:
        tell({"bug": traceback.format_exc()})
        raise


def _let_strace_in(mode: str, number: int, trace: Path) -> None:
    """Have strace attach to this very process; return when it has."""
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, ctypes.c_ulong(-1))
    options = ["-f", "-qq", "-o", str(trace), "-e", f"trace={WRITING}", "-e", f"inject={WRITING}:{mode}:when={number}"]
    tracer = subprocess.Popen(["strace", *options, "-p", str(os.getpid())])  # ends when this process does
    status = Path("/proc/self/status")
    while "TracerPid:\t0" in status.read_text():
        if tracer.poll() is not None:
            raise RuntimeError("strace could not attach")
        time.sleep(0.002)


def _live(folder: Path, stage: str, mode: str, number: int) -> None:
    """Work under strace and end this process."""
    status = 1
    try:
        told = os.open(folder / "told", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def tell(news: dict[str, object]) -> None:
            for _attempt in range(2):  # the telling is no part of the work: a refusal that meets it is over by now
                with contextlib.suppress(OSError):
                    os.write(told, json.dumps(news).encode() + b"\n")
                    return

        work(folder, stage, lambda: _let_strace_in(mode, number, folder / "trace"), tell)
        status = 0
    finally:
        os._exit(status)


def main() -> None:
    stage, mode, base, *numbers = sys.argv[1:]
    normalise("น้ำ")
    for number in numbers:
        folder = Path(base, number)
        folder.mkdir()
        child = os.fork()
        if child == 0:
            _live(folder, stage, mode, int(number))
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
