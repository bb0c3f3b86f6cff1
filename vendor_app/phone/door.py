"""Who may come in and what they may ask for: one table of ways; everything else is the same 404."""

import contextlib
import logging
import re
from collections.abc import Awaitable, Callable
from typing import TypeAlias

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.types import Message, Receive, Scope, Send

from vendor_app.language import _
from vendor_app.phone import notices, page
from vendor_app.phone.arrivals import Upload
from vendor_app.phone.bodies import Listening, body, drain, pieces, until_end
from vendor_app.phone.forms import FormReader, Part, boundary_of
from vendor_app.phone.handover import Handover
from vendor_app.phone.refusals import Refused, no_length, odd, too_big
from vendor_app.phone.session import Session
from vendor_app.phone.uploads import Lost, Uploads

_CONTENT = (
    f"default-src 'none'; script-src 'self'; style-src 'self' {notices.style_allowed()}; font-src 'self' data:; "
    "img-src 'self' blob:; "
    "media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SECURITY = (
    ("content-security-policy", _CONTENT),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cache-control", "no-store"),
    ("cross-origin-resource-policy", "same-origin"),
)
_ASKED_BY_THEMSELVES = re.compile(
    rb"/+(?:favicon\.[a-z]+|robots\.txt|sitemap\.xml|browserconfig\.xml|manifest\.(?:json|webmanifest)"
    rb"|site\.webmanifest|(?:service-?worker|sw)\.js|ads\.txt|apple-(?:touch-icon|app-site-association)[a-z0-9-]*"
    rb"(?:\.png)?|\.well-known/.*)?|[^/].*",
    re.DOTALL,
)
"""What browsers and their helpers fetch without being told, and what is no path: no guess at the secret."""
_PHONE = re.compile(r"[0-9a-z]{1,32}")
_SHOT = re.compile(r"[0-9A-Za-z_-]{0,40}")
_LONGEST_WORDS = 4_096
_SETTLED = 20.0
"""Seconds that a plain form waits for its photos to be looked at."""
_DRAINED, _DRAINED_FROM_STRANGERS = 64_000_000, 256_000
"""Bytes of a refused body that are read and thrown away, so that its sender reads the answer."""
_ABOVE_FILE = 1_000_000
_log = logging.getLogger(__name__)

Answer: TypeAlias = "Callable[[Request, str], Awaitable[Response]]"


class Announcement(msgspec.Struct, frozen=True):
    """What a phone says of a file before it sends it."""

    name: str
    size: int
    film: bool = False
    mark: str = ""
    shot: str = ""
    id: str = ""
    """What it was told when it announced this very file before; then it heard no more."""


