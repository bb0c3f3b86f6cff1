"""The page in a real browser: a phone's window, a finger, a slow and a broken line."""

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Route, expect

from tests.conftest import PhotoMaker
from tests.phone.chromium import BROWSER, browser, phone
from tests.phone.conftest import SKU, Heard, Serve
from tests.phone.raw import PATIENCE, Raw
from vendor_app.phone.handover import Gift, Handover, Text
from vendor_app.phone.network import LOOPBACK
from vendor_app.phone.server import PhoneServer
from vendor_app.phone.session import Brief
from vendor_app.shop import Shop

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium here")
_MS = PATIENCE * 1000
expect.set_options(timeout=_MS)
OpenPage = Callable[[str], Page]
TAKE, GALLERY = 'input[accept="image/*"]', "input[multiple]"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as started:
        yield started


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[OpenPage]:
    """Return what opens an address on a phone, in Thai; nothing may go wrong on the page."""
    with phone(chromium) as context:
        context.set_default_timeout(_MS)
        wrong: list[str] = []

        def note(message: ConsoleMessage) -> None:
            if message.type == "error" and "Failed to load resource" not in message.text:
                wrong.append(message.text)

        def open_it(url: str) -> Page:
            page = context.new_page()
            page.on("pageerror", lambda problem: wrong.append(str(problem)))
            page.on("console", note)
            page.on("request", lambda request: _same(request.url, url, wrong))
            page.goto(url)
            return page

        yield open_it
    assert not wrong


def _same(asked: str, url: str, wrong: list[str]) -> None:
    """Note an address elsewhere: nothing comes from outside."""
    if not asked.startswith((url.rsplit("/", 1)[0], "blob:")):
        wrong.append(asked)


def _arrived(page: Page, count: int) -> None:
    expect(page.locator("#list .badge", has_text="ถึงคอมแล้ว")).to_have_count(count, timeout=_MS)


def test_a_photo_arrives_and_the_next_shot_is_chosen(
    open_page: OpenPage, server: PhoneServer, shop: Shop, make_photo: PhotoMaker
) -> None:
    page = open_page(server.url)
    expect(page.locator("h1")).to_have_text("เดรสแขนตุ๊กตา")
    assert page.locator(".wish input:checked").get_attribute("value") == "front"
    page.locator(TAKE).set_input_files(make_photo("1.jpg", seed=1))
    _arrived(page, 1)
    expect(page.locator("#list li p").first).to_have_text("ด้านหน้า")
    expect(page.locator("#note")).to_contain_text("ด้านหน้า ถึงคอมแล้ว ต่อไปถ่าย ด้านหลัง")
    assert page.locator(".wish input:checked").get_attribute("value") == "back"
    page.locator('.wish input[value="fabric"]').tap(force=True)
    page.locator(TAKE).set_input_files(make_photo("2.jpg", seed=2))
    _arrived(page, 2)
    expect(page.locator("#count")).to_have_text("ส่งแล้ว 2 จาก 2")
    expect(page.locator("#list img")).to_have_count(2)
    assert [photo.shot for photo in shop.catalogue.product(SKU).photos] == ["front", "fabric"]
    assert page.evaluate("document.fonts.check('16px Sarabun') && document.fonts.check('600 20px Kanit')")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing hangs over the edge"


def test_many_photos_go_one_after_the_other_and_bad_ones_say_why(
    open_page: OpenPage, server: PhoneServer, shop: Shop, make_photo: PhotoMaker, tmp_path: Path
) -> None:
    text, empty = tmp_path / "text.jpg", tmp_path / "empty.jpg"
    text.write_text("I am a photo " * 100)
    empty.write_bytes(b"")
    same = make_photo("same.jpg", seed=1)
    files = [*(make_photo(f"{seed}.jpg", seed=seed) for seed in (1, 2)), same, text, empty]
    page = open_page(server.url)
    page.locator(GALLERY).set_input_files(files)
    _arrived(page, 2)
    bad = page.locator("#list .badge.bad")
    expect(bad).to_have_count(2, timeout=_MS)
    assert "ไม่ใช่รูป" in "".join(bad.all_inner_texts())
    assert "ว่างเปล่า" in "".join(bad.all_inner_texts())
    assert len(shop.catalogue.product(SKU).photos) == 2


def test_more_files_than_may_come_are_one_line(
    open_page: OpenPage, serve: Serve, shop: Shop, make_photo: PhotoMaker
) -> None:
    page = open_page(serve(files=3).url)
    page.locator(GALLERY).set_input_files([make_photo(f"{seed}.jpg", seed=seed) for seed in range(5)])
    _arrived(page, 3)
    expect(page.locator("#list li")).to_have_count(4)
    expect(page.locator("#list li p").last).to_have_text("อีก 2 ไฟล์")
    expect(page.locator("#list .badge.bad")).to_contain_text("รับครบ 3 ไฟล์")
    expect(page.locator("#count")).to_have_text("ส่งแล้ว 3 จาก 5")
    assert len(shop.catalogue.product(SKU).photos) == 3


