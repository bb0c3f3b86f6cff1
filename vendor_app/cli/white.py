"""vendor-cli photo white: a product's photos on a white ground."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import click
import msgspec

from vendor_app.catalogue.records import Product, Sku
from vendor_app.cli.base import FILE, Command, Value, open_shop, with_console
from vendor_app.cli.console import Console
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import Crop, Recipe, Stroke
from vendor_app.progress import Progress
from vendor_app.shop import Shop

_LEAST_OF_ID = 6
_KINDS = {"keep": True, "remove": False}


def parse_stroke(text: str) -> Stroke:
    """Read a line such as "keep:0.02:0.1,0.2 0.3,0.4": what it says, its radius, its points. Raises VendorError."""
    try:
        kind, radius, points = text.split(":", 2)
        line = [tuple(float(part) for part in point.split(",")) for point in points.split()]
        stroke = {"keep": _KINDS[kind.strip()], "radius": float(radius), "points": line}
        if line:
            return msgspec.convert(stroke, Stroke)
    except (KeyError, ValueError):  # msgspec's own error is a ValueError
        pass
    raise VendorError(
        _("“{text}” is not a line.").format(text=text[:60]),
        _("Write it as in keep:0.02:0.1,0.2 0.3,0.4 with “keep” or “remove”, a radius and points from 0 to 1."),
    )


STROKE = Value("LINE", parse_stroke)


@click.command("white", cls=Command, help=_("Put photos on a white ground; without PHOTO the first one."))
@click.argument("sku")
@click.argument("names", metavar="[PHOTO]...", nargs=-1)
@click.option("--stand", type=FILE, help=_("Photo of the empty place; the shop remembers it."))
@click.option("--no-stand", is_flag=True, help=_("Pass over the empty place that the shop remembers."))
@click.option("--shadow", is_flag=True, help=_("Keep the product's soft shadow."))
@click.option(
    "--stroke", "strokes", type=STROKE, multiple=True, help=_("A line over the product or over background. Repeatable.")
)
@click.option("--no-crop", is_flag=True, help=_("Leave the crop as it is."))
@click.option("--off", is_flag=True, help=_("Show the photo's own background again."))
@with_console
def white(
    console: Console,
    sku: Sku,
    names: tuple[str, ...],
    stand: Path | None,
    no_stand: bool,
    shadow: bool,
    strokes: tuple[Stroke, ...],
    no_crop: bool,
    off: bool,
) -> None:
    """Cut the product out of each photo named, and keep the recipe; list those it could not be done with."""
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        photos = _chosen(product, names)
        if off:
            done = [_own_background(shop, product, photo) for photo in photos]
            console.answer({"white": done, "rejected": []}, _("The photos have their own background again."))
            return
        work = _Work(shop, product, strokes, shadow=shadow, keeps_crop=no_crop)
        empty = None if no_stand else work.empty(stand)
        made, rejected = work.make_all(photos, empty, is_given=stand is not None, progress=console.progress())
        if stand is not None and empty is not None and made:
            work.remember(empty)
    text = "\n".join(f"{one['photo']}: {one['text']}" for one in made)
    console.answer({"white": [_without_text(one) for one in made], "rejected": rejected}, text)
    for one in made:
        if one["doubtful"]:
            console.say(f"{one['photo']}: {_look_closely()}")
    for one in rejected:
        console.say(f"{one['photo']}: {one['reason']}")
    if rejected:
        raise click.exceptions.Exit(1)


class _Work:
    """What is the same for all photos of one command."""

    def __init__(
        self, shop: Shop, product: Product, strokes: Sequence[Stroke], *, shadow: bool, keeps_crop: bool
    ) -> None:
        from vendor_app.photos.masks import Masks  # noqa: PLC0415 - start-up time
        from vendor_app.photos.whitening import WhiteGround  # noqa: PLC0415 - start-up time

        self._shop, self._product = shop, product
        self._strokes, self._shadow, self._keeps_crop = strokes, shadow, keeps_crop
        self._ground: WhiteGround = WhiteGround(shop.photos, Masks(shop.masks))

    def empty(self, file: Path | None) -> Photo | None:
        """Return the photo of the empty place in a file, or else the one that the shop remembers."""
        if file is not None:
            return self._shop.photos.add(file)
        from vendor_app.photos.stand import load_stand  # noqa: PLC0415 - start-up time

        known = load_stand(self._shop.folder).empty
        return known if known is not None and known in self._shop.photos else None

    def remember(self, empty: Photo) -> None:
        """Keep an empty place that did for a photo; one that did not replaces none that may."""
        from vendor_app.photos.stand import load_stand, save_stand  # noqa: PLC0415 - start-up time

        known = load_stand(self._shop.folder)
        save_stand(self._shop.folder, msgspec.structs.replace(known, empty=empty))

    def make_all(
        self, photos: Sequence[Photo], empty: Photo | None, *, is_given: bool, progress: Progress
    ) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
        """Return what was made and what could not be."""
        made: list[dict[str, object]] = []
        rejected: list[dict[str, object]] = []
        for number, photo in enumerate(photos, 1):
            part = progress.part(1 / len(photos))
            try:
                made.append(self._make(photo, empty, is_given, part))
            except VendorError as problem:
                rejected.append({"id": photo.id, "photo": _shown(photo, number), "reason": str(problem)})
        return made, rejected

    def _make(self, photo: Photo, empty: Photo | None, is_given: bool, progress: Progress) -> dict[str, object]:
        from vendor_app.photos.fill import FILL, filled  # noqa: PLC0415 - start-up time

        begin = time.perf_counter()
        if empty is not None and not is_given and not self._ground.is_of(photo, empty):
            empty = None  # taken somewhere else
        fill = None if self._keeps_crop else FILL
        found = self._ground.make(
            photo, stand=empty, strokes=self._strokes, shadow=self._shadow, fill=fill, progress=progress
        )
        self._shop.catalogue.set_recipe(self._product.sku, photo.id, found.recipe)
        return {
            "id": photo.id,
            "photo": _shown(photo, self._product.photo_ids.index(photo.id) + 1),
            "fills": round(found.share, 3),
            "doubtful": found.is_doubtful,
            "mask": found.recipe.cutout.mask if found.recipe.cutout else "",
            "stand": empty.id if empty else None,
            "seconds": round(time.perf_counter() - begin, 2),
            "text": filled(found.share),
        }


def _look_closely() -> str:
    return _("Look closely: a part may be missing. Draw over it with --stroke keep:… to keep it.")


def _without_text(one: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in one.items() if key not in ("text", "photo")}


def _shown(photo: Photo, number: int) -> str:
    return photo.name or f"{number}"


def _chosen(product: Product, names: Iterable[str]) -> list[Photo]:
    """Return the photos by number from 1, or by the beginning of their id; the first without any."""
    if not product.photos:
        raise VendorError(_("{sku} has no photos.").format(sku=product.sku), _("Add one first."))
    return list({photo.id: photo for photo in (_named(product, name) for name in names or ("1",))}.values())


def _named(product: Product, name: str) -> Photo:
    number = int(name) if name.isdecimal() and len(name) < _LEAST_OF_ID else 0
    if 1 <= number <= len(product.photos):
        return product.photos[number - 1]
    for photo in product.photos:
        if len(name) >= _LEAST_OF_ID and photo.id.startswith(name.lower()):
            return photo
    raise VendorError(
        _("{sku} has no photo “{name}”.").format(sku=product.sku, name=name[:64]),
        _("Name photos by their number, from 1 to {count}, or by their id.").format(count=len(product.photos)),
    )


def _own_background(shop: Shop, product: Product, photo: Photo) -> dict[str, object]:
    """Take the white ground off, and with it the crop around the product."""
    if photo.recipe.cutout is not None:
        recipe: Recipe = msgspec.structs.replace(photo.recipe, cutout=None, crop=Crop())
        shop.catalogue.set_recipe(product.sku, photo.id, recipe)
    return {"id": photo.id}
