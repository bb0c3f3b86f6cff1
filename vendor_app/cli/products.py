"""vendor-cli product: what the vendor sells."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec
from click.core import ParameterSource
from msgspec.structs import replace

from vendor_app.catalogue.records import Product, Sku
from vendor_app.catalogue.remarks import tiers_remark
from vendor_app.catalogue.sheet_columns import with_fields
from vendor_app.catalogue.tidy import tidy
from vendor_app.cli.base import BAHT, FILE, GRAMS, REVIEW, TIER, VARIANT, Group, open_shop, with_console
from vendor_app.cli.console import Console, cut, table
from vendor_app.cli.photos import rejected_json, tell_rejected
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.thai.dates import format_date
from vendor_app.thai.money import format_baht

if TYPE_CHECKING:
    from vendor_app.photos.intake import Intake

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_NAME_COLUMNS = 40


def _fields(*, new: bool) -> _Decorator:
    """Give a command the options for every field of a product. One that is not typed is not among its arguments."""
    options = (
        click.option("--name", required=new, help=_("Name in Thai.")),
        click.option("--name-en", help=_("Name in English.")),
        click.option("--sku", help=_("Product code; made by itself when left out.")),
        click.option("--category", help=_("Category, such as เสื้อ.")),
        click.option("--description", help=_("Description.")),
        click.option("--unit", help=_("Unit: ตัว, คู่, ใบ, แพ็ค, โหล …")),
        click.option("--price", type=BAHT, help=_("Retail price for one unit.")),
        click.option(
            "--tier", "tiers", type=TIER, multiple=True, help=_("Price of one unit from a quantity on: 'ส่ง:12:120'.")
        ),
        click.option("--variant", "variants", type=VARIANT, multiple=True, help=_("Colour and size: 'ขาว/M:12'.")),
        click.option("--shipping", type=BAHT, help=_("Shipping fee; 0 when it is free.")),
        click.option("--weight", "weight_grams", type=GRAMS, help=_("Weight in grams.")),
        click.option("--fabric", help=_("Fabric.")),
        click.option("--size-range", help=_("Measures, such as อก 36–44 นิ้ว.")),
        click.option("--review", "reviews", type=REVIEW, multiple=True, help=_("What a customer said: 'words|who'.")),
        click.option("--eco", multiple=True, help=_("What is good for the world about it.")),
    )

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def _typed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields that were typed. An empty value takes away what is there."""
    given = click.get_current_context().get_parameter_source
    return {
        name: _without_blanks(value) for name, value in fields.items() if given(name) is ParameterSource.COMMANDLINE
    }


def _without_blanks(value: Any) -> Any:
    return tuple(one for one in value if one is not None) if isinstance(value, tuple) else value


def _tell_remarks(console: Console, one: Product) -> None:
    """Say what is saved, but seldom meant."""
    if remark := tiers_remark(one):
        console.say(str(remark))


product = Group("product", help=_("Products: add, look at, change."))


@product.command("add", help=_("Add a product."))
@_fields(new=True)
@click.option("--photo", "photos", type=FILE, multiple=True, help=_("A photo, or a folder of photos."))
@with_console
def add(console: Console, photos: tuple[Path, ...], **fields: Any) -> None:
    """Add a product with its photos; make the shop when there is none yet."""
    new = tidy(with_fields(Product(name=""), _typed(fields)))  # refused before a shop is made for it
    with open_shop(console, create=True) as shop:
        shop.catalogue.check_new(new)  # before photos are read for it
        intake = _take_in(console, shop, photos) if photos else None
        seen = tuple(one.photo for one in intake.added) if intake else ()
        added = shop.catalogue.add(replace(new, photos=seen))
    rejected = {"rejected": rejected_json(intake)} if intake and intake.rejected else {}
    console.answer({"sku": added.sku, **rejected}, _("Added {sku} {name}.").format(sku=added.sku, name=added.name))
    _tell_remarks(console, added)
    if intake:
        tell_rejected(console, intake)


def _take_in(console: Console, shop: Shop, photos: tuple[Path, ...]) -> "Intake":
    """Take photos into the shop before there is a product to show them: when none can be had, none is made."""
    from vendor_app.photos.intake import take_in  # noqa: PLC0415 - start-up time: decoders come with it

    intake = take_in(shop.photos, photos, console.progress(), shop.thumbnails, shop.focuses)
    if not intake.added:
        reasons = " ".join(f"{one.path.name}: {one.reason}" for one in intake.rejected)
        raise VendorError(_("The product was not added, because no photo could be read."), reasons)
    return intake


