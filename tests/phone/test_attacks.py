"""What a stranger on the shop's Wi-Fi, or a phone gone mad, may try."""

import re
import socket
import threading
import time
from pathlib import Path

import pytest

from tests.conftest import PhotoMaker
from tests.phone.conftest import SKU, Heard, Serve
from tests.phone.raw import IDLE, PATIENCE, Raw, read_reply, with_trouble
from vendor_app import files
from vendor_app.phone.server import PhoneServer
from vendor_app.phone.session import new_secret
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop


def _is_up(server: PhoneServer) -> bool:
    return Raw(server.url).ask("GET", "").status == 200


def test_secrets_have_128_bits_and_are_never_the_same() -> None:
    made = {new_secret() for _time in range(200)}
    assert len(made) == 200
    assert all(len(secret) == 26 and len(set(secret)) > 8 for secret in made)


NOT_THERE = (
    ("GET", "/nothing"),
    ("GET", "/files"),
    ("GET", "/files/"),
    ("GET", "/../"),
    ("GET", "/%2e%2e/%2e%2e/etc/passwd"),
    ("GET", "/../../../../etc/passwd"),
    ("GET", "/Kanit-OFL.txt"),
    ("GET", "/Kanit-Bold.ttf"),
    ("GET", "/page.html"),
    ("GET", "/files/0123456789abcdef.jpg"),
    ("GET", "/take/0"),
    ("POST", ""),
    ("POST", "/state"),
    ("PUT", "/files"),
    ("DELETE", "/files/0123456789abcdef"),
    ("OPTIONS", "/files"),
    ("OPTIONS", "*"),
    ("TRACE", ""),
    ("CONNECT", ""),
    ("PATCH", "/files/0123456789abcdef"),
    ("PROPFIND", ""),
)
"""Methods and paths behind the right secret."""


def test_everything_else_is_the_same_404(raw: Raw) -> None:
    strange = raw.ask("GET", "/no-such-thing")
    for method, path in NOT_THERE:
        reply = raw.ask(method, path)
        assert (reply.status, reply.body, reply.headers) == (404, strange.body, strange.headers), (method, path)
    assert raw.send(raw.head("HEAD", raw.base)).status == 404


ASKED_BY_THEMSELVES = (
    *("/", "//", "/favicon.ico", "/favicon.png", "/robots.txt", "/sitemap.xml", "/manifest.json", "/site.webmanifest"),
    *("/apple-touch-icon-precomposed.png", "/apple-touch-icon-120x120.png", "/apple-app-site-association"),
    *("/sw.js", "/service-worker.js", "/browserconfig.xml", "/ads.txt"),
    *("/.well-known/traffic-advice", "/.well-known/assetlinks.json"),
    *("http://elsewhere.example/a", "http://elsewhere.example/b"),
)


def test_the_foot_of_the_address_says_nothing(raw: Raw) -> None:
    for path in ASKED_BY_THEMSELVES:
        assert raw.send(raw.head("GET", path)).status == 404
    assert raw.send(raw.head("OPTIONS", "*")).status == 404
    assert raw.ask("GET", "").status == 200, "what browsers ask for by themselves is no guess"


def test_a_name_that_leads_here_from_elsewhere_finds_nothing(raw: Raw) -> None:
    for host in ("evil.example", "localhost", "127.0.0.1", "127.0.0.1:1", "192.168.1.1:80", "", f"{raw.host}.evil"):
        assert raw.ask("GET", "", host=host).status == 404, host
    assert raw.ask("GET", "").status == 200


def test_a_page_from_elsewhere_finds_nothing(raw: Raw) -> None:
    said = b'{"name":"a.jpg","size":5}'
    for origin in ("http://evil.example", f"https://{raw.host}", "http://localhost", f"http://{raw.host}.evil.example"):
        assert raw.ask("POST", "/files", said, f"Origin: {origin}").status == 404, origin
        assert raw.ask("GET", "/state", b"", f"Origin: {origin}").status == 404, origin
    assert raw.ask("POST", "/files", said, f"Origin: http://{raw.host}", "Origin: http://evil.example").status == 404
    assert raw.files() == []
    for origin in (f"http://{raw.host}", "null"):
        assert raw.ask("POST", "/files", said, f"Origin: {origin}").status == 200, "our own page, and its plain form"


def test_two_hosts_are_none(raw: Raw) -> None:
    assert raw.ask("GET", "", b"", f"Host: {raw.host}").status in (400, 404)


