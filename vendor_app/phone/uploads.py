"""Files on their way from a phone: counted, measured, written under names of our own, and continued after a break."""

import asyncio
import contextlib
import os
import shutil
from collections import deque
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future
from pathlib import Path
from typing import BinaryIO, TypeAlias

import psutil

from vendor_app import files
from vendor_app.errors import VendorError
from vendor_app.files import plain_words
from vendor_app.language import _
from vendor_app.phone.arrivals import Arrival, Delivery, Outcome, Take, Upload
from vendor_app.phone.refusals import Refused, disk_trouble, empty, no_film, no_such_file, place_gone, too_big, too_many
from vendor_app.phone.session import Session
from vendor_app.photos.kinds import SUFFIXES, PhotoUnreadable, picture_format
from vendor_app.video.footage import suffix_of
from vendor_app.video.footage_file import is_other_video, refusal

_BLOCK = 1 << 18
_HEAD = 1_024
"""Bytes that tell what a file is."""
_AT_ONCE = 8
"""Photos that are taken in together: one write to the catalogue."""
_LONGEST_MARK = 200


Body: TypeAlias = AsyncIterator[bytes]
"""Parts of a file as they come. Raises Lost when the phone goes away before its end."""


class Lost(Exception):
    """The connection broke: what came is kept."""


