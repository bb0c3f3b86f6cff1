"""Files on their way: broken off, continued, sent twice, sent by two, and the server gone in the middle."""

import os
import shutil
import struct
import subprocess
import sys
import threading
import time
from itertools import pairwise
from socket import SO_LINGER, SOL_SOCKET
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tests.conftest import PhotoMaker
from tests.phone.conftest import SKU, Heard, Serve
from tests.phone.raw import IDLE, PATIENCE, Raw
from tests.video.films import film
from vendor_app.phone.server import PhoneServer
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop


def grainy(seed: int = 0) -> bytes:
    """Return a JPEG of some hundred kilobytes."""
    from io import BytesIO

    content = BytesIO()
    pixels = np.random.default_rng(seed).integers(0, 256, (700, 600, 3), np.uint8)
    Image.fromarray(pixels).save(content, "JPEG", quality=95)
    return content.getvalue()


def _eventually(raw: Raw, received: int) -> dict[str, Any]:
    """Wait until that much of the first file has come, and nobody is bringing more."""
    until = time.monotonic() + PATIENCE
    while (file := raw.files()[0])["received"] != received and time.monotonic() < until:
        time.sleep(0.02)
    assert file["received"] == received
    return file


def _break_off(raw: Raw, name: str, content: bytes, begin: int, end: int, *, harshly: bool) -> None:
    """Announce the whole rest, send some of it, and hang up."""
    with raw.connect() as line:
        if harshly:  # no farewell: the connection is reset
            line.setsockopt(SOL_SOCKET, SO_LINGER, struct.pack("ii", 1, 0))
        head = raw.head("PUT", f"{raw.base}/files/{name}?offset={begin}", f"Content-Length: {len(content) - begin}")
        line.sendall(head + content[begin:end])
        _eventually_active(raw, begin)


def _eventually_active(raw: Raw, begin: int) -> None:
    until = time.monotonic() + PATIENCE
    while not raw.files()[0]["active"] and time.monotonic() < until:
        time.sleep(0.01)