@product.command("list", help=_("List the products."))
@click.option("--search", default="", metavar="TEXT", help=_("Only those in which every word occurs."))
@click.option("--trash", is_flag=True, help=_("List those in the trash."))
@with_console
def list_products(console: Console, search: str, trash: bool) -> None:
    """List the products on sale, or those in the trash."""
    with open_shop(console) as shop:
        products = shop.catalogue.products(search, trashed=trash)
    headers = (_("SKU"), _("Name"), _("Price"), _("Stock"), _("Photos"))
    rows = (
        (
            one.sku,
            cut(one.name, _NAME_COLUMNS),
            _price(one),
            f"{one.stock:,}" if one.variants else "-",
            str(len(one.photos)),
        )
        for one in products
    )
    none = _("No product matches “{text}”.").format(text=search.strip()[:60]) if search.strip() else _("No products.")
    text = table(headers, rows) if products else none
    console.answer({"products": [msgspec.to_builtins(one) for one in products]}, text)


def _price(one: Product) -> str:
    return "-" if one.price is None else f"{format_baht(one.price)} / {one.unit}"


@product.command("show", help=_("Show everything about one product."))
@click.argument("sku")
@with_console
def show(console: Console, sku: Sku) -> None:
    """Show one product."""
    with open_shop(console) as shop:
        one = shop.catalogue.product(sku)
    console.answer({"product": msgspec.to_builtins(one)}, _described(one))


def _described(one: Product) -> str:
    tiers = (f"{tier.label} {tier.min_quantity:,}+ {format_baht(tier.price)}" for tier in one.ladder)
    variants = (f"{cell.color} {cell.size} {cell.stock:,}".strip() for cell in one.variants)
    lines = (
        (_("SKU"), one.sku),
        (_("Name"), one.name),
        (_("English name"), one.name_en),
        (_("Category"), one.category),
        (_("Price"), _price(one)),
        (_("Price before"), "" if one.old_price is None else format_baht(one.old_price)),
        (_("Price from a quantity on"), ", ".join(tiers)),
        (_("Shipping"), "" if one.shipping is None else format_baht(one.shipping)),
        (_("Colours and sizes"), ", ".join(variants)),
        (_("Weight"), "" if one.weight_grams is None else _("{grams} g").format(grams=f"{one.weight_grams:,}")),
        (_("Fabric"), one.facts.fabric),
        (_("Measures"), one.facts.size_range),
        (_("Good for the world"), ", ".join(one.facts.eco)),
        (_("Photos"), str(len(one.photos))),
        (_("Videos"), str(len(one.footage)) if one.footage else ""),
        (_("Reviews"), "; ".join(f"“{review.text}” {review.who}".strip() for review in one.reviews)),
        (_("Clips"), ", ".join(clip.file for clip in one.clips)),
        (_("Description"), one.description),
        (_("In the trash"), format_date(one.trashed) if one.trashed else ""),
    )
    return "\n".join(f"{heading}: {text}" for heading, text in lines if text)


@product.command(
    "edit",
    help=_(
        "Change what is typed here and leave the rest. Prices and colours are replaced as a whole; '' empties a field."
    ),
)
@click.argument("which", metavar="SKU")
@_fields(new=False)
@with_console
def edit(console: Console, which: Sku, **fields: Any) -> None:
    """Change one product."""
    with open_shop(console) as shop:
        saved = shop.catalogue.save(with_fields(shop.catalogue.product(which), _typed(fields)))
    console.answer({"sku": saved.sku}, _("Saved {sku} {name}.").format(sku=saved.sku, name=saved.name))
    _tell_remarks(console, saved)


@product.command("delete", help=_("Move products to the trash. “restore” brings them back."))
@click.argument("skus", metavar="SKU...", nargs=-1, required=True)
@with_console
def delete(console: Console, skus: tuple[Sku, ...]) -> None:
    """Move products to the trash, all of them or none. Those that are there already stay as they are."""
    with open_shop(console) as shop:
        on_sale = [sku for sku in skus if shop.catalogue.product(sku).trashed is None]
        if on_sale:
            shop.catalogue.trash(on_sale)
    there = [sku for sku in skus if sku not in on_sale]
    text = _("In the trash: {skus}.").format(skus=", ".join(on_sale)) if on_sale else ""
    console.answer({"deleted": list(skus)}, text)
    if there:
        console.say(_("In the trash already: {skus}.").format(skus=", ".join(there)))


@product.command("restore", help=_("Bring products back from the trash."))
@click.argument("skus", metavar="SKU...", nargs=-1, required=True)
@with_console
def restore(console: Console, skus: tuple[Sku, ...]) -> None:
    """Bring products back from the trash, all of them or none."""
    with open_shop(console) as shop:
        shop.catalogue.restore(skus)
    console.answer({"restored": list(skus)}, _("On sale again: {skus}.").format(skus=", ".join(skus)))
