"""How many phones are served at once, and how long a slow one may take: h11's protocol with a gate before it."""

import asyncio
from collections import deque
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from vendor_app.phone.session import Limits

_GRACE = 0.3
"""Seconds in which somebody who has just connected, or got an answer, says what is wanted next."""

_PAUSED = 1.5
"""Seconds without taking a byte: browsers ask for the rest of a film later, in a range."""
_FAREWELL = 1.0
"""Seconds for the last answer to arrive."""


class Gate:
    """Lets some connections through and has a few more wait. Used by the server's thread only."""

    def __init__(self, limits: Limits, busy: bytes, unknown: bytes) -> None:
        self.limits = limits
        self.busy, self.unknown = busy, unknown
        """Whole answers: come again later; there is nothing here."""
        self._inside: list[PhoneConnection] = []
        self._waiting: deque[PhoneConnection] = deque()

    def enter(self, connection: "PhoneConnection") -> None:
        """Serve a new connection, or have it wait, in the place of the one that has waited longest if need be."""
        if len(self._inside) < self.limits.connections:
            self._inside.append(connection)
            return
        if len(self._waiting) >= self.limits.waiting:
            self._waiting.popleft().drop()
        connection.hold()
        self._waiting.append(connection)

    def leave(self, connection: "PhoneConnection") -> None:
        """Forget a connection that has ended, and serve the next one."""
        if connection in self._waiting:
            self._waiting.remove(connection)
        if connection in self._inside:
            self._inside.remove(connection)
            self._admit()

    def _admit(self) -> None:
        while self._waiting and len(self._inside) < self.limits.connections:
            connection = self._waiting.popleft()
            self._inside.append(connection)
            connection.go()

    def look(self, now: float) -> None:
        """End what is too slow, and make room for who waits. Asked some times a second."""
        for connection in [one for one in self._inside if one.is_too_slow(now)]:
            connection.drop()
        for connection in [one for one in self._waiting if now - one.since > self.limits.patience]:
            self._waiting.remove(connection)
            connection.refuse(self.busy)
        if self._waiting:
            resting = [one for one in self._inside if one.is_resting(now)]
            for connection in sorted(resting, key=lambda one: one.since)[: len(self._waiting)]:
                connection.drop()

    def close(self) -> None:
        """End all."""
        for connection in (*self._inside, *self._waiting):
            connection.drop()


class PhoneConnection(H11Protocol):
    """One connection, watched. ``since``: when it began, or when it got its last answer."""

    def __init__(self, gate: Gate, **keywords: Any) -> None:
        super().__init__(**keywords)
        self._gate = gate
        self._bytes = self._counted = 0
        self._counted_at = self._stuck_at = 0.0
        self._is_held = self._is_deaf = False
        self.since = self.loop.time()

    @property
    def is_busy(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Ask at the gate."""
        super().connection_made(transport)
        self._gate.enter(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Leave the place to the next one."""
        super().connection_lost(exc)
        self._gate.leave(self)

    def data_received(self, data: bytes) -> None:
        """Count what comes."""
        if self._is_deaf:
            return
        if not self.is_busy:
            self._counted_at = 0.0
        self._bytes += len(data)
        super().data_received(data)

    def on_response_complete(self) -> None:
        """Begin to rest."""
        self.since = self.loop.time()
        super().on_response_complete()

    def pause_writing(self) -> None:
        """Note since when the phone takes nothing more."""
        self._stuck_at = self.loop.time()
        super().pause_writing()

    def resume_writing(self) -> None:
        """Note that it takes again."""
        self._stuck_at = 0.0
        super().resume_writing()

    def send_400_response(self, msg: str) -> None:
        """Give what is no HTTP the same answer as what is not here."""
        self.refuse(self._gate.unknown)

    def is_too_slow(self, now: float) -> bool:
        """Whether it holds its place for nothing: idle, dripping, or not taking what it asked for."""
        limits = self._gate.limits
        if not self.is_busy:
            return now - self.since > limits.idle
        if self._stuck_at:
            return now - self._stuck_at > limits.idle
        if not self.cycle.more_body or self.flow.read_paused:
            self._counted_at = 0.0  # our turn, not the phone's
            return False
        if not self._counted_at or self._bytes - self._counted >= limits.crawl_bytes:
            self._counted_at, self._counted = now, self._bytes
        return now - self._counted_at > limits.idle

    def is_resting(self, now: float) -> bool:
        """Whether others may have its place: it wants nothing, or takes nothing, as a film that somebody paused."""
        if self.is_busy:
            return self._stuck_at > 0 and now - self._stuck_at > _PAUSED
        return now - self.since > _GRACE

    def hold(self) -> None:
        """Leave unread what it wants."""
        self._is_held = True
        self.transport.pause_reading()

    def go(self) -> None:
        """Listen to it now."""
        self._is_held = False
        self.since = self.loop.time()
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def refuse(self, answer: bytes) -> None:
        """Send a whole answer that was not asked for, and end.

        What still comes is read and thrown away for a moment: with bytes unread the system would take the answer back.
        """
        if not self.transport.is_closing() and not self._is_deaf:
            self._is_deaf = True
            if self._is_held:
                self.go()
            self.transport.write(answer)
            self.transport.write_eof()
            self.loop.call_later(_FAREWELL, self.drop)

    def drop(self) -> None:
        """End at once."""
        self._unset_keepalive_if_required()
        if self.transport is not None:
            self.transport.abort()