def test_every_answer_is_closed_to_others(raw: Raw) -> None:
    for path in ("", "/state", "/page.js", "/Sarabun-Regular.ttf", "/nothing"):
        headers = raw.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert headers["cache-control"] == "no-store"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert not [name for name in headers if name.startswith("access-control") or name == "server"]


def test_five_wrong_secrets_close_the_page(server: PhoneServer, raw: Raw, heard: Heard) -> None:
    wrong = raw.base[:-1] + ("a" if raw.base[-1] != "a" else "b")
    for _time in range(4):
        assert raw.send(raw.head("GET", wrong)).status == 404
    assert raw.ask("GET", "").status == 200
    raw.send(raw.head("PUT", f"{wrong}/files/0123456789abcdef", "Content-Length: 0"))
    assert server.join(PATIENCE)
    assert heard.ends == ["secrets"]
    with pytest.raises(OSError, match=r"refused|reset"):
        raw.connect()


def test_the_secret_is_the_whole_secret(serve: Serve) -> None:
    raw = Raw(serve(wrong_secrets=100).url)
    for secret in ("", "x", "x" * 26, "x" * 5000, "../" * 9, "%00", "~", raw.base[1:-1], f"{raw.base[1:]}x"):
        assert raw.send(raw.head("GET", f"/{secret}/state")).status == 404, secret
    assert raw.ask("GET", "").status == 200


NO_HTTP = (
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"GET / HTTP/9.9\r\n\r\n",
    b"\r\n\r\n\r\n\r\n",
    b"GET\r\n\r\n",
    b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
    b"GET / HTTP/1.1\r\nContent-Length: -5\r\nHost: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
    b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
    bytes(range(256)) * 80,
)


def test_what_is_no_http_gets_nothing(serve: Serve) -> None:
    server = serve(wrong_secrets=100)
    raw = Raw(server.url)
    for content in NO_HTTP:
        assert raw.send(content).status in (0, 404), content[:40]
    assert _is_up(server)


# Files that are none


def test_an_empty_file_is_told(raw: Raw) -> None:
    reply = raw.announce(0)
    assert reply.status == 400
    assert "ว่างเปล่า" in reply.json["reason"]
    assert raw.announce(-1).status == 400
    assert raw.files() == []


def test_what_is_too_large_is_refused_before_it_comes(raw: Raw) -> None:
    for size, film in (
        (30_000_001, False),
        (500_000_001, True),
        (2_000_000_000, True),
        (10**17, True),
        (10**25, False),
    ):
        reply = raw.announce(size, film=film)
        assert reply.status == 413
        assert "ใหญ่เกินไป" in reply.json["reason"]
        assert not re.search("[0-9]{8}", reply.json["reason"]), "nobody reads a number of 25 digits"
    assert raw.announce(30_000_000).status == 200


def test_two_gigabytes_announced_by_the_wire_are_refused_unread(raw: Raw) -> None:
    told = raw.announce(1000).json
    for path in (f"/files/{told['id']}?offset=0", "/form"):
        head = raw.head("PUT" if "files" in path else "POST", raw.base + path, "Content-Length: 2000000000")
        assert raw.send(head + b"x" * 100_000).status == 413


def test_a_body_as_long_as_it_likes_is_refused(raw: Raw) -> None:
    told = raw.announce(1000).json
    head = raw.head("PUT", f"{raw.base}/files/{told['id']}?offset=0", "Transfer-Encoding: chunked")
    assert raw.send(head + b"5\r\nhello\r\n0\r\n\r\n").status == 411
    assert raw.send(raw.head("POST", f"{raw.base}/files", "Transfer-Encoding: chunked") + b"0\r\n\r\n").status == 411
    assert raw.send(raw.head("POST", f"{raw.base}/files")).status == 411
    assert raw.files()[0]["received"] == 0


def test_more_than_was_said_is_not_read(raw: Raw, make_photo: PhotoMaker) -> None:
    content = make_photo().read_bytes()
    told = raw.announce(len(content)).json
    assert raw.put(told["id"], content + b"more").status == 400
    assert raw.put(told["id"], content[:-4]).status == 400
    assert raw.put(told["id"], content, 4).status == 409
    assert raw.put(told["id"], content).status == 200


