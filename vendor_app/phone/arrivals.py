"""One file on its way from a phone, and what others are told of it."""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from secrets import token_hex
from typing import Literal, TypeAlias

import msgspec

from vendor_app.files import safe_name

State: TypeAlias = Literal["coming", "checking", "done", "same", "refused"]
"""Of bytes that come, of a whole file that is decoded; then: in the shop now, there already, not taken."""


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """One file as phone and window are told of it."""

    id: str
    number: int
    """From 1, in the order in which they were announced."""
    name: str
    """What the phone calls it."""
    film: bool
    size: int
    received: int
    state: State
    active: bool = False
    """Whether bytes of it are coming now."""
    reason: str = ""
    """Of one that was refused."""
    shot: str = ""
    thumbnail: Path | None = None


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A whole file that waits to be taken into the shop."""

    path: Path
    film: bool
    shot: str = ""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a delivery."""

    state: Literal["done", "same", "refused"]
    reason: str = ""
    thumbnail: Path | None = None
    key: str = ""
    """Id of the photo or footage."""


Take: TypeAlias = Callable[[tuple[Delivery, ...]], "Future[tuple[Outcome, ...]]"]
"""Takes deliveries into the shop, elsewhere than on the thread that calls; one outcome for each."""


class Upload:
    """One file. Only the server's thread touches it."""

    def __init__(self, number: int, name: str, size: int, folder: Path, silent: float) -> None:
        self.id = token_hex(8)
        self.number, self.name, self.size = number, safe_name(name), size
        self.path = folder / f"phone-{number:03}.part"
        self.received = self.most = 0
        """Bytes that have come, and that may come."""
        self.is_open_ended = False
        """Whether ``size`` is only the most that it can be."""
        self.film = self.is_called_film = False
        """By what is in it, and by what the phone says."""
        self.shot = self.mark = self.reason = self.phone = ""
        self.state: State = "coming"
        self.thumbnail: Path | None = None
        self.settled = asyncio.Event()
        self._turn = 0
        self._busy = False
        self._heard, self._silent = 0.0, silent

    def begin(self) -> int:
        """Make whoever asks the one that brings this file; return the number of the turn."""
        self._turn += 1
        self._busy, self._heard = True, time.monotonic()
        return self._turn

    def is_mine(self, turn: int) -> bool:
        """Whether nobody else has gone on with this file since; notes that bytes came."""
        self._heard = time.monotonic()
        return self._turn == turn and self.state == "coming"

    def end(self, turn: int) -> None:
        """Let others go on with it."""
        if self._turn == turn:
            self._busy = False

    @property
    def is_active(self) -> bool:
        """Whether bytes are coming, or came a moment ago."""
        return self.state == "coming" and self._busy and time.monotonic() - self._heard < self._silent

    def refuse(self, reason: str) -> None:
        """Have done with this file and tell why."""
        self.state, self.reason = "refused", reason
        self.settled.set()

    def arrival(self) -> Arrival:
        """Return what others are told."""
        return Arrival(
            id=self.id,
            number=self.number,
            name=self.name,
            film=self.film,
            size=self.size,
            received=self.received,
            state=self.state,
            active=self.is_active,
            reason=self.reason,
            shot=self.shot,
            thumbnail=self.thumbnail,
        )