class Door:
    """The ASGI application. Lives on the server's thread."""

    def __init__(self, session: Session, uploads: Uploads | None, handover: Handover | None, host: str) -> None:
        self._session, self._uploads, self._handover = session, uploads, handover
        self._host = host.encode()
        self.came: Callable[[str], None] = lambda _address: None
        """Told the address of each phone that knew the secret, once."""
        self._ways: tuple[tuple[str, re.Pattern[str], Answer], ...] = tuple(
            (method, re.compile(path), answer)
            for method, path, answer in (
                ("GET", r"/?", self._page),
                ("GET", r"/(page\.css|page\.js|icon\.svg|[A-Z][A-Za-z]+-[A-Z][A-Za-z]+\.ttf)", self._part_of_page),
                ("GET", r"/state", self._state),
                *self._ways_in(),
                *self._ways_out(),
            )
        )

    def _ways_in(self) -> tuple[tuple[str, str, Answer], ...]:
        if self._uploads is None:
            return ()
        return (
            ("POST", r"/files", self._announce),
            ("PUT", r"/files/([0-9a-f]{16})", self._receive),
            ("GET", r"/files/([0-9a-f]{16})\.jpg", self._thumbnail),
            ("POST", r"/form", self._form),
            ("GET", r"/form", self._form_again),
        )

    def _ways_out(self) -> tuple[tuple[str, str, Answer], ...]:
        if self._handover is None:
            return ()
        return (("GET", r"/(?:take|show)/([0-9]{1,3})(?:/[A-Za-z0-9._-]{1,100})?", self._gift),)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        listening = Listening(receive)
        request = Request(scope, listening)
        try:
            response = await self._answer(request)
        except Refused as problem:
            response = _json({"reason": problem.reason}, problem.status)
        except Lost:
            return
        except Exception:  # noqa: BLE001  the door: a bug must not end the page for everybody
            _log.exception("A bug in the page for phones")
            response = _json({"reason": _("The program stumbled, but your shop is safe.")}, 500)
        if response.status_code >= 400:
            response.headers["connection"] = "close"
            if "expect" not in request.headers:  # who asks first whether to send does not
                await drain(listening, _DRAINED if response.status_code != 404 else _DRAINED_FROM_STRANGERS)
        await response(scope, receive, self._touching(send) if isinstance(response, FileResponse) else send)

    def _touching(self, send: Send) -> Send:
        async def touch(message: Message) -> None:
            self._session.touch()
            await send(message)

        return touch

    async def _answer(self, request: Request) -> Response:
        way = self._find(request)
        if way is None:
            return nothing_here()
        answer, word = way
        if answer != self._state:  # asked for every few seconds by a page that nobody may be looking at
            self._session.touch()
        self._greet(request)
        return await answer(request, word)

    def _find(self, request: Request) -> tuple[Answer, str] | None:
        """Return what answers the request, and what its path names; None: there is nothing here."""
        if not self._is_for_us(request) or self._session.over:
            return None
        raw: bytes = request.scope["raw_path"]
        if _ASKED_BY_THEMSELVES.fullmatch(raw):
            return None
        secret, slash, rest = raw[1:].partition(b"/")
        if not self._session.admits(secret):
            return None
        path = (slash + rest).decode("ascii")
        has_body = request.headers.get("content-length", "0") != "0" or "transfer-encoding" in request.headers
        for method, pattern, answer in self._ways:
            match = pattern.fullmatch(path)
            if match and request.method == method and not (method == "GET" and has_body):
                return answer, match.group(1) if pattern.groups else ""
        return None

    def _is_for_us(self, request: Request) -> bool:
        """Whether it is our address that was asked for, and by no page from elsewhere.

        Our own plain form says that it comes from "null": it is told to name nobody where it comes from.
        """
        host = self._host.decode()
        asked_from = set(request.headers.getlist("origin"))
        return request.headers.getlist("host") == [host] and asked_from <= {"null", f"http://{host}"}

    def _greet(self, request: Request) -> None:
        address = request.client.host if request.client else ""
        if address not in self._session.phones:
            self._session.phones.add(address)
            self.came(address)

    # The page

    async def _page(self, _request: Request, _word: str) -> Response:
        return HTMLResponse(self._written())

    def _written(self, note: str = "") -> str:
        if self._handover is not None:
            return page.handover_page(self._session, self._handover)
        arrivals = self._uploads.arrivals() if self._uploads else ()
        return page.upload_page(self._session, arrivals, note)

    async def _part_of_page(self, _request: Request, word: str) -> Response:
        file = page.part(word)
        return FileResponse(file, media_type=page.MEDIA[file.suffix]) if file else nothing_here()

    async def _state(self, _request: Request, _word: str) -> Response:
        arrivals = self._uploads.arrivals() if self._uploads else ()
        return _json(page.state(self._session, arrivals))

    async def _gift(self, request: Request, word: str) -> Response:
        gift = self._handover.gift(int(word)) if self._handover else None
        if gift is None or not gift.path.is_file():
            return nothing_here()
        way = "inline" if b"/show/" in request.scope["raw_path"] else "attachment"
        return FileResponse(gift.path, filename=gift.name, media_type=gift.media, content_disposition_type=way)

    # What comes in

    @property
    def _incoming(self) -> Uploads:
        assert self._uploads is not None
        return self._uploads

    async def _announce(self, request: Request, _word: str) -> Response:
        if _length(request) > _LONGEST_WORDS:
            raise odd()
        content = b"".join([part async for part in body(request)])
        try:
            said = msgspec.json.decode(content, type=Announcement)
        except (msgspec.DecodeError, RecursionError) as problem:
            raise odd() from problem
        shot = said.shot if _SHOT.fullmatch(said.shot) else ""
        upload = self._incoming.announce(
            said.name, said.size, said.mark, film=said.film, shot=shot, phone=_phone(request), before=said.id
        )
        return _told(upload)

    async def _receive(self, request: Request, word: str) -> Response:
        length = _length(request)
        upload = self._incoming.find(word)
        offset = request.query_params.get("offset", "0")
        if not re.fullmatch(r"[0-9]{1,12}", offset):
            raise odd()
        if length > self._session.limits.film_bytes:
            raise too_big(length, self._session.limits.film_bytes, film=True)
        await self._incoming.receive(upload, int(offset), length, body(request), _phone(request))
        return _told(upload)

    async def _thumbnail(self, _request: Request, word: str) -> Response:
        with contextlib.suppress(Refused):
            thumbnail = self._incoming.find(word).thumbnail
            if thumbnail is not None and thumbnail.is_file():
                return FileResponse(thumbnail, media_type="image/jpeg")
        return nothing_here()

    async def _form(self, request: Request, _word: str) -> Response:
        """Take the files of a plain form, and show the page again."""
        status, reason = 303, ""
        sent: list[Upload] = []
        try:
            await self._take_form(request, sent)
        except Refused as problem:
            status, reason = problem.status, problem.reason
        with contextlib.suppress(TimeoutError):
            await self._incoming.settle(_SETTLED)
        if any(upload.state != "refused" for upload in sent):
            return RedirectResponse(f"/{self._session.secret}", 303)
        return HTMLResponse(self._written(reason), 422 if status == 303 else status)

    async def _form_again(self, _request: Request, _word: str) -> Response:
        """Show the page where a form was sent to and nobody had time for it: what it brought was not read."""
        words = _("The file has not come. Choose it again and press Send.")
        return HTMLResponse(self._written(words))

    async def _take_form(self, request: Request, sent: list[Upload]) -> None:
        length, most = _length(request), self._session.limits.film_bytes
        if length > most + _ABOVE_FILE:
            raise too_big(length, most, film=True)
        reader, shot = FormReader(boundary_of(request.headers.get("content-type", "").encode())), ""
        refused: Refused | None = None
        form = pieces(request, reader)
        async for piece in form:
            if not isinstance(piece, Part):
                continue
            if piece.file is None:
                word = b"".join([some async for some in until_end(form)]).decode("utf-8", "replace")
                shot = word if piece.name == "shot" and _SHOT.fullmatch(word) else shot
            elif piece.file:
                upload = self._incoming.announce_form(piece.file, length, shot)
                sent.append(upload)
                try:
                    await self._incoming.receive_form(upload, until_end(form))
                except Refused as problem:  # the next one may be well
                    refused = problem
        if refused is not None:
            raise refused


