"""Between the window and the server that phones talk to: it runs while a dialog wants it, and at no other time."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Literal, NamedTuple, TypeAlias

from PySide6.QtCore import QObject, Qt, Signal

from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.phone.arrivals import Arrival, Delivery, Outcome
from vendor_app.phone.handover import Handover
from vendor_app.phone.network import Adapter, adapters
from vendor_app.phone.selftest import Finding, look_at_adapter, look_at_answer, look_at_firewall
from vendor_app.phone.server import Inbox, PhoneServer
from vendor_app.phone.session import End
from vendor_app.phone.taking import brief_of, take_in
from vendor_app.progress import Progress
from vendor_app.shop import Shop

_Kind: TypeAlias = Literal["arrived", "came", "ended"]
_Outcomes: TypeAlias = "Future[tuple[Outcome, ...]]"
_Work: TypeAlias = "Callable[[tuple[Delivery, ...], Progress], tuple[Outcome, ...]]"
_JOINED = 5.0
"""Seconds that the end of the program waits for a server."""


class Purpose(NamedTuple):
    """What a phone is wanted for."""

    product: Product
    shot: str = ""
    """Of the shot list, to be taken first."""
    handover: Handover | None = None
    """What it is given; None: it brings photos."""


class Opening(NamedTuple):
    """How opening a page ended."""

    adapters: tuple[Adapter, ...]
    server: PhoneServer | None
    """None: there is no network, or this way is closed and there are others."""
    adapter: Adapter | None
    findings: tuple[Finding, ...]


class _Ears:
    """Hears one server on its own thread, and passes it on until it is cut off: no server keeps the link alive."""

    def __init__(self, link: "PhoneLink") -> None:
        self._link: PhoneLink | None = link

    def arrived(self, arrival: Arrival) -> None:
        self._tell("arrived", arrival)

    def came(self, address: str) -> None:
        self._tell("came", address)

    def ended(self, why: End) -> None:
        self._tell("ended", why)

    def _tell(self, kind: _Kind, value: object) -> None:
        if (link := self._link) is not None:
            link.heard.emit(self, kind, value)

    def ask(self, work: _Work, deliveries: tuple[Delivery, ...]) -> _Outcomes:
        """Have the window take something in."""
        outcomes: _Outcomes = Future()
        if (link := self._link) is None:
            outcomes.cancel()
        else:
            link.ask(work, deliveries, outcomes)
        return outcomes

    def cut_off(self) -> None:
        """Pass nothing on any more."""
        self._link = None


class PhoneLink(QObject):
    """At most one page is open. Outlives the dialog: what came whole is still taken into the shop."""

    opened = Signal(object)
    """An Opening."""
    failed = Signal(object)
    """The VendorError that says why no page could be opened."""
    arrived = Signal(object)
    """An Arrival."""
    came = Signal(str)
    """Address of a phone that opened the page for the first time."""
    ended = Signal(str)
    """Why the page is closed, an End; not after ``stop``."""
    heard = Signal(object, str, object)
    """From the servers' threads."""
    asked = Signal(object, object, object)
    """From there too: what is to be taken in, and where to say what became of it."""

    def __init__(self, shop: Shop, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shop, self._tasks = shop, tasks
        self._wanted: object = None
        self._server: PhoneServer | None = None
        self._ears: _Ears | None = None
        self._all: list[PhoneServer] = []
        self._all_ears: list[_Ears] = []
        self._waiting: set[_Outcomes] = set()
        self._is_closed = False
        self.heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.asked.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def server(self) -> PhoneServer | None:
        """The server that runs."""
        return self._server

    def open(self, purpose: Purpose, address: str = "") -> None:
        """Open a page, by the likeliest adapter or the one of this address; ``opened`` or ``failed`` follows."""
        self.stop()
        ears = self._ears = _Ears(self)
        self._all_ears.append(ears)
        task = self._tasks.prepare_read(partial(self._begin, purpose, address, ears))
        self._wanted = task
        task.succeeded.connect(self._show)
        task.failed.connect(self._refuse)
        task.start()

    def stop(self) -> None:
        """Close the page; returns at once."""
        self._wanted = self._ears = None
        if self._server is not None:
            self._server.stop()
            self._server = None

    def close(self) -> None:
        """Close the page for good, and wait for the server: the program ends."""
        self._is_closed = True
        self.stop()
        for outcome in tuple(self._waiting):
            outcome.cancel()
        for server in self._all:
            server.stop()
        for server in self._all:
            server.join(_JOINED)
        for ears in self._all_ears:
            ears.cut_off()
        self._all.clear()

    def _begin(self, purpose: Purpose, address: str, ears: _Ears) -> Opening:
        """Start a server and try it. Runs on a reader."""
        found = adapters()
        chosen = next((one for one in found if one.address == address), found[0] if found else None)
        if chosen is None:
            return Opening((), None, None, (look_at_adapter(None),))
        try:
            server = _server(self._shop, purpose, chosen.address, ears)
        except VendorError as problem:
            if len(found) < 2:
                raise
            why = Finding(name="answer", verdict="fail", message=problem.message, hint=problem.hint)
            return Opening(found, None, chosen, (why,))  # with the other ways to choose from
        findings = (look_at_adapter(chosen), look_at_answer(server.host), look_at_firewall())
        return Opening(found, server, chosen, findings)

    def ask(self, work: _Work, deliveries: tuple[Delivery, ...], outcomes: _Outcomes) -> None:
        """Take something in, on the window's thread. Called on a server's."""
        self._waiting.add(outcomes)
        if self._is_closed:  # asked after it was noted: ``close`` sees the one or the other
            outcomes.cancel()
        else:
            self.asked.emit(work, deliveries, outcomes)

    def _show(self, opening: Opening) -> None:
        if opening.server is not None:
            self._all = [one for one in self._all if not one.join(0)]
            self._all.append(opening.server)
        if self.sender() is not self._wanted or self._is_closed:
            if opening.server is not None:
                opening.server.stop()
            return
        self._server = opening.server
        self.opened.emit(opening)

    def _refuse(self, problem: VendorError) -> None:
        if self.sender() is self._wanted:
            self.failed.emit(problem)

    def _pass_on(self, ears: _Ears, kind: _Kind, value: object) -> None:
        """Tell what a server said; one that is not wanted any more is not heard."""
        if ears is not self._ears:
            return
        if kind == "ended":
            self._server = None
        {"arrived": self.arrived, "came": self.came, "ended": self.ended}[kind].emit(value)

    def _take(self, work: _Work, deliveries: tuple[Delivery, ...], outcomes: _Outcomes) -> None:
        if self._is_closed:
            outcomes.cancel()
            return
        taking = _Taking(outcomes, self)
        task = self._tasks.prepare(partial(work, deliveries))
        task.succeeded.connect(taking.give)
        task.failed.connect(taking.fail)
        task.finished.connect(taking.end)
        task.start()

    def forget(self, outcomes: _Outcomes) -> None:
        """Note that somebody was answered."""
        self._waiting.discard(outcomes)


class _Taking(QObject):
    """Carries what became of some files back to the server."""

    def __init__(self, outcomes: _Outcomes, link: PhoneLink) -> None:
        super().__init__(link)
        self._outcomes, self._link = outcomes, link

    def give(self, found: tuple[Outcome, ...]) -> None:
        if not self._outcomes.done():
            self._outcomes.set_result(found)

    def fail(self, problem: VendorError) -> None:
        if not self._outcomes.done():
            self._outcomes.set_exception(problem)

    def end(self) -> None:
        """Answer also for work that crashed or was stopped."""
        if not self._outcomes.done():
            self._outcomes.cancel()
        self._link.forget(self._outcomes)
        self.deleteLater()


def _server(shop: Shop, purpose: Purpose, address: str, ears: _Ears) -> PhoneServer:
    """Start a server for a purpose. Raises VendorError when the address cannot be had."""
    brief = brief_of(shop, shop.catalogue.by_id(purpose.product.id), purpose.shot)

    def work(deliveries: tuple[Delivery, ...], progress: Progress) -> tuple[Outcome, ...]:
        outcomes = take_in(shop, purpose.product.id, deliveries, progress)
        server.session.brief = brief_of(shop, shop.catalogue.by_id(purpose.product.id))
        return outcomes

    inbox = Inbox(shop, partial(ears.ask, work)) if purpose.handover is None else None
    server = PhoneServer(brief, address, inbox=inbox, handover=purpose.handover, listener=ears)
    server.start()
    return server