def test_a_connection_that_drops_at_every_tenth_loses_nothing(raw: Raw, shop: Shop, heard: Heard) -> None:
    content = grainy()
    told = raw.announce(len(content), mark="m", shot="front").json
    marks = [len(content) * tenth // 10 for tenth in range(10)]
    for begin, end in pairwise(marks):
        again = raw.announce(len(content), mark="m").json
        assert (again["id"], again["offset"]) == (told["id"], begin)
        _break_off(raw, told["id"], content, begin, end, harshly=False)
        _eventually(raw, end)
    assert raw.put(told["id"], content, marks[-1]).json["state"] in ("checking", "done")
    assert [file["state"] for file in raw.settled(1)] == ["done"]
    (photo,) = shop.catalogue.product(SKU).photos
    assert shop.photos.path(photo).read_bytes() == content
    assert photo.shot == "front"
    assert [one.state for one in heard.arrivals][-1] == "done"


def test_a_reset_connection_goes_on_from_what_came(raw: Raw, shop: Shop) -> None:
    content = grainy()
    told = raw.announce(len(content), mark="m").json
    for _time in range(3):
        _break_off(raw, told["id"], content, raw.files()[0]["received"], len(content) // 2, harshly=True)
        until = time.monotonic() + PATIENCE
        while raw.files()[0]["active"] and time.monotonic() < until:
            time.sleep(0.02)
    offset = raw.announce(len(content), mark="m").json["offset"]
    assert raw.put(told["id"], content, offset).status == 200
    assert raw.settled(1)[0]["state"] == "done"
    assert shop.photos.path(shop.catalogue.product(SKU).photos[0]).read_bytes() == content


def test_the_same_file_twice_is_one_photo(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    content = make_photo().read_bytes()
    first = raw.upload(content, "a.jpg", mark="m").json["id"]
    raw.settled(1)
    again = raw.announce(len(content), "b.jpg", mark="m").json
    assert (again["id"], again["state"]) == (first, "done")
    raw.upload(content, "c.jpg")  # with no mark to know it by
    assert [file["state"] for file in raw.settled(2)] == ["done", "same"]
    assert len(shop.catalogue.product(SKU).photos) == 1


def test_two_phones_send_one_name_at_once(server: PhoneServer, shop: Shop, make_photo: PhotoMaker) -> None:
    contents = [make_photo(f"{seed}.jpg", seed=seed).read_bytes() for seed in range(2)]

    def send(content: bytes) -> None:
        Raw(server.url).upload(content, "image.jpg", mark=str(len(content)))

    threads = [threading.Thread(target=send, args=(content,)) for content in contents]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {file["state"] for file in Raw(server.url).settled(2)} == {"done"}
    kept = {shop.photos.path(photo).read_bytes() for photo in shop.catalogue.product(SKU).photos}
    assert kept == set(contents)


def test_two_phones_with_the_same_file_do_not_write_over_each_other(serve: Serve, shop: Shop) -> None:
    raw = Raw(serve(silent=PATIENCE).url)
    content = grainy()
    told = raw.announce(len(content), mark="m").json
    path, length = f"{raw.base}/files/{told['id']}?offset=0", f"Content-Length: {len(content)}"
    with raw.connect() as line:
        line.sendall(raw.head("PUT", path, length, "X-Phone: a") + content[:1000])
        _eventually_active(raw, 0)
        other = raw.put(told["id"], content, 0, "X-Phone: b")
        assert other.status == 409
        assert "อีกเครื่อง" in other.json["reason"]
        line.sendall(content[1000:])
        assert raw.settled(1)[0]["state"] == "done"
    assert shop.photos.path(shop.catalogue.product(SKU).photos[0]).read_bytes() == content


def test_each_picture_knows_its_shot_and_the_page_the_next_one(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    for seed, shot in enumerate(("front", "back", "", "../evil")):
        raw.upload(make_photo(seed=seed, width=300, height=400).read_bytes(), shot=shot)
    raw.settled(4)
    assert {photo.shot for photo in shop.catalogue.product(SKU).photos} == {"front", "back", ""}
    wishes = {wish["name"]: wish["done"] for wish in raw.ask("GET", "/state").json["wishes"]}
    assert wishes["front"]
    assert wishes["back"]
    assert not wishes["fabric"]


def test_thumbnails_come_back_to_the_phone(raw: Raw, make_photo: PhotoMaker) -> None:
    raw.upload(make_photo().read_bytes())
    (file,) = raw.settled(1)
    reply = raw.ask("GET", f"/files/{file['id']}.jpg")
    assert reply.status == 200
    assert reply.headers["content-type"] == "image/jpeg"
    assert reply.body.startswith(b"\xff\xd8\xff")


def test_a_film_is_footage(raw: Raw, shop: Shop, tmp_path: Any) -> None:
    content = film(tmp_path / "walk.mp4").read_bytes()
    raw.upload(content, "walk.mp4", film=True)
    (file,) = raw.settled(1)
    assert (file["state"], file["film"]) == ("done", True), file["reason"]
    (footage,) = shop.catalogue.product(SKU).footage
    assert footage.name == "phone-001.mp4"


def test_what_is_called_a_film_and_is_none_is_told_as_such(raw: Raw) -> None:
    avi = raw.upload(b"RIFF\x00\x00\x00\x00AVI " + bytes(500), "a.avi", film=True)
    assert (avi.status, "MP4" in avi.json["reason"]) == (415, True)
    text = raw.upload(b"I am a film " * 100, "a.mp4", film=True)
    assert (text.status, "MP4" in text.json["reason"]) == (415, True)


AVI = b"RIFF\x00\x00\x00\x00AVI "


@pytest.mark.parametrize(("size", "film"), [(500, True), (500, False), (40_000_000, True)])
def test_a_film_that_cannot_be_taken_is_still_called_a_film(raw: Raw, heard: Heard, size: int, film: bool) -> None:
    told = raw.announce(size, "walk.avi", film=film)
    raw.put(told.json["id"], AVI + bytes(size - len(AVI)))
    (file,) = raw.settled(1)
    assert (file["state"], file["film"], "AVI" in file["reason"]) == ("refused", True, True)
    assert heard.arrivals[-1].film
    assert "คลิปที่ 1" in raw.ask("GET", "").body.decode()


def test_what_was_sent_as_a_film_is_called_one_and_a_photo_a_photo(raw: Raw, make_photo: PhotoMaker) -> None:
    raw.upload(b"I am a film " * 100, "a.mp4", film=True)
    raw.upload(make_photo().read_bytes(), "b.jpg", film=True)
    assert [(file["state"], file["film"]) for file in raw.settled(2)] == [("refused", True), ("done", False)]


def test_a_film_of_a_plain_form_that_cannot_be_taken_is_called_a_film(raw: Raw) -> None:
    reply = raw.post_form(("file", "walk.avi", AVI + bytes(40_000_000)))
    assert (reply.status, "AVI" in reply.body.decode(), "คลิปที่ 1" in reply.body.decode()) == (415, True, True)


def test_a_film_that_is_none_is_told(raw: Raw, shop: Shop) -> None:
    raw.upload(b"\x00\x00\x00\x18ftypmp42" + bytes(5000), "walk.mp4", film=True)
    (file,) = raw.settled(1)
    assert file["state"] == "refused"
    assert file["reason"]
    assert shop.catalogue.product(SKU).footage == ()


def test_a_server_stopped_in_the_middle_leaves_nothing_behind(serve: Serve, shop: Shop, make_photo: PhotoMaker) -> None:
    server = serve()
    raw = Raw(server.url)
    content = make_photo().read_bytes()
    whole = raw.upload(content).json["id"]
    told = raw.announce(1_000_000, "b.jpg").json
    assert whole != told["id"]
    with raw.connect() as line:
        line.sendall(raw.head("PUT", f"{raw.base}/files/{told['id']}?offset=0", "Content-Length: 1000000"))
        line.sendall(b"\xff\xd8\xff" + bytes(300_000))
        server.stop()
        assert server.join(PATIENCE)
        with pytest.raises(OSError, match=r"refused|reset"):
            raw.connect()
    assert len(shop.catalogue.product(SKU).photos) == 1, "what came whole is in the shop"
    assert not list((cache_folder() / "phone").glob("*/*"))


def test_what_a_crash_left_is_cleared_and_what_another_session_takes_in_is_not(serve: Serve, shop: Shop) -> None:
    place = cache_folder() / "phone" / shop.id
    with subprocess.Popen([sys.executable, "-c", ""]) as gone:
        gone.wait(PATIENCE)
    names = (f"{gone.pid}-0123456789abcdef", "a-stranger's", f"{os.getppid()}-older-than-its-program")
    lefts = [place / name for name in names]
    for left in lefts:
        left.mkdir(parents=True)
        (left / "phone-001.part").write_bytes(bytes(1000))
    os.utime(lefts[-1], (1_000_000, 1_000_000))
    others = place / f"{os.getppid()}-0123456789abcdef"
    others.mkdir()
    raw = Raw(serve().url)
    content = grainy()
    told = raw.announce(len(content), mark="m").json
    _break_off(raw, told["id"], content, 0, 1000, harshly=False)
    _eventually(raw, 1000)
    serve()
    assert not [left for left in lefts if left.exists()]
    assert others.exists(), "of a program that runs"
    assert raw.put(told["id"], content, 1000).status == 200
    assert raw.settled(1)[0]["state"] == "done"


def test_a_refusal_that_the_phone_never_heard_holds(raw: Raw) -> None:
    text = b"I am a photo " * 100
    name = raw.announce(len(text), mark="m").json["id"]
    assert raw.put(name, text).status == 415
    again = raw.announce(len(text), mark="m", id=name).json
    assert (again["id"], again["state"]) == (name, "refused")
    assert "ไม่ใช่รูป" in again["reason"]
    assert raw.announce(len(text), mark="m").json["state"] == "coming", "but chosen anew it is another one"


def test_a_file_without_a_mark_goes_on_where_it_was(raw: Raw) -> None:
    content = grainy()
    name = raw.announce(len(content)).json["id"]
    _break_off(raw, name, content, 0, 1000, harshly=False)
    _eventually(raw, 1000)
    again = raw.announce(len(content), id=name).json
    assert (again["id"], again["offset"]) == (name, 1000)
    assert raw.announce(len(content) + 1, id=name).json["id"] != name
    assert raw.announce(len(content), id="../..").json["id"] != name


def test_a_cache_cleared_in_the_middle_is_told(raw: Raw, shop: Shop) -> None:
    content = grainy()
    name = raw.announce(len(content)).json["id"]
    _break_off(raw, name, content, 0, 1000, harshly=False)
    _eventually(raw, 1000)
    shutil.rmtree(cache_folder() / "phone")
    reply = raw.put(name, content, 1000)
    assert (reply.status, "ลองส่งใหม่" in reply.json["reason"]) == (410, True)
    assert raw.upload(content).status == 200
    assert raw.settled(2)[1]["state"] == "done"


def test_what_is_told_twice_is_heard_once(raw: Raw, heard: Heard) -> None:
    raw.upload(b"I am a photo " * 100)
    assert [one.state for one in heard.arrivals].count("refused") == 1


def test_a_deleted_product_takes_no_more(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    shop.catalogue.purge([SKU])
    raw.upload(make_photo().read_bytes())
    (file,) = raw.settled(1)
    assert file["state"] == "refused"
    assert file["reason"]


# Plain forms


def test_a_plain_form_brings_several_files_and_leads_back_to_the_page(
    raw: Raw, shop: Shop, make_photo: PhotoMaker
) -> None:
    contents = [make_photo(seed=seed).read_bytes() for seed in range(2)]
    reply = raw.post_form(
        ("shot", None, b"back"), ("file", "a.jpg", contents[0]), ("file", "", b""), ("file", "b.jpg", contents[1])
    )
    assert (reply.status, reply.headers["location"]) == (303, raw.base)
    photos = shop.catalogue.product(SKU).photos
    assert {shop.photos.path(photo).read_bytes() for photo in photos} == set(contents)
    assert {photo.shot for photo in photos} == {"back"}
    page = raw.ask("GET", "").body.decode()
    assert page.count("ถึงคอมแล้ว</span>") == 2


def test_one_bad_file_of_a_form_keeps_no_good_one_out(raw: Raw, shop: Shop, make_photo: PhotoMaker) -> None:
    good = make_photo().read_bytes()
    reply = raw.post_form(("file", "bad.jpg", b"hello" * 100), ("file", "empty.jpg", b""), ("file", "good.jpg", good))
    assert reply.status == 303
    assert sorted(file["state"] for file in raw.files()) == ["done", "refused", "refused"]
    assert len(shop.catalogue.product(SKU).photos) == 1


def test_an_empty_file_of_a_form_is_told_on_the_page(raw: Raw) -> None:
    reply = raw.post_form(("file", "empty.jpg", b""))
    assert reply.status == 400
    assert "ว่างเปล่า" in reply.body.decode()


def test_a_photo_too_large_for_a_form_is_refused(serve: Serve, shop: Shop) -> None:
    raw = Raw(serve(photo_bytes=100_000).url)
    reply = raw.post_form(("file", "a.jpg", grainy()))
    assert (reply.status, "ใหญ่เกินไป" in reply.body.decode()) == (413, True)
    assert shop.catalogue.product(SKU).photos == ()


def test_a_form_larger_than_any_film_is_told_on_the_page(raw: Raw) -> None:
    form = ("Content-Type: multipart/form-data; boundary=xyzzy", "Content-Length: 2000000000")
    reply = raw.send(raw.head("POST", f"{raw.base}/form", *form))
    assert (reply.status, "<form" in reply.body.decode(), "ใหญ่เกินไป" in reply.body.decode()) == (413, True, True)


def test_more_files_in_a_form_than_may_come_are_told_on_the_page(serve: Serve) -> None:
    raw = Raw(serve(files=1).url)
    page = raw.post_form(("file", "a.jpg", b"text"), ("file", "b.jpg", b"text")).body.decode()
    assert "รับครบ 1 ไฟล์" in page


FORMS = (
    b"",
    b"--xyzzy--\r\n",
    b"--xyzzy\r\n\r\nhello\r\n--xyzzy--\r\n",
    b'--other\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nhello\r\n--other--\r\n',
    b'--xyzzy\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n\xff\xd8\xff no end',
    b'--xyzzy\r\nContent-Disposition: form-data; name="shot"\r\n\r\n' + b"x" * 5000 + b"\r\n--xyzzy--\r\n",
    b"--xyzzy\r\nX: " + b"y" * 20_000 + b"\r\n\r\n",
    b'--xyzzyContent-Disposition: form-data; name="file"',
)


def test_forms_that_are_none_are_answered(serve: Serve, shop: Shop) -> None:
    server = serve(idle=IDLE)
    raw = Raw(server.url)
    for body in FORMS:
        raw.ask("POST", "/form", body, "Content-Type: multipart/form-data; boundary=xyzzy")
        assert raw.ask("POST", "/form", body, "Content-Type: text/plain").status in (400, 411)
    assert raw.ask("GET", "").status == 200
    assert all(file["state"] == "refused" for file in raw.files())
    assert shop.catalogue.product(SKU).photos == ()


def test_a_form_that_breaks_off_is_told_to_the_window(raw: Raw, heard: Heard) -> None:
    body = raw.form(("file", "a.jpg", grainy()))
    kind = "Content-Type: multipart/form-data; boundary=xyzzy"
    with raw.connect() as line:
        line.sendall(raw.head("POST", f"{raw.base}/form", f"Content-Length: {len(body)}", kind) + body[:100_000])
        _eventually_active(raw, 0)
    assert raw.settled(1)[0]["state"] == "refused"
    assert heard.arrivals[-1].state == "refused"
    assert heard.arrivals[-1].reason
