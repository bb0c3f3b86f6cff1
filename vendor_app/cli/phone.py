"""vendor-cli phone: the page that a phone opens on the shop's Wi-Fi."""

import datetime
import io
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vendor_app.catalogue.records import Sku
from vendor_app.cli.base import FILE, Command, open_shop, with_console
from vendor_app.cli.console import Console
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.progress import Cancelled

if TYPE_CHECKING:
    from vendor_app.phone.arrivals import Arrival, Delivery, Outcome
    from vendor_app.phone.server import PhoneServer
    from vendor_app.phone.session import End
    from vendor_app.shop import Shop

_LOOK = 0.2
_JOINED = 30.0


@click.command("phone", cls=Command, help=_("Open a page for phones: photos of a product come in by it."))
@click.argument("sku")
@click.option("--address", metavar="IP", help=_("Of the connection to use; without it: the likeliest one."))
@click.option("--bundle", type=FILE, metavar="FOLDER", help=_("Give this bundle to the phone instead."))
@with_console
def phone(console: Console, sku: Sku, address: str | None, bundle: Path | None) -> None:
    """Serve until Ctrl-C, or until no phone has come for ten minutes."""
    with open_shop(console) as shop, ThreadPoolExecutor(1, "phone-intake") as writer:
        server = _server(console, shop, sku, _address(console, address), bundle, writer)
        server.start()
        try:
            _tell(console, server)
            _wait(console, server)
        finally:
            server.stop()
            server.join(_JOINED)
    if server.why == "idle":
        console.say(_("Closed: no phone came for ten minutes."))
    if server.why == "secrets":
        raise VendorError(
            _("Somebody tried wrong addresses again and again, so the page was closed."), _("Open it anew.")
        )


def _address(console: Console, wanted: str | None) -> str:
    from vendor_app.phone.network import LOOPBACK, adapters  # noqa: PLC0415 - start-up time

    if wanted:
        return wanted
    found = adapters()
    if not found:
        console.say(_("This computer is on no network: only programs on it can open the page."))
    return found[0].address if found else LOOPBACK


def _server(
    console: Console, shop: "Shop", sku: Sku, address: str, bundle: Path | None, writer: ThreadPoolExecutor
) -> "PhoneServer":
    from vendor_app.phone.handover import handover_of  # noqa: PLC0415 - start-up time
    from vendor_app.phone.server import Inbox, PhoneServer  # noqa: PLC0415 - start-up time
    from vendor_app.phone.taking import brief_of, take_in  # noqa: PLC0415 - start-up time

    product = shop.catalogue.product(sku)

    def take(deliveries: "tuple[Delivery, ...]") -> "Future[tuple[Outcome, ...]]":
        return writer.submit(work, deliveries)

    def work(deliveries: "tuple[Delivery, ...]") -> "tuple[Outcome, ...]":
        outcomes = take_in(shop, product.id, deliveries)
        server.session.brief = brief_of(shop, shop.catalogue.by_id(product.id))
        return outcomes

    handover = handover_of(bundle, product.name) if bundle else None
    inbox = None if bundle else Inbox(shop, take)
    server: PhoneServer = PhoneServer(
        brief_of(shop, product), address, inbox=inbox, handover=handover, listener=_Words(console)
    )
    return server


class _Words:
    """Says on stderr what comes."""

    def __init__(self, console: Console) -> None:
        self._console = console

    def arrived(self, arrival: "Arrival") -> None:
        """Say what became of a file."""
        sentences = {
            "done": _("{name} has come."),
            "same": _("{name} was there already."),
            "refused": _("{name} was not taken: {reason}"),
        }
        if arrival.state in sentences:
            self._console.say(sentences[arrival.state].format(name=arrival.name, reason=arrival.reason))

    def came(self, address: str) -> None:
        """Say that a phone is there."""
        self._console.say(_("A phone is here: {address}").format(address=address))

    def ended(self, why: "End") -> None:
        """Say nothing: the command's own end says it."""


def _tell(console: Console, server: "PhoneServer") -> None:
    """Print address and end, and for people the code."""
    import segno  # noqa: PLC0415 - start-up time

    quiet = datetime.timedelta(seconds=server.session.limits.quiet)
    expires = (datetime.datetime.now(datetime.UTC) + quiet).replace(microsecond=0)
    drawn = io.StringIO()
    segno.make(server.url, error="m", micro=False).terminal(drawn, compact=True)
    text = f"{drawn.getvalue()}\n{server.url}\n{_('Scan the code with the phone, on the same Wi-Fi. Ctrl-C ends it.')}"
    console.answer({"url": server.url, "expires": expires.isoformat()}, text)


def _wait(console: Console, server: "PhoneServer") -> None:
    progress = console.progress()
    try:
        while not server.join(_LOOK):
            progress.check()
    except Cancelled:  # Ctrl-C is how it is meant to end
        return
