"""What a phone sends, as it comes: whole bodies, the pieces of forms, and what is read only to be thrown away."""

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import Request
from starlette.types import Message, Receive

from vendor_app.phone.forms import Bytes, End, FormReader, Piece
from vendor_app.phone.uploads import Body, Lost

_DRAIN_SECONDS, _DRAIN_PAUSE = 5.0, 1.0
"""How long it is read at most, and how long nothing may come: on weak Wi-Fi a phone pauses in the middle."""


async def body(request: Request) -> Body:
    """Hand on the body as it comes."""
    more = True
    while more:
        message = await request.receive()
        if message["type"] == "http.disconnect":
            raise Lost
        if part := message.get("body", b""):
            yield part
        more = message.get("more_body", False)


async def pieces(request: Request, reader: FormReader) -> AsyncIterator[Piece]:
    """Hand on the pieces of a form as they come. Raises Refused for what is no form, and Lost."""
    async for part in body(request):
        for piece in reader.feed(part):
            yield piece


async def until_end(form: AsyncIterator[Piece]) -> Body:
    """Hand on the content of the field that has begun, to its end. Raises Lost when the form ends before."""
    async for piece in form:
        if isinstance(piece, End):
            return
        if isinstance(piece, Bytes):
            yield piece.content
    raise Lost


class Listening:
    """Passes a request's body on and knows whether it has ended."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.is_over = False

    async def __call__(self) -> Message:
        message = await self._receive()
        self.is_over = message["type"] == "http.disconnect" or not message.get("more_body", False)
        return message


async def drain(listening: Listening, most: int) -> None:
    """Read what a refused sender still sends, for a moment: with bytes unread the system takes the answer back."""
    loop = asyncio.get_running_loop()
    until, read = loop.time() + _DRAIN_SECONDS, 0
    with contextlib.suppress(TimeoutError):
        while not listening.is_over and read < most and loop.time() < until:
            message = await asyncio.wait_for(listening(), _DRAIN_PAUSE)
            read += len(message.get("body", b""))