def nothing_here() -> Response:
    """Return the answer to everything that is not in the table."""
    return HTMLResponse(notices.nothing_here(), 404)


def raw_answer(status: str, body: str, *headers: tuple[str, str]) -> bytes:
    """Write an answer as it goes over the wire, for those who never reach the door."""
    content = body.encode()
    named = (
        *SECURITY,
        ("content-type", "text/html; charset=utf-8"),
        ("content-length", str(len(content))),
        *headers,
        ("connection", "close"),
    )
    lines = [f"HTTP/1.1 {status}", *(f"{name}: {value}" for name, value in named)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + content


def _json(content: object, status: int = 200) -> Response:
    return Response(msgspec.json.encode(content), status, media_type="application/json")


def _told(upload: Upload) -> Response:
    """Tell the phone how far a file is."""
    arrival = upload.arrival()
    return _json(
        {
            "id": arrival.id,
            "offset": arrival.received,
            "state": arrival.state,
            "active": arrival.active,
            "reason": arrival.reason,
        },
    )


def _length(request: Request) -> int:
    """Return how long the body says it is. Raises Refused when it does not say."""
    length = request.headers.get("content-length", "")
    if "transfer-encoding" in request.headers or not re.fullmatch(r"[0-9]{1,18}", length):
        raise no_length()
    return int(length)


def _phone(request: Request) -> str:
    """Return what the page calls the phone: the same after a reload."""
    name = request.headers.get("x-phone", "")
    return name if _PHONE.fullmatch(name) else ""
