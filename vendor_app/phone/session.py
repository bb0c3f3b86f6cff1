"""One meeting of phone and computer: its secret, what may be sent, and when it ends."""

import secrets
import time
from collections.abc import Callable
from typing import Literal, TypeAlias

import msgspec

End: TypeAlias = Literal["idle", "secrets", "stopped", "failed"]
"""Nobody came for long, somebody guessed at the secret, it was stopped here, or the network went away."""
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""No two that look alike: some phones cannot read the code, and then the address is typed."""
_SECRET_LENGTH = 26
"""Letters of 31: 128 bits."""


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """What a phone may do. Bytes and seconds."""

    photo_bytes: int = 30_000_000
    film_bytes: int = 500_000_000
    files: int = 200
    connections: int = 4
    waiting: int = 16
    """Connections that wait for one of those; when more come the one that waited longest is cut off."""
    patience: float = 8.0
    """How long one of them waits before it is told to come again."""
    idle: float = 30.0
    """How long a connection may take over its headers, or bring next to nothing of a body."""
    crawl_bytes: int = 8_192
    """What a body has to bring in that time."""
    silent: float = 3.0
    """After so long without a byte of a file another phone may go on with it."""
    quiet: float = 600.0
    """After so long without a phone the session ends."""
    wrong_secrets: int = 5
    spare_bytes: int = 100_000_000
    """What stays free on the disk, whatever comes."""


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """A picture of the product's shot list."""

    name: str
    """As in the list: "front"."""
    title: str
    """In the vendor's language."""
    film: bool = False
    done: bool = False


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """What the phone is told of the product it photographs."""

    shop: str
    product: str
    wishes: tuple[Wish, ...] = ()
    first: str = ""
    """Name of the one to take first, though it may be there already; "": the first that is missing."""


def new_secret() -> str:
    """Return 128 bits as letters and digits that can be typed."""
    return "".join(secrets.choice(_LETTERS) for _place in range(_SECRET_LENGTH))


class Session:
    """Kept by the server's own thread; ``brief`` may be set from any."""

    def __init__(self, brief: Brief, limits: Limits | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        self.brief = brief
        self.limits = limits or Limits()
        self.secret = new_secret()
        self.phones: set[str] = set()
        """Addresses of those who knew the secret."""
        self._clock = clock
        self._used = clock()
        self._wrong = 0

    def admits(self, secret: bytes) -> bool:
        """Whether this is the secret; takes the same time for every wrong one. Wrong ones are counted."""
        if secrets.compare_digest(secret, self.secret.encode()):
            return True
        self._wrong += 1
        return False

    def touch(self) -> None:
        """Note that a phone is at work."""
        self._used = self._clock()

    @property
    def seconds_left(self) -> float:
        """How long the session goes on when nobody comes."""
        return max(self._used + self.limits.quiet - self._clock(), 0.0)

    @property
    def over(self) -> End | None:
        """Why the session has ended; None while it goes on."""
        if self._wrong >= self.limits.wrong_secrets:
            return "secrets"
        return "idle" if self.seconds_left <= 0 else None