def test_a_refusal_whose_answer_is_lost_is_not_sent_again(
    open_page: OpenPage, server: PhoneServer, tmp_path: Path
) -> None:
    text = tmp_path / "text.jpg"
    text.write_text("I am a photo " * 100)
    page = open_page(server.url)

    def swallow(route: Route) -> None:
        route.fetch()
        route.abort("connectionreset")

    page.route("**/files/*", swallow, times=1)
    page.locator(GALLERY).set_input_files(text)
    expect(page.locator("#list .badge.bad")).to_contain_text("ไม่ใช่รูป")
    assert [file["state"] for file in Raw(server.url).files()] == ["refused"]


def test_a_reload_in_the_middle_goes_on_when_the_file_is_chosen_again(
    open_page: OpenPage, server: PhoneServer, shop: Shop, tmp_path: Path
) -> None:
    photo = tmp_path / "big.jpg"
    pixels = np.random.default_rng(1).integers(0, 256, (2000, 1500, 3), np.uint8)
    Image.fromarray(pixels).save(photo, quality=95)
    page = open_page(server.url)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    _slow(line, 150_000)
    page.locator(TAKE).set_input_files(photo)
    _until(lambda: any(file["received"] > 300_000 for file in Raw(server.url).files()))
    page.reload()
    expect(page.locator("#list .badge.wait")).to_contain_text("ค้างอยู่ที่", timeout=_MS)
    _until(lambda: not Raw(server.url).files()[0]["active"])
    came = Raw(server.url).files()[0]["received"]
    assert 300_000 < came < photo.stat().st_size
    _slow(line, -1)
    offsets: list[str] = []
    page.on("request", lambda request: offsets.append(request.url) if request.method == "PUT" else None)
    page.locator(GALLERY).set_input_files(photo)
    _arrived(page, 1)
    assert [url.partition("offset=")[2] for url in offsets] == [str(came)]
    (kept,) = shop.catalogue.product(SKU).photos
    assert shop.photos.path(kept).read_bytes() == photo.read_bytes()
    assert kept.shot == "front"


def test_a_line_that_breaks_is_taken_up_by_itself(
    open_page: OpenPage, server: PhoneServer, shop: Shop, make_photo: PhotoMaker
) -> None:
    page = open_page(server.url)
    broken: list[str] = []

    def breaks(route: object) -> None:
        broken.append("x")
        route.abort("connectionreset") if len(broken) < 3 else route.continue_()  # type: ignore[attr-defined]

    page.route("**/files/*", breaks)
    page.locator(TAKE).set_input_files(make_photo())
    _arrived(page, 1)
    assert len(broken) >= 3
    assert len(shop.catalogue.product(SKU).photos) == 1


def test_two_phones_at_once(
    chromium: Browser, server: PhoneServer, shop: Shop, make_photo: PhotoMaker, tmp_path: Path
) -> None:
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        make_photo(f"{number}.jpg", seed=number).rename(tmp_path / str(number) / "image.jpg")
    with phone(chromium) as one, phone(chromium) as other:
        pages = [context.new_page() for context in (one, other)]
        for page in pages:
            page.goto(server.url)
        for number, page in enumerate(pages):
            page.locator(GALLERY).set_input_files(tmp_path / str(number) / "image.jpg")
        for page in pages:
            _arrived(page, 2)
    assert len(shop.catalogue.product(SKU).photos) == 2


