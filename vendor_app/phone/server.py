"""The server behind the page: one thread and one event loop of its own, from ``start`` to ``stop``."""

import asyncio
import ipaddress
import logging
import os
import socket
import sys
import threading
from functools import partial
from secrets import token_hex
from typing import Any, Protocol, cast

import uvicorn

from vendor_app.errors import VendorError
from vendor_app.language import _, current, speaking
from vendor_app.phone import notices
from vendor_app.phone.arrivals import Arrival, Take
from vendor_app.phone.connections import Gate, PhoneConnection
from vendor_app.phone.door import SECURITY, Door, raw_answer
from vendor_app.phone.handover import Handover
from vendor_app.phone.session import Brief, End, Limits, Session
from vendor_app.phone.uploads import Uploads
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop

_LONGEST_HEADERS = 16_384
_SETTLING = 20.0
"""Seconds in which what came whole is still taken in after the end."""
_BACKLOG = 16
_log = logging.getLogger(__name__)


class Listener(Protocol):
    """Whoever wants to know; every call comes on the server's thread."""

    def arrived(self, arrival: Arrival) -> None:
        """A file was announced, came on, or found its end."""

    def came(self, address: str) -> None:
        """A phone that knows the secret is there for the first time."""

    def ended(self, why: End) -> None:
        """Nobody is served any more, and nothing is left to take in."""


class _Nobody:
    def arrived(self, arrival: Arrival) -> None: ...

    def came(self, address: str) -> None: ...

    def ended(self, why: End) -> None: ...


class PhoneServer:
    """Serves one session on one address. Start it once."""

    def __init__(
        self,
        brief: Brief,
        address: str,
        *,
        inbox: "Inbox | None" = None,
        handover: Handover | None = None,
        limits: Limits | None = None,
        listener: Listener | None = None,
        port: int = 0,
    ) -> None:
        self.session = Session(brief, limits)
        self.address = address
        self.why: End | None = None
        """Why it ended."""
        self._port = port
        self._inbox, self._handover = inbox, handover
        self._listener = listener or _Nobody()
        self._thread = threading.Thread(target=self._run, name="phone", daemon=True)
        self._ended = threading.Event()
        self._server: _Server | None = None
        self._socket: socket.socket | None = None
        self._language = current()

    @property
    def url(self) -> str:
        """What the phone opens; known from ``start`` on."""
        return f"http://{self.host}/{self.session.secret}"

    @property
    def host(self) -> str:
        """Address and port as a browser says them."""
        return self.address if self._port == 80 else f"{self.address}:{self._port}"

    def start(self) -> None:
        """Listen; phones that come before the loop runs wait. Raises VendorError for an address that is gone."""
        uploads = self._inbox.uploads(self.session) if self._inbox else None
        self._socket = self._bound()
        try:
            if uploads is not None:
                uploads.open()
        except VendorError:
            self._socket.close()
            raise
        self._port = self._socket.getsockname()[1]
        gate = Gate(
            self.session.limits,
            raw_answer("503 Service Unavailable", notices.come_again(), ("retry-after", "1")),
            raw_answer("404 Not Found", notices.nothing_here()),
        )
        door = Door(self.session, uploads, self._handover, self.host)
        door.came = self._listener.came
        if uploads is not None:
            uploads.changed = self._listener.arrived
        self._server = _Server(_config(door, gate), self.session, gate, uploads)
        self._thread.start()

    def _bound(self) -> socket.socket:
        # The protocol is named because asyncio sends at once only where it is: else each answer waits 40 ms for an ACK.
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        try:
            if sys.platform == "win32":
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
            else:
                bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            bound.bind((_one_adapters(self.address), self._port))
            bound.listen(_BACKLOG)
            bound.setblocking(False)
        except (OSError, ValueError) as problem:
            bound.close()
            raise VendorError(
                _("Phones cannot be served on {address}.").format(address=self.address),
                _("Check the Wi-Fi or cable of this computer, or choose another connection."),
            ) from problem
        return bound

    def stop(self) -> None:
        """Ask the server to end; returns at once. Any thread."""
        if self._server is not None:
            self._server.should_exit = True

    def join(self, seconds: float = 30.0) -> bool:
        """Wait until it has ended; False when it took longer."""
        return self._server is None or self._ended.wait(seconds)

    def _run(self) -> None:
        why: End = "failed"
        try:
            with speaking(self._language):
                asyncio.run(self._serve())
            why = self.session.over or "stopped"
        except Exception:  # noqa: BLE001  the end of a thread: whoever waits is told
            _log.exception("The page for phones ended")
        finally:
            self.why = why
            self._listener.ended(why)
            self._ended.set()

    async def _serve(self) -> None:
        assert self._server is not None
        assert self._socket is not None
        try:
            await self._server.serve(sockets=[self._socket])
        finally:
            self._socket.close()
            if self._server.uploads is not None:
                await self._server.uploads.settle(_SETTLING)
                self._server.uploads.clear()


class Inbox:
    """Where files from phones go: a shop, by way of a folder in its cache."""

    def __init__(self, shop: Shop, take: Take) -> None:
        self._shop_folder, self._take = shop.folder, take
        self._folder = cache_folder() / "phone" / shop.id

    def uploads(self, session: Session) -> Uploads:
        """Return what keeps the files of a session."""
        folder = self._folder / f"{os.getpid()}-{token_hex(8)}"
        return Uploads(session, folder, self._shop_folder, self._take)


def _one_adapters(address: str) -> str:
    """Return an address of one connection; 0.0.0.0 would be all of them. Raises ValueError."""
    if ipaddress.IPv4Address(address).is_unspecified:
        raise ValueError(address)
    return address


def _config(door: Door, gate: Gate) -> uvicorn.Config:
    return uvicorn.Config(
        door,
        http=cast("Any", partial(PhoneConnection, gate)),
        ws="none",
        lifespan="off",
        interface="asgi3",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        headers=list(SECURITY),
        backlog=_BACKLOG,
        timeout_keep_alive=round(gate.limits.idle) + 1,  # the gate is quicker
        timeout_graceful_shutdown=1,
        h11_max_incomplete_event_size=_LONGEST_HEADERS,
    )


class _Server(uvicorn.Server):
    """Looks at its connections ten times a second, and ends with its session."""

    def __init__(self, config: uvicorn.Config, session: Session, gate: Gate, uploads: Uploads | None) -> None:
        super().__init__(config)
        self.uploads = uploads
        self._session, self._gate = session, gate

    async def on_tick(self, counter: int) -> bool:
        """End slow connections; return whether to end the server."""
        self._gate.look(asyncio.get_running_loop().time())
        return await super().on_tick(counter) or self._session.over is not None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Cut off whoever is connected: a phone that asks again finds nobody."""
        for server in self.servers:
            server.close()
        self._gate.close()
        await super().shutdown(sockets)
