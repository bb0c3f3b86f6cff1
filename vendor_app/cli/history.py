"""vendor-cli history and posted: what became of the bundles of a product."""

import re
from typing import Any

import click

from vendor_app.catalogue.records import Count, Posting, Product, Sku
from vendor_app.cli.base import Command, Value, open_shop, with_console
from vendor_app.cli.console import Console, table
from vendor_app.errors import VendorError
from vendor_app.handover import typed
from vendor_app.handover.history import (
    Standing,
    forget_posting,
    overview,
    sales_of,
    shows_old_price,
    standing,
    tell_count,
    tell_not_posted,
    tell_posted,
    views_of,
)
from vendor_app.language import _
from vendor_app.thai.dates import format_date, today
from vendor_app.thai.money import format_baht
from vendor_app.thai.text import arabic_digits

NUMBER = Value("N", typed.parse_number)
DAY = Value("DAY", typed.parse_day)
LINK = Value("LINK", typed.parse_link)


def _parse_row(text: str) -> int:
    digits = arabic_digits(text).strip()
    if re.fullmatch("[0-9]{1,9}", digits) is None:
        hint = _("The newest is 1; see vendor-cli history SKU.")
        raise VendorError(_("“{text}” is not the number of a row.").format(text=text.strip()[:40]), hint)
    return int(digits)


ROW = Value("N", _parse_row)


@click.command(
    "history", cls=Command, help=_("What was made of a product for which platform, at which price, and how it does.")
)
@click.argument("sku", metavar="SKU", required=False)
@click.option("--all", "every", is_flag=True, help=_("All products, what sells most first."))
@click.option(
    "--remove",
    type=ROW,
    multiple=True,
    metavar="N",
    help=_("Take row N out of it for good, the newest is 1; may be repeated. The bundle's files stay."),
)
@with_console
def history(console: Console, sku: Sku | None, every: bool, remove: tuple[int, ...]) -> None:
    """Tell the history of one product, or how all of them do; take rows out of that of one."""
    if every == (sku is not None):
        raise VendorError(_("Name one product, or all of them."), _("Write its SKU, or --all."))
    if sku is None and remove:
        raise VendorError(_("Rows are taken out of the history of one product."), _("Write its SKU."))
    with open_shop(console) as shop:
        if sku is None:
            rows = overview(shop.catalogue.products())
            console.answer({"products": [_standing_json(one) for one in rows]}, _standings(rows))
            return
        before = shop.catalogue.product(sku)
        gone = _rows(before, remove)
        for posting in gone:
            forget_posting(shop.catalogue, before.id, posting)
        product = shop.catalogue.product(sku)
    _answer_one(console, product, gone)


def _rows(product: Product, numbers: tuple[int, ...]) -> tuple[Posting, ...]:
    """Return the rows of these numbers. Raises VendorError, before anything is taken out, for one there is not."""
    count = len(product.postings)
    for number in numbers:
        if not 1 <= number <= count:
            raise VendorError(
                _("The history of {sku} has no row {number}.").format(sku=product.sku, number=number),
                _("Rows in it: {count}.").format(count=count),
            )
    return tuple(product.postings[number - 1] for number in dict.fromkeys(numbers))


def _answer_one(console: Console, product: Product, gone: tuple[Posting, ...]) -> None:
    told = {**_standing_json(standing(product)), "history": [_posting_json(product, one) for one in product.postings]}
    if gone:
        told["removed"] = [_posting_json(product, one) for one in gone]
    lines = [
        _("Taken out: {platform}, {date}").format(platform=one.platform, date=format_date(one.made)) for one in gone
    ]
    if product.postings:
        lines.append(_postings(product))
    console.answer(told, "\n".join(lines) or _("No bundle was made of it yet."))


def _standing_json(one: Standing) -> dict[str, Any]:
    return {
        "sku": one.product.sku,
        "name": one.product.name,
        "bundles": one.bundles,
        "posted": one.posted,
        "views": one.views,
        "sales": one.sales,
        "best": one.best,
        "last": one.last or None,
    }


