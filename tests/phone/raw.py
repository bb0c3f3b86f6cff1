"""A phone that speaks HTTP by hand, byte by byte, and so also wrongly."""

import json
import socket
import time
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

PATIENCE = 30.0
"""Seconds that a test waits for what must come."""
IDLE = 2.0
"""Seconds after which a server under attack hangs up; an honest request must not take them on a busy machine."""


class Reply(NamedTuple):
    """What came back; status 0: the connection ended without a word."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Raw:
    """Talks to one server."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        assert parts.port is not None
        self.place = (parts.hostname, parts.port)
        self.host, self.base = parts.netloc, parts.path

    def connect(self) -> socket.socket:
        return socket.create_connection(self.place, PATIENCE)

    def head(self, method: str, path: str, *lines: str, host: str | None = None) -> bytes:
        """Write the beginning of a request, its empty line included."""
        named = [f"{method} {path} HTTP/1.1", f"Host: {self.host if host is None else host}", *lines]
        return "\r\n".join(named).encode() + b"\r\n\r\n"

    def send(self, content: bytes) -> Reply:
        """Send these very bytes and read one answer."""
        with self.connect() as line:
            with_trouble(line, content)
            return read_reply(line)

    def ask(self, method: str, path: str, body: bytes = b"", *lines: str, host: str | None = None) -> Reply:
        """Send a whole request to a path below the secret."""
        length = [f"Content-Length: {len(body)}"] if body or method in ("POST", "PUT") else []
        return self.send(self.head(method, self.base + path, *length, *lines, host=host) + body)

    def announce(self, size: int, name: str = "IMG_1.jpg", **more: object) -> Reply:
        return self.ask("POST", "/files", json.dumps({"name": name, "size": size, **more}).encode())

    def put(self, name: str, content: bytes, offset: int = 0, *lines: str) -> Reply:
        return self.ask("PUT", f"/files/{name}?offset={offset}", content[offset:], *lines)

    def upload(self, content: bytes, name: str = "IMG_1.jpg", **more: object) -> Reply:
        """Announce a file and send it whole."""
        told = self.announce(len(content), name, **more)
        return self.put(told.json["id"], content) if told.status == 200 else told

    def files(self) -> list[dict[str, Any]]:
        """Return what the computer says of every file."""
        return list(self.ask("GET", "/state").json["files"])

    def settled(self, count: int) -> list[dict[str, Any]]:
        """Wait until this many files have found their end."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            files = self.files()
            if sum(file["state"] in ("done", "same", "refused") for file in files) >= count:
                return files
            time.sleep(0.05)
        raise AssertionError(self.files())

    def form(self, *parts: tuple[str, str | None, bytes], boundary: str = "xyzzy") -> bytes:
        """Write the body of a plain form: name of the field, name of the file, content."""
        body = b""
        for name, file, content in parts:
            named = f'; filename="{file}"' if file is not None else ""
            body += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{named}\r\n'.encode()
            body += b"Content-Type: image/jpeg\r\n\r\n" + content + b"\r\n"
        return body + f"--{boundary}--\r\n".encode()

    def post_form(self, *parts: tuple[str, str | None, bytes]) -> Reply:
        return self.ask("POST", "/form", self.form(*parts), "Content-Type: multipart/form-data; boundary=xyzzy")


def with_trouble(line: socket.socket, content: bytes) -> None:
    """Send as much as the other side takes."""
    try:
        line.sendall(content)
    except (BrokenPipeError, ConnectionResetError):
        return


def read_reply(line: socket.socket) -> Reply:
    """Read one answer to its end."""
    content = b""
    try:
        while b"\r\n\r\n" not in content:
            if not (part := line.recv(65536)):
                return Reply(0, {}, content)
            content += part
        head, _mark, body = content.partition(b"\r\n\r\n")
        first, *lines = head.decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _colon, value in (one.partition(":") for one in lines)}
        while len(body) < int(headers.get("content-length", "0")):
            if not (part := line.recv(65536)):
                break
            body += part
    except ConnectionResetError:
        return Reply(0, {}, content)
    return Reply(int(first.split()[1]), headers, body)
