"""vendor-cli photo list and photo edit: which photos a product has, and what was done to them."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import click
import msgspec
from msgspec.structs import replace

from vendor_app.catalogue.records import Product, Sku
from vendor_app.cli.base import FILE, Command, Value, open_shop, with_console
from vendor_app.cli.console import Console, cut, shown, table
from vendor_app.errors import VendorError
from vendor_app.files import require_place, write_whole
from vendor_app.language import _
from vendor_app.photos.geometry import Size, as_seen, straightened, turned
from vendor_app.photos.photo import Photo
from vendor_app.photos.recipe import MOST_DEGREES, Crop, Recipe, Spot, Veil
from vendor_app.photos.shot_list import shot_list
from vendor_app.shop import Shop
from vendor_app.thai.text import arabic_digits

ALL: Final = "all"
_TURNS: Final = {"right": 1, "over": 2, "left": 3}
_NAME_COLUMNS: Final = 32
_SHORTEST_ID: Final = 4
_FULL: Final = 100
_FINEST: Final = 20_000_000
"""Bytes that a picture written with --out takes at most."""
_MEASURED: Final = (400, 400)


def _numbers(text: str, count: int, least: float, most: float) -> tuple[float, ...]:
    """Read ``count`` numbers with commas between. Raises VendorError."""
    parts = re.split("[,:]", arabic_digits(text).replace(" ", ""))
    try:
        found = tuple(float(part) for part in parts)
    except ValueError:
        found = ()
    if len(found) != count or not all(least <= number <= most for number in found):
        raise VendorError(
            _("“{text}” does not fit here.").format(text=text.strip()[:40]),
            _("Type a number from {least} to {most}.").format(least=f"{least:g}", most=f"{most:g}")
            if count == 1
            else _("Type {count} numbers from 0 to 100 with commas between.").format(count=count),
        )
    return found


def _amount(least: float, most: float, scale: float) -> Callable[[str], float]:
    return lambda text: round(_numbers(text, 1, least, most)[0] / scale, 4)


def _shares(count: int) -> Callable[[str], tuple[float, ...]]:
    return lambda text: tuple(round(number / _FULL, 6) for number in _numbers(text, count, 0, _FULL))


def _parse_crop(text: str) -> Crop | tuple[float, float]:
    """Read a window in percent, or a shape such as 1:1; nothing for the whole picture. Raises VendorError."""
    if not text.strip():
        return Crop()
    if ":" in text:
        across, down = _numbers(text, 2, 0.01, _FULL)
        return across, down
    x, y, width, height = _shares(4)(text)
    if min(width, height) < 1 / _FULL or max(x + width, y + height) > 1 + 1e-6:
        raise VendorError(
            _("“{text}” does not fit here.").format(text=text.strip()[:40]),
            _("The window is left, top, width and height in percent, and lies inside the picture."),
        )
    return Crop(x=x, y=y, width=width, height=height)


def _parse_spot(text: str) -> Spot | None:
    if not text.strip():
        return None
    x, y, radius = _shares(3)(text)
    return Spot(x=x, y=y, radius=min(max(radius, 0.001), 0.25))


def _parse_veil(text: str) -> Veil | None:
    if not text.strip():
        return None
    x, y, width, height = _shares(4)(text)
    return Veil(x=x, y=y, width=width, height=height)


_PERCENT, _STRENGTH = Value("N", _amount(-_FULL, _FULL, _FULL)), Value("N", _amount(0, _FULL, _FULL))
_DEGREES = Value("N", _amount(-MOST_DEGREES, MOST_DEGREES, 1))


def _shot(product: Product, photo: Photo) -> str:
    shot = shot_list(product).shot(photo.shot)
    return str(shot.title) if shot else "-"


@click.command("list", cls=Command, help=_("List the photos of a product and what was done to them."))
@click.argument("sku")
@with_console
def list_photos(console: Console, sku: Sku) -> None:
    """List the photos of a product."""
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
    rows = (
        (
            str(number),
            one.id[:8],
            cut(one.name or "-", _NAME_COLUMNS),
            _size(one),
            _shot(product, one),
            told(one.recipe),
        )
        for number, one in enumerate(product.photos, 1)
    )
    headers = (_("No."), _("Code"), _("Name"), _("Width × height"), _("Shot"), _("Edited"))
    text = table(headers, rows) if product.photos else _("This product has no photos.")
    console.answer({"sku": product.sku, "photos": [_json(product, one) for one in product.photos]}, text)


@click.command(
    "edit",
    cls=Command,
    help=_(
        "Edit a photo: its number, the beginning of its code, or all. The original stays as it came. "
        "What is not typed stays as it is."
    ),
)
@click.argument("sku")
@click.argument("photo")
@click.option("--reset", is_flag=True, help=_("Begin with the photo as it came."))
@click.option("--auto", is_flag=True, help=_("Make light and colour good by themselves."))
@click.option("--light", type=_PERCENT, help=_("Light, -100 to 100."))
@click.option("--contrast", type=_PERCENT, help=_("Contrast, -100 to 100."))
@click.option("--warmth", type=_PERCENT, help=_("From cold to warm, -100 to 100."))
@click.option("--sharpness", type=_STRENGTH, help=_("Sharpness, 0 to 100."))
@click.option("--turn", type=click.Choice(tuple(_TURNS)), help=_("A quarter turn, or upside down."))
@click.option("--straighten", "degrees", type=_DEGREES, help=_("Degrees to the right, -15 to 15."))
@click.option("--crop", type=Value("X,Y,W,H", _parse_crop), help=_("A window in percent, or a shape such as 1:1."))
@click.option("--heal", "spots", type=Value("X,Y,R", _parse_spot), multiple=True, help=_("Take a spot away: percent."))
@click.option("--veil", "veils", type=Value("X,Y,W,H", _parse_veil), multiple=True, help=_("Hide a face: percent."))
@click.option("--out", type=FILE, help=_("Write the edited picture to this .jpg, too."))
@with_console
def edit(console: Console, sku: Sku, photo: str, out: Path | None, **wishes: Any) -> None:
    """Edit one photo of a product, or all of them."""
    _require_picture_name(out)
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        chosen = _chosen(product, photo)
        if out is not None and len(chosen) > 1:
            raise VendorError(_("Only one picture can be written to {path}.").format(path=shown(out)), "")
        progress = console.progress(quick=True)
        recipes = {one.id: _edited(shop, one, wishes) for one in progress.track(chosen, _("Editing photos"))}
        for one in chosen:
            if recipes[one.id] != one.recipe:
                product = shop.catalogue.set_recipe(product.sku, one.id, recipes[one.id])
        made = [one for one in product.photos if one.id in recipes]
        if out is not None:
            _write(shop, made[0], out)
    lines = (f"{one.name or one.id[:8]}: {told(one.recipe)}, {_size(one)}" for one in made)
    answer = {"sku": product.sku, "photos": [_json(product, one) for one in made]}
    console.answer(answer | ({} if out is None else {"picture": out}), "\n".join(lines))


def _chosen(product: Product, which: str) -> tuple[Photo, ...]:
    """Return the photos that are meant. Raises VendorError."""
    if which == ALL and product.photos:
        return product.photos
    return (find_photo(product, which),)


def find_photo(product: Product, which: str) -> Photo:
    """Return the photo with a number, from 1, or whose code begins so. Raises VendorError."""
    text = arabic_digits(which).strip().lower()
    if text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= len(product.photos):
        return product.photos[int(text[:6]) - 1]
    found = [one for one in product.photos if len(text) >= _SHORTEST_ID and one.id.startswith(text)]
    if len(found) == 1:
        return found[0]
    raise VendorError(
        _("{sku} has no photo “{which}”.").format(sku=product.sku, which=which[:40]),
        _("See which there are: photo list {sku}").format(sku=product.sku),
    )


def _edited(shop: Shop, photo: Photo, wishes: dict[str, Any]) -> Recipe:
    """Return the recipe of a photo with what was wished for. Raises VendorError when it cannot be opened for that."""
    recipe = Recipe() if wishes["reset"] else photo.recipe
    if wishes["auto"]:
        from vendor_app.photos.auto import auto  # noqa: PLC0415 - start-up time
        from vendor_app.photos.reading import read_photo  # noqa: PLC0415 - start-up time

        recipe = auto(read_photo(shop.photos.path(photo), _MEASURED)).on(recipe)
    plain = {key: wishes[key] for key in ("light", "contrast", "warmth", "sharpness", "degrees")}
    recipe = replace(recipe, **{key: value for key, value in plain.items() if value is not None})
    if wishes["turn"]:
        recipe = turned(recipe, _TURNS[wishes["turn"]])
    for key in ("spots", "veils"):
        if wishes[key]:
            given = tuple(one for one in wishes[key] if one is not None)
            recipe = replace(recipe, **{key: (*getattr(recipe, key), *given) if given else ()})
    return _cropped(photo, recipe, wishes["crop"])


def _cropped(photo: Photo, recipe: Recipe, wish: Crop | tuple[float, float] | None) -> Recipe:
    if wish is None:
        return recipe
    return replace(recipe, crop=wish if isinstance(wish, Crop) else _largest(photo, recipe, wish))


def _largest(photo: Photo, recipe: Recipe, shape: tuple[float, float]) -> Crop:
    """Return the largest window of a shape, in the middle of the turned and straightened picture."""
    upright: Size = (photo.height, photo.width) if recipe.turns % 2 else (photo.width, photo.height)
    width, height = straightened(upright, recipe.degrees)
    wanted = shape[0] / shape[1]
    across, down = min(wanted * height / width, 1.0), min(width / (wanted * height), 1.0)
    return Crop(x=(1 - across) / 2, y=(1 - down) / 2, width=across, height=down)


def told(recipe: Recipe) -> str:
    """Say in a line what was done to a photo."""
    return ", ".join(_told(recipe)) or _("as it came")


def _told(recipe: Recipe) -> Iterator[str]:
    amounts = (
        (_("Light"), recipe.light),
        (_("Contrast"), recipe.contrast),
        (_("Warm or cold"), recipe.warmth),
        (_("Sharpness"), recipe.sharpness),
    )
    yield from (f"{name} {round(amount * _FULL):+d}" for name, amount in amounts if amount)
    if recipe.turns:
        yield _("turned {degrees}°").format(degrees=90 * recipe.turns)
    if recipe.degrees:
        yield _("straightened {degrees}°").format(degrees=f"{recipe.degrees:+g}")
    if recipe.crop != Crop():
        yield _("cropped")
    if recipe.spots:
        yield _("Spots healed: {count}").format(count=len(recipe.spots))
    if recipe.veils:
        yield _("Places hidden: {count}").format(count=len(recipe.veils))
    if recipe.cutout is not None:
        yield _("on white")


def _size(photo: Photo) -> str:
    seen = as_seen(photo)
    return f"{seen.width}×{seen.height}"


def _json(product: Product, photo: Photo) -> dict[str, object]:
    """Return a photo as a script reads it; width and height are those of the edited picture."""
    seen = as_seen(photo)
    return {
        "number": product.photo_ids.index(photo.id) + 1,
        "id": photo.id,
        "look": photo.look,
        "name": photo.name,
        "shot": photo.shot,
        "width": seen.width,
        "height": seen.height,
        "recipe": msgspec.to_builtins(photo.recipe),
    }


def _require_picture_name(out: Path | None) -> None:
    if out is None:
        return
    if out.suffix.lower() not in (".jpg", ".jpeg"):
        raise VendorError(
            _("The picture cannot be called {name}.").format(name=shown(out)[-60:]),
            _("Choose a name that ends in .jpg."),
        )
    require_place(out)


def _write(shop: Shop, photo: Photo, out: Path) -> None:
    from vendor_app.photos.pictures import export_jpeg  # noqa: PLC0415 - start-up time
    from vendor_app.photos.reading import read_photo  # noqa: PLC0415 - start-up time

    write_whole(out.absolute(), export_jpeg(read_photo(shop.picture(photo)), most_bytes=_FINEST))