def test_a_photo_of_more_than_30_mb_called_a_film_is_refused_when_it_begins(raw: Raw) -> None:
    told = raw.announce(40_000_000, film=True).json
    with raw.connect() as line:
        with_trouble(line, raw.head("PUT", f"{raw.base}/files/{told['id']}?offset=0", "Content-Length: 40000000"))
        with_trouble(line, b"\xff\xd8\xff\xe0" + b"j" * 5_000_000)
        reply = read_reply(line)
    assert reply.status == 415
    assert raw.files()[0]["state"] == "refused"


def test_what_is_no_photo_is_refused_with_a_sentence(raw: Raw, shop: Shop) -> None:
    for content in (b"hello, I am a photo\n" * 50, b"%PDF-1.7 ...", b"PK\x03\x04" + bytes(500), b"<html><script>"):
        assert raw.upload(content).status == 415
        assert raw.post_form(("file", "photo.jpg", content)).status == 415
    assert all(file["state"] == "refused" and file["reason"] for file in raw.files())
    assert shop.catalogue.product(SKU).photos == ()


def test_half_a_photo_is_no_photo(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    content = make_photo().read_bytes()
    raw.upload(content[: len(content) // 2])
    assert raw.settled(1)[0]["state"] == "refused"
    assert raw.post_form(("file", "a.jpg", content[: len(content) // 2])).status == 422
    assert shop.catalogue.product(SKU).photos == ()


def test_names_are_made_by_us(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    names = ("../../../../etc/cron.d/x", "..\\..\\autorun.inf", "/etc/passwd", "CON", "a\x00b", "x" * 3000, "")
    for seed, name in enumerate(names):
        raw.upload(make_photo(width=90, height=120, seed=seed).read_bytes(), name)
    assert {file["state"] for file in raw.settled(len(names))} == {"done"}
    photos = shop.catalogue.product(SKU).photos
    assert {photo.name for photo in photos} == {f"phone-{number:03}.jpg" for number in range(1, 8)}
    kept = {path.name for path in shop.photos.root.rglob("*") if path.is_file()}
    assert kept == {f"{photo.id}.jpg" for photo in photos}


def test_an_announcement_that_cannot_be_read_is_told(raw: Raw) -> None:
    for said in (b"", b"[]", b"{", b'{"name": 1, "size": 1}', b'{"name": "a"}', b"[" * 4000, b"x" * 5000):
        reply = raw.ask("POST", "/files", said)
        assert reply.status == 400, said[:40]
        assert reply.json["reason"]


def test_two_hundred_files_are_the_most(serve: Serve) -> None:
    raw = Raw(serve(files=20).url)
    statuses = [raw.upload(b"junk %d" % number, f"{number}.jpg").status for number in range(40)]
    assert statuses[:20] == [415] * 20
    assert statuses[20:] == [429] * 20
    assert raw.post_form(("file", "a.jpg", b"junk")).status == 429
    assert len(raw.files()) == 20


@pytest.mark.slow
def test_five_thousand_small_files_are_two_hundred(serve: Serve, make_photo: PhotoMaker) -> None:
    raw = Raw(serve().url)
    statuses = [raw.upload(b"junk %d" % number, f"{number}.jpg").status for number in range(5000)]
    assert statuses[:200] == [415] * 200
    assert set(statuses[200:]) == {429}


def test_a_full_disk_is_told_before_anything_comes(raw: Raw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "free_space", lambda _folder: 1_000_000)
    reply = raw.announce(5_000_000)
    assert reply.status == 507
    assert "ที่คอม: พื้นที่" in reply.json["reason"], "nobody is to delete files of the phone"
    assert raw.post_form(("file", "a.jpg", b"\xff\xd8\xff" + b"j" * 1000)).status == 507


def test_a_disk_that_fills_up_in_the_middle_is_told(
    raw: Raw, make_photo: PhotoMaker, monkeypatch: pytest.MonkeyPatch, shop: Shop
) -> None:
    content = make_photo().read_bytes()
    told = raw.announce(len(content)).json
    monkeypatch.setattr(files, "free_space", lambda _folder: 1_000_000)
    assert raw.put(told["id"], content).status == 507
    monkeypatch.undo()
    assert raw.put(told["id"], content).status == 200
    assert raw.settled(1)[0]["state"] == "done"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no disk that is always full")
def test_a_disk_that_fills_up_while_a_file_comes_is_told(raw: Raw, shop: Shop) -> None:
    told = raw.announce(500_000).json
    (folder,) = (cache_folder() / "phone" / shop.id).iterdir()
    (folder / "phone-001.part").symlink_to("/dev/full")
    reply = raw.put(told["id"], b"\xff\xd8\xff" + bytes(499_997))
    assert reply.status == 507
    assert "เต็ม" in reply.json["reason"]
    assert raw.files()[0]["state"] == "refused"


# Slow ones, and too many


def _closed(line: socket.socket) -> bool:
    """Wait for the other side to hang up."""
    try:
        while line.recv(65536):
            pass
    except ConnectionResetError:
        return True
    return True


def test_headers_that_drip_are_cut_off(serve: Serve) -> None:
    server = serve(idle=IDLE)
    raw = Raw(server.url)
    with raw.connect() as line:
        dripping = threading.Event()

        def drip() -> None:
            while not dripping.wait(0.1):
                try:
                    line.sendall(b"X-A: b\r\n")
                except OSError:
                    return

        line.sendall(b"GET / HTTP/1.1\r\n")
        thread = threading.Thread(target=drip)
        thread.start()
        assert _closed(line)
        dripping.set()
        thread.join()
    assert _is_up(server)


def test_a_body_that_drips_is_cut_off_and_what_came_is_kept(serve: Serve) -> None:
    server = serve(idle=IDLE)
    raw = Raw(server.url)
    told = raw.announce(100_000).json
    with raw.connect() as line:
        line.sendall(raw.head("PUT", f"{raw.base}/files/{told['id']}?offset=0", "Content-Length: 100000"))
        line.sendall(b"\xff\xd8\xff" + bytes(20_000))
        assert _closed(line)
    assert _is_up(server)
    until = time.monotonic() + PATIENCE
    while raw.files()[0]["received"] != 20_003 and time.monotonic() < until:
        time.sleep(0.05)
    assert raw.files()[0]["received"] == 20_003


def test_who_never_reads_is_cut_off(serve: Serve) -> None:
    server = serve(idle=0.6)
    raw = Raw(server.url)
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.settimeout(PATIENCE)
        line.connect(raw.place)
        line.sendall(raw.head("GET", f"{raw.base}/Kanit-SemiBold.ttf") * 60)
        time.sleep(1.5)
        with pytest.raises(OSError, match=r"reset|[Bb]roken pipe|aborted"):
            _send_for_ever(line)


def _send_for_ever(line: socket.socket) -> None:
    while True:
        line.sendall(b"GET / HTTP/1.1\r\n" * 4096)


def test_idle_connections_give_way(serve: Serve) -> None:
    raw = Raw(serve(patience=PATIENCE).url)
    lines = [raw.connect() for _number in range(60)]
    try:
        assert raw.ask("GET", "").status == 200, "who says nothing keeps nobody out"
    finally:
        for line in lines:
            line.close()


def test_four_are_served_at_once_and_others_are_told_to_come_again(serve: Serve) -> None:
    server = serve(patience=0.3, waiting=2)
    raw = Raw(server.url)
    ids = [raw.announce(1_000_000, f"{number}.jpg").json["id"] for number in range(4)]
    lines = []
    try:
        for name in ids:
            line = raw.connect()
            line.sendall(
                raw.head("PUT", f"{raw.base}/files/{name}?offset=0", "Content-Length: 1000000") + b"\xff\xd8\xff"
            )
            lines.append(line)
        until = time.monotonic() + PATIENCE
        while (reply := raw.ask("GET", "")).status != 503 and time.monotonic() < until:
            assert reply.status in (0, 200)
        assert "มือถือเครื่องอื่นกำลังส่งอยู่" in reply.body.decode()
        lines.pop().close()
        while (status := raw.ask("GET", "").status) != 200 and time.monotonic() < until:
            assert status in (0, 503)
        assert status == 200
    finally:
        for line in lines:
            line.close()


def test_ten_minutes_without_a_phone_end_it(serve: Serve, heard: Heard) -> None:
    server = serve(quiet=0.3)
    assert server.join(PATIENCE)
    assert heard.ends == ["idle"]
    assert server.why == "idle"


def test_a_page_left_open_does_not_keep_it_alive(serve: Serve) -> None:
    server = serve(quiet=1.0)
    raw = Raw(server.url)
    until = time.monotonic() + PATIENCE
    while not server.join(0.05) and time.monotonic() < until:
        try:
            raw.ask("GET", "/state")
        except OSError:
            continue
    assert server.why == "idle"
