"""A server on this computer's own address, a shop behind it, and a phone that speaks by hand."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest

from tests.phone.raw import PATIENCE, Raw
from vendor_app.catalogue.records import Product
from vendor_app.phone.arrivals import Arrival, Delivery, Outcome
from vendor_app.phone.network import LOOPBACK
from vendor_app.phone.server import Inbox, PhoneServer
from vendor_app.phone.session import End, Limits
from vendor_app.phone.taking import brief_of, take_in
from vendor_app.shop import Shop

Serve = Callable[..., PhoneServer]
SKU = "DR-2"


class Heard:
    """What the server told."""

    def __init__(self) -> None:
        self.arrivals: list[Arrival] = []
        self.phones: list[str] = []
        self.ends: list[End] = []

    def arrived(self, arrival: Arrival) -> None:
        self.arrivals.append(arrival)

    def came(self, address: str) -> None:
        self.phones.append(address)

    def ended(self, why: End) -> None:
        self.ends.append(why)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def dress(shop: Shop) -> Product:
    return shop.catalogue.add(Product(name="เดรสแขนตุ๊กตา", sku=SKU, category="เดรส", price=35000))


@pytest.fixture
def serve(shop: Shop, dress: Product, heard: Heard) -> Iterator[Serve]:
    """Return what starts a server, with limits if wanted; each has ended after the test."""
    started: list[PhoneServer] = []
    writer = ThreadPoolExecutor(1)

    def work(server: PhoneServer, deliveries: tuple[Delivery, ...]) -> tuple[Outcome, ...]:
        outcomes = take_in(shop, dress.id, deliveries)
        server.session.brief = brief_of(shop, shop.catalogue.by_id(dress.id))
        return outcomes

    def start(**limits: Any) -> PhoneServer:
        def take(deliveries: tuple[Delivery, ...]) -> "Future[tuple[Outcome, ...]]":
            return writer.submit(work, server, deliveries)

        inbox = Inbox(shop, take)
        server = PhoneServer(brief_of(shop, dress), LOOPBACK, inbox=inbox, limits=Limits(**limits), listener=heard)
        server.start()
        started.append(server)
        return server

    yield start
    for server in started:
        server.stop()
        assert server.join(PATIENCE)
    writer.shutdown()


@pytest.fixture
def server(serve: Serve) -> PhoneServer:
    return serve()


@pytest.fixture
def raw(server: PhoneServer) -> Raw:
    return Raw(server.url)