class Uploads:
    """All files of a session, in a folder of their own that ends with it."""

    def __init__(self, session: Session, folder: Path, shop_folder: Path, take: Take) -> None:
        self._session, self._limits = session, session.limits
        self._folder, self._shop_folder, self._take = folder, shop_folder, take
        self._all: dict[str, Upload] = {}
        self._known: dict[tuple[int, str], Upload] = {}
        self._told: dict[str, Arrival] = {}
        self._waiting: deque[Upload] = deque()
        self._is_taking = False
        self.changed: Callable[[Arrival], None] = lambda _arrival: None
        """Called after each change, on the server's thread."""

    def open(self) -> None:
        """Make the folder, and clear those beside it that no session can be using. Raises VendorError."""
        with plain_words(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            for other in self._folder.parent.iterdir():  # our own may be of a session that still takes in what came
                if _is_left_over(other):
                    shutil.rmtree(other, ignore_errors=True)

    def clear(self) -> None:
        """Remove what was not taken into the shop."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def arrivals(self) -> tuple[Arrival, ...]:
        """Return every file, in the order in which they were announced."""
        return tuple(upload.arrival() for upload in self._all.values())

    def find(self, name: str) -> Upload:
        """Return the file of this id. Raises Refused."""
        if name not in self._all:
            raise no_such_file()
        return self._all[name]

    # Announced

    def announce(
        self, name: str, size: int, mark: str, *, film: bool, shot: str, phone: str, before: str = ""
    ) -> Upload:
        """Begin a file, or return the one that was begun when it was picked before. Raises Refused.

        ``mark`` is what the phone made of the file's ends; "" never matches. ``before`` is the id of the file when it
        was announced already: then a refusal, of which the phone may not have heard, holds.
        """
        key = (size, mark[:_LONGEST_MARK])
        known = self._all.get(before) or (self._known.get(key) if mark else None)
        if known is not None and known.size == size and (known.id == before or known.state != "refused"):
            if known.state == "coming":
                known.shot, known.phone = shot or known.shot, known.phone if known.is_active else phone
            return known
        self._require_fit(size, film=film)
        upload = self._begin(name, size)
        upload.film, upload.shot, upload.mark, upload.phone = film, shot, mark, phone
        upload.is_called_film = film
        if mark:
            self._known[key] = upload
        self._tell(upload)
        return upload

    def announce_form(self, name: str, most: int, shot: str) -> Upload:
        """Begin a file of a plain form, of which only the most that it can be is known. Raises Refused."""
        self._require_fit(max(most, 1), film=True)
        upload = self._begin(name, most)
        upload.shot, upload.is_open_ended = shot, True
        return upload

    def _begin(self, name: str, size: int) -> Upload:
        if len(self._all) >= self._limits.files:
            raise too_many(self._limits.files)
        with contextlib.suppress(OSError):  # where somebody has cleared the cache meanwhile
            self._folder.mkdir(parents=True, exist_ok=True)
        upload = Upload(len(self._all) + 1, name, size, self._folder, self._limits.silent)
        self._all[upload.id] = upload
        return upload

    def _require_fit(self, size: int, *, film: bool) -> None:
        """Refuse what is empty, too large, or would fill the disk: it lies there twice while it is taken in."""
        if size <= 0:
            raise empty()
        most = self._limits.film_bytes if film else self._limits.photo_bytes
        if size > most:
            raise too_big(size, most, film=film)
        on_their_way = sum(one.size - one.received for one in self._all.values() if one.state == "coming")
        self._require_room(2 * size + on_their_way)

    def _require_room(self, wanted: int) -> None:
        try:
            for folder in (self._folder, self._shop_folder):
                files.require_space(folder, wanted + self._limits.spare_bytes)
        except VendorError as problem:
            raise disk_trouble(problem) from problem

    # Received

    async def receive(self, upload: Upload, offset: int, length: int, body: Body, phone: str) -> None:
        """Write what comes from ``offset`` on to the end of the file. Raises Refused.

        A connection that breaks leaves what came: ``received`` says where to go on.
        """
        if upload.state != "coming":
            return
        if offset != upload.received or (upload.is_active and upload.phone != phone):
            raise Refused(409, _("Another phone is sending this file."))
        if length != upload.size - offset:
            raise Refused(400, _("The file changed while it was sent. Choose it again."))
        self._require_room(2 * length)
        upload.phone = phone
        await self._fill(upload, body)
        if upload.state == "coming" and upload.received == upload.size:
            self._finish(upload)

    async def receive_form(self, upload: Upload, body: Body) -> None:
        """Write one file of a plain form, which is as long as it is. Raises Refused."""
        try:
            await self._fill(upload, body)
        except Lost:
            self._discard(upload)
            upload.refuse(_("The connection broke while it was sent. Send it again."))
            self._tell(upload)
            raise
        upload.size = upload.received
        if not upload.size:
            self._drop(upload, empty())
        self._finish(upload)

    async def _fill(self, upload: Upload, body: Body) -> None:
        turn = upload.begin()
        self._tell(upload)
        try:
            with plain_words(upload.path), upload.path.open("ab" if upload.received else "wb") as file:
                if file.tell() < upload.received:
                    raise FileNotFoundError(upload.path)
                if file.tell() > upload.received:  # a block that was cut short
                    file.truncate(upload.received)
                await self._write(upload, turn, body, file)
        except VendorError as problem:
            is_gone = isinstance(problem.__cause__, FileNotFoundError)
            self._drop(upload, place_gone() if is_gone else disk_trouble(problem))
        except Refused as problem:
            self._drop(upload, problem)
        except OSError:
            self._drop(upload, place_gone())
        finally:
            upload.end(turn)
            self._tell(upload)

    async def _write(self, upload: Upload, turn: int, body: Body, file: BinaryIO) -> None:
        """Write in blocks; what came before a break is written too.

        On the very thread that serves everybody: the system takes a block faster than another thread wakes up.
        """
        block = bytearray()

        def flush() -> None:
            if block and upload.is_mine(turn):
                if not upload.received:
                    self._judge_start(upload, bytes(block[:_HEAD]))
                if upload.received + len(block) > upload.most:
                    raise too_big(upload.received + len(block), upload.most, film=upload.film)
                file.write(block)
                upload.received += len(block)
                block.clear()
                self._tell(upload)

        try:
            async for part in body:
                self._session.touch()
                block += part
                if len(block) >= _BLOCK:
                    flush()
                if not upload.is_mine(turn):
                    return
        finally:
            flush()
            file.flush()

    def _judge_start(self, upload: Upload, start: bytes) -> None:
        """Look at the first bytes: what is no film to be taken may only be as large as a photo."""
        is_taken = suffix_of(start) is not None
        upload.film = is_taken or _seems_film(start, upload)
        upload.most = self._limits.film_bytes if is_taken else self._limits.photo_bytes
        if is_other_video(start):
            raise Refused(415, str(refusal(start)))  # before all of it is sent
        if not upload.is_open_ended and upload.size > upload.most:
            raise no_film(self._limits.photo_bytes)

    # Taken in

    def _finish(self, upload: Upload) -> None:
        """Look what a whole file is, give it the name of its kind, and hand it on. Raises Refused."""
        try:
            suffix = self._suffix(upload)
            named = upload.path.with_suffix(suffix)
            with plain_words(named):
                files.replace(upload.path, named)
        except VendorError as problem:
            self._drop(upload, Refused(415, str(problem)))
            return
        upload.path, upload.state = named, "checking"
        self._waiting.append(upload)
        self._tell(upload)
        self._take_next()

    def _suffix(self, upload: Upload) -> str:
        with upload.path.open("rb") as file:
            start = file.read(_HEAD)
        film = suffix_of(start)
        upload.film = film is not None or _seems_film(start, upload)
        if film is not None:
            return film
        if upload.film:
            raise refusal(start)
        if upload.size > self._limits.photo_bytes:
            raise VendorError(too_big(upload.size, self._limits.photo_bytes, film=False).reason)
        return SUFFIXES[picture_format(start)]

    def _drop(self, upload: Upload, problem: Refused) -> None:
        """Refuse a file that came, in part or whole. Raises ``problem``."""
        self._discard(upload)
        upload.refuse(problem.reason)
        self._tell(upload)
        raise problem

    def _discard(self, upload: Upload) -> None:
        with contextlib.suppress(OSError):
            upload.path.unlink(missing_ok=True)

    def _take_next(self) -> None:
        """Hand on what waits, photos several at once and films one by one, while nothing is being taken in."""
        if self._is_taking or not self._waiting:
            return
        batch = [self._waiting.popleft()]
        while self._waiting and len(batch) < _AT_ONCE and not batch[0].film and not self._waiting[0].film:
            batch.append(self._waiting.popleft())
        self._is_taking = True
        deliveries = tuple(Delivery(path=one.path, film=one.film, shot=one.shot) for one in batch)
        loop = asyncio.get_running_loop()
        future = self._take(deliveries)

        def tell(done: "Future[tuple[Outcome, ...]]") -> None:
            with contextlib.suppress(RuntimeError):  # the server has ended meanwhile
                loop.call_soon_threadsafe(self._taken, batch, done)

        future.add_done_callback(tell)

    def _taken(self, batch: list[Upload], done: "Future[tuple[Outcome, ...]]") -> None:
        self._is_taking = False
        for upload, outcome in zip(batch, _outcomes(done, len(batch)), strict=True):
            upload.state, upload.reason, upload.thumbnail = outcome.state, outcome.reason, outcome.thumbnail
            self._discard(upload)
            upload.settled.set()
            self._session.touch()
            self._tell(upload)
        self._take_next()

    async def settle(self, seconds: float) -> None:
        """Wait, but not for ever, until all that came whole is taken in."""
        checking = [upload.settled.wait() for upload in self._all.values() if upload.state == "checking"]
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.gather(*checking), seconds)

    def _tell(self, upload: Upload) -> None:
        arrival = upload.arrival()
        if arrival != self._told.get(upload.id):
            self._told[upload.id] = arrival
            self.changed(arrival)


def _seems_film(start: bytes, upload: Upload) -> bool:
    """Whether to speak of what cannot be taken as a film: it is one of another kind, or was sent as one."""
    if is_other_video(start):
        return True
    try:
        picture_format(start)
    except PhotoUnreadable:
        return upload.is_called_film
    return False


def _is_left_over(folder: Path) -> bool:
    """Whether the folder of a session is of a program that runs no more; its name begins with that one's number."""
    number = folder.name.partition("-")[0]
    if number == str(os.getpid()):
        return False
    try:
        return bool(psutil.Process(int(number)).create_time() > folder.stat().st_mtime)
    except (ValueError, OverflowError, OSError, psutil.Error):
        return True


def _outcomes(done: "Future[tuple[Outcome, ...]]", count: int) -> tuple[Outcome, ...]:
    """Return what became of a batch; a bug behind it, which is logged there, refuses all of it."""
    if not done.cancelled() and done.exception() is None:
        return done.result()
    problem = None if done.cancelled() else done.exception()
    reason = str(problem) if isinstance(problem, VendorError) else _("The computer could not take it. Send it again.")
    return (Outcome(state="refused", reason=reason),) * count