def test_without_a_script_the_form_sends(
    chromium: Browser, server: PhoneServer, shop: Shop, make_photo: PhotoMaker
) -> None:
    with phone(chromium, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(server.url)
        page.locator(GALLERY).set_input_files([make_photo("1.jpg", seed=1), make_photo("2.jpg", seed=2)])
        page.locator("noscript button").tap()
        expect(page.locator("#list .badge")).to_have_count(2, timeout=_MS)
        assert page.url == server.url
    assert len(shop.catalogue.product(SKU).photos) == 2


def _fonts(page: Page, selector: str) -> set[tuple[str, bool]]:
    """Return the fonts that letters are drawn with, and whether each came with the page; none while it loads."""
    line = page.context.new_cdp_session(page)
    try:
        line.send("DOM.enable")
        line.send("CSS.enable")
        root = line.send("DOM.getDocument")["root"]["nodeId"]
        node = line.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
        used = line.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        return {(font["familyName"], font["isCustomFont"]) for font in used}
    except Error:  # it goes on by itself meanwhile
        return set()
    finally:
        line.detach()


def test_what_is_not_there_is_said_in_our_letters(open_page: OpenPage, server: PhoneServer) -> None:
    page = open_page(f"{server.url}/nothing")
    expect(page.locator("h1")).to_have_text("ไม่มีอะไรอยู่ที่นี่")
    _until(lambda: _fonts(page, "h1") == {("Kanit SemiBold", True)})
    _until(lambda: _fonts(page, "p") == {("Sarabun", True)})


def test_a_form_that_found_no_place_may_be_sent_again(
    chromium: Browser, serve: Serve, shop: Shop, heard: Heard, make_photo: PhotoMaker
) -> None:
    server = serve(patience=2.0, idle=10 * PATIENCE)  # four that send nothing keep their places
    raw, photo = Raw(server.url), make_photo()
    ids = [raw.announce(1_000_000, f"{number}.jpg").json["id"] for number in range(4)]
    with phone(chromium, java_script_enabled=False) as context, contextlib.ExitStack() as lines:
        page = context.new_page()
        page.goto(server.url)
        page.locator(GALLERY).set_input_files(photo)
        for name in ids:
            line = lines.enter_context(raw.connect())
            line.sendall(raw.head("PUT", f"{raw.base}/files/{name}?offset=0", "Content-Length: 1000000") + b"\xff")
        _until(lambda: len({one.id for one in heard.arrivals if one.active}) == 4)
        page.locator("noscript button").tap()
        expect(page.locator("h1")).to_contain_text("มือถือเครื่องอื่นกำลังส่งอยู่")
        _until(lambda: _fonts(page, "h1") == {("Kanit SemiBold", True)})
        lines.close()
        expect(page.locator("#note")).to_contain_text("เลือกไฟล์อีกครั้ง")
        page.locator(GALLERY).set_input_files(photo)
        page.locator("noscript button").tap()
        expect(page.locator("#list .badge", has_text="ถึงคอมแล้ว")).to_have_count(1)
        assert page.url == server.url
    assert len(shop.catalogue.product(SKU).photos) == 1


def test_a_page_whose_link_has_ended_says_so(open_page: OpenPage, serve: Serve) -> None:
    server = serve()
    page = open_page(server.url)
    server.stop()
    assert server.join(PATIENCE)
    expect(page.locator("#note")).to_contain_text("ติดต่อคอมไม่ได้", timeout=_MS)


@pytest.fixture
def giving(tmp_path: Path, make_photo: PhotoMaker) -> Iterator[PhoneServer]:
    """A server that gives a picture, a clip that is none, and a caption away."""
    clip = tmp_path / "clip.mp4"
    clip.write_bytes(b"\x00\x00\x00\x18ftypmp42" + bytes(200_000))
    gifts = (
        Gift(name="clip.mp4", path=clip, title="คลิป", media="video/mp4"),
        Gift(name="images-01.jpg", path=make_photo(), title="รูปที่ 1", media="image/jpeg"),
    )
    texts = (Text(title="แคปชัน", words="เดรสผ้าฝ้าย 350.- <b>ทักได้</b>\n#บ๊อเบ๊"),)
    handover = Handover(title="เดรส", texts=texts, gifts=gifts)
    server = PhoneServer(Brief(shop="ร้าน", product="เดรส"), LOOPBACK, handover=handover)
    server.start()
    yield server
    server.stop()
    assert server.join(PATIENCE)


def test_a_bundle_is_saved_and_its_caption_copied(
    open_page: OpenPage, giving: PhoneServer, make_photo: PhotoMaker
) -> None:
    page = open_page(giving.url)
    page.context.grant_permissions(["clipboard-read"], origin=giving.url.rsplit("/", 1)[0])
    with page.expect_download() as download:
        page.locator("a.button").nth(1).tap()
    assert download.value.suggested_filename == "images-01.jpg"
    assert Path(download.value.path()).read_bytes() == make_photo().read_bytes()
    page.locator("[data-copy]").tap()
    expect(page.locator("[data-copy]")).to_contain_text("คัดลอกแล้ว")
    selected = "(() => { const area = document.querySelector('textarea'); return area.value; })()"
    assert page.evaluate(selected) == "เดรสผ้าฝ้าย 350.- <b>ทักได้</b>\n#บ๊อเบ๊"


def test_a_giving_page_takes_nothing_and_gives_only_the_bundle(giving: PhoneServer, shop: Shop) -> None:
    raw = Raw(giving.url)
    assert raw.announce(100).status == 404
    assert raw.post_form(("file", "a.jpg", b"x")).status == 404
    for path in ("/take/2", "/take/-1", "/take/999", "/take/0/../../1", "/take/0/%2e%2e", "/take/1.5"):
        assert raw.ask("GET", path).status == 404, path
    part = raw.ask("GET", "/take/0/clip.mp4", b"", "Range: bytes=4-7")
    assert (part.status, part.body) == (206, b"ftyp")
    assert "attachment" in part.headers["content-disposition"]
    assert raw.ask("GET", "/show/0").headers["content-disposition"].startswith("inline")


def _slow(line: object, bytes_a_second: int) -> None:
    conditions = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second}
    line.send("Network.emulateNetworkConditions", conditions)  # type: ignore[attr-defined]


def _until(done: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not done():
        assert time.monotonic() < until, json.dumps("too late")
        time.sleep(0.05)