def _posting_json(product: Product, one: Posting) -> dict[str, Any]:
    return {
        "platform": one.platform,
        "made": one.made,
        "price": None if one.price is None else one.price / 100,
        "tiers": [price / 100 for price in one.tiers],
        "price_changed": shows_old_price(product, one),
        "folder": one.folder or None,
        "clip": one.clip or None,
        "posted": one.posted,
        "link": one.link or None,
        "views": views_of(one),
        "sales": sales_of(one),
        "counts": [{"day": count.day, "views": count.views, "sales": count.sales} for count in one.counts],
    }


def _number(number: int | None) -> str:
    return "-" if number is None else f"{number:,}"


def _standings(rows: tuple[Standing, ...]) -> str:
    headers = (_("SKU"), _("Name"), _("Bundles"), _("Posted"), _("Views"), _("Pieces sold"), _("Last"))
    return table(
        headers,
        [
            (
                one.product.sku,
                one.product.name,
                _number(one.bundles),
                _number(one.posted),
                _number(one.views),
                _number(one.sales),
                format_date(one.last) if one.last else "-",
            )
            for one in rows
        ],
    )


def _postings(product: Product) -> str:
    headers = ("", _("Made"), _("Platform"), _("Price"), _("Posted"), _("Views"), _("Pieces sold"), _("Link"))
    return table(
        headers,
        [
            (
                str(number),
                format_date(one.made),
                one.platform,
                _price(product, one),
                format_date(one.posted) if one.posted else "-",
                _number(views_of(one)),
                _number(sales_of(one)),
                one.link or "-",
            )
            for number, one in enumerate(product.postings, 1)
        ],
    )


def _price(product: Product, one: Posting) -> str:
    price = "-" if one.price is None else format_baht(one.price)
    return _("{price} (changed since)").format(price=price) if shows_old_price(product, one) else price


@click.command("posted", cls=Command, help=_("Write down that a bundle was posted, where, and how it does there."))
@click.argument("sku", metavar="SKU")
@click.option("--platform", "name", required=True, metavar="NAME", help=_("Where; its newest bundle is meant."))
@click.option("--link", type=LINK, help=_("Address of the post."))
@click.option("--views", type=NUMBER, help=_("How often it was seen so far."))
@click.option("--sales", type=NUMBER, help=_("Pieces sold through it so far."))
@click.option("--day", type=DAY, help=_("Day of these numbers, such as 22/11/2569; today when left out."))
@click.option("--not", "is_not", is_flag=True, help=_("It was not posted after all."))
@with_console
def posted(
    console: Console,
    sku: Sku,
    name: str,
    link: str | None,
    views: int | None,
    sales: int | None,
    day: str | None,
    is_not: bool,
) -> None:
    """Tick a bundle off as posted, with its link and the numbers that were read there."""
    with open_shop(console) as shop:
        product = shop.catalogue.product(sku)
        posting = _posting(product, name)
        if is_not:
            product = tell_not_posted(shop.catalogue, product.id, posting)
        else:
            kept = posting.link if link is None else link
            product = tell_posted(shop.catalogue, product.id, posting, link=kept)
        if (views, sales) != (None, None):
            count = Count(day=day or today().isoformat(), views=views, sales=sales)
            product = tell_count(shop.catalogue, product.id, posting, count)
    (now,) = (one for one in product.postings if (one.made, one.platform) == (posting.made, posting.platform))
    console.answer({"sku": product.sku, **_posting_json(product, now)}, _("Written down."))


def _posting(product: Product, name: str) -> Posting:
    """Return the newest bundle of a product for a platform. Raises VendorError when there is none."""
    from vendor_app.bundle.platforms import platform  # noqa: PLC0415 - start-up time

    wanted = platform(name).name
    for posting in product.postings:
        if posting.platform == wanted:
            return posting
    raise VendorError(
        _("No bundle was made of {sku} for {platform} yet.").format(sku=product.sku, platform=wanted),
        _("Make one first."),
    )
