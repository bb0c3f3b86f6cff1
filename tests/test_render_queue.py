"""The queue: what is wanted, in which order, what becomes of it, and that nothing of it is lost."""

import json
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from tests.conftest import PhotoMaker
from tests.queue_works import here, quick, refusing, stumbling
from vendor_app import queue_file, queue_list
from vendor_app.catalogue.records import Product
from vendor_app.clips import save_edit
from vendor_app.errors import VendorError
from vendor_app.files import DRAFT
from vendor_app.photos.recipe import Recipe
from vendor_app.progress import Cancelled, Progress
from vendor_app.queue_file import QueueContent, read_queue, write_queue
from vendor_app.render_process import Request
from vendor_app.render_queue import Job, RenderQueue
from vendor_app.shop import Shop, ShopInUse
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import from_json
from vendor_app.thai.dates import format_date

STYLE, OTHER = "new-arrival", "wholesale"


@pytest.fixture
def products(shop: Shop, make_photo: PhotoMaker) -> tuple[Product, ...]:
    """Three shirts that can become clips."""
    for sku in ("A", "B", "C"):
        shop.catalogue.add(Product(sku=sku, name=f"เสื้อ {sku}", price=19900))
        shop.add_photos(sku, [make_photo(f"{sku}.jpg", width=90, height=120, seed=ord(sku))])
    return shop.catalogue.products()


@pytest.fixture
def queue(shop: Shop) -> RenderQueue:
    return RenderQueue(shop, here())


def states(queue: RenderQueue) -> list[tuple[str, str]]:
    return [(job.sku, job.state) for job in queue.jobs]


def on_disk(shop: Shop) -> QueueContent:
    return msgspec.json.decode((shop.clips / "queue.json").read_bytes(), type=QueueContent)


def meanwhile(queue: RenderQueue, happens: Callable[[Job], None]) -> None:
    """Have something happen in the middle of the making of the next clip, once."""

    def work(request: Request, progress: Progress) -> None:
        job = next((job for job in queue.jobs if job.state == "working"), None)
        queue._process._work = quick
        assert job is not None
        happens(job)
        progress.check()
        quick(request, progress)

    queue._process._work = work


def test_what_waits_is_made_in_order_and_remembered(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    for product in products:
        queue.add(product, STYLE)
    assert [job.state for job in on_disk(shop).jobs] == ["waiting"] * 3
    queue.run()
    assert states(queue) == [("A", "done"), ("B", "done"), ("C", "done")]
    assert on_disk(shop).jobs == queue.jobs
    for job in queue.jobs:
        record = shop.catalogue.by_id(job.product).clips[0]
        assert (record.file, record.template, record.frames) == (job.file, STYLE, 450)
        assert (shop.folder / job.file).is_file()
    assert not [path for path in shop.clips.rglob("*") if path.name.startswith(DRAFT)]


def test_the_same_clip_twice_is_one_job_with_the_last_wishes(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    first = queue.add(products[0], STYLE)
    queue.add(products[1], STYLE)
    again = queue.add(products[0], STYLE, seconds=20, music=None)
    assert again.id == first.id
    assert [(job.sku, job.seconds, job.music) for job in queue.jobs] == [("A", 20, None), ("B", None, "as before")]
    assert queue.add(products[0], OTHER).id != first.id


def test_a_length_is_kept_when_the_clip_is_made_again(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE, seconds=9, music=None)
    queue.run()
    queue.add(shop.catalogue.product("A"), STYLE)
    queue.run()
    file = shop.folder / shop.catalogue.product("A").clips[0].file
    board = from_json(file.with_suffix(".json").read_bytes())
    assert (board.frames, board.music) == (270, None)


def test_an_edit_that_cannot_be_read_costs_no_clip_and_is_in_the_report(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE, seconds=9)
    queue.run()
    save_edit(shop, products[0], ClipEdit(template=STYLE))
    (file,) = shop.clips.glob(f"{products[0].id}.edits/*.json")
    file.write_bytes(b"{")
    queue.add_all([shop.catalogue.product("A")], STYLE)
    queue.run()
    assert states(queue)[-1] == ("A", "done")
    assert shop.catalogue.product("A").clips[0].frames == 270
    (outcome,) = queue.batches[-1].made
    assert ".unread-1.json" in outcome.note
    assert outcome.note in (shop.folder / queue.batches[-1].report).read_text("utf-8-sig")


def test_a_clip_wanted_again_while_it_is_made_is_made_again_only_when_something_changed(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    meanwhile(queue, lambda job: queue.add(shop.catalogue.product("A"), STYLE))
    queue.run()
    assert states(queue) == [("A", "done")]
    assert shop.catalogue.product("A").clips[0].frames == 450
    queue.add(products[0], STYLE)
    meanwhile(queue, lambda job: queue.add(shop.catalogue.product("A"), STYLE, seconds=8))
    queue.run()
    assert shop.catalogue.product("A").clips[0].frames == 240


@pytest.mark.parametrize(
    ("sku", "by", "order"), [("C", -1, "ACB"), ("C", -9, "CAB"), ("A", 1, "BAC"), ("A", 9, "BCA"), ("B", 0, "ABC")]
)
def test_the_order_is_changed(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...], sku: str, by: int, order: str
) -> None:
    jobs = {product.sku: queue.add(product, STYLE) for product in products}
    queue.move(jobs[sku].id, by)
    assert "".join(job.sku for job in queue.jobs) == order
    made: list[str] = []
    queue.listen(lambda: made.extend(job.sku for job in queue.jobs if job.state == "working" and job.sku not in made))
    queue.run()
    assert "".join(made) == order


def test_one_that_is_urgent_is_the_next(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    queue.add(products[0], STYLE)
    queue.add(products[1], STYLE)
    meanwhile(queue, lambda _job: queue.add(products[2], STYLE, first=True) and None)
    made: list[str] = []
    queue.listen(lambda: made.extend(job.sku for job in queue.jobs if job.state == "working" and job.sku not in made))
    queue.run()
    assert made == ["A", "C", "B"]


def test_moving_steps_over_what_has_ended(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    jobs = [queue.add(product, STYLE) for product in products]
    queue.cancel(jobs[1].id)
    queue.move(jobs[2].id, -1)
    assert [job.sku for job in queue.wanted] == ["C", "A"]


def test_one_that_rests_lets_the_others_by(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    first = queue.add(products[0], STYLE)
    queue.add(products[1], STYLE)
    queue.pause(first.id)
    queue.run()
    assert states(queue) == [("A", "paused"), ("B", "done")]
    queue.resume(first.id)
    queue.run()
    assert states(queue) == [("A", "done"), ("B", "done")]


def test_all_rest_until_they_go_on_also_after_a_restart(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    queue.pause()
    queue.run()
    again = RenderQueue(shop, here())
    assert again.is_paused
    assert not again.has_work
    again.run()
    assert states(again) == [("A", "waiting")]
    again.resume()
    again.run()
    assert states(again) == [("A", "done")]


@pytest.mark.parametrize(
    ("wish", "state"),
    [
        (lambda queue, job: queue.pause(job.id), "paused"),
        (lambda queue, job: queue.pause(), "waiting"),
        (lambda queue, job: queue.cancel(job.id), "cancelled"),
    ],
    ids=["pause", "pause all", "cancel"],
)
def test_the_one_in_the_making_stops_and_nothing_of_it_is_left(
    shop: Shop,
    queue: RenderQueue,
    products: tuple[Product, ...],
    wish: Callable[[RenderQueue, Job], None],
    state: str,
) -> None:
    queue.add(products[0], STYLE)
    meanwhile(queue, lambda job: wish(queue, job))
    queue.run()
    assert states(queue) == [("A", state)]
    assert on_disk(shop).jobs[0].state == state
    assert sorted(path.name for path in shop.clips.iterdir()) == ["queue.json"]


def test_stopping_the_run_leaves_the_job_waiting(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    queue.add(products[0], STYLE)
    stop = threading.Event()
    meanwhile(queue, lambda job: stop.set())
    with pytest.raises(Cancelled):
        queue.run(Progress(None, stop.is_set))
    assert states(queue) == [("A", "waiting")]


def test_what_fails_says_why_and_the_next_is_made(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...], make_photo: PhotoMaker
) -> None:
    for product in products:
        queue.add(product, STYLE)
    shop.catalogue.trash(["A"])
    shop.catalogue.save(replace(shop.catalogue.product("B"), photos=()))
    queue.run()
    assert states(queue) == [("A", "failed"), ("B", "failed"), ("C", "done")]
    assert "ถังขยะ" in queue.jobs[0].reason
    assert "ยังไม่มีรูป" in queue.jobs[1].reason


def test_a_product_that_is_gone_for_good_fails_with_a_sentence(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    shop.catalogue.purge(["A"])
    queue.run()
    assert states(queue) == [("A", "failed")]
    assert "ไม่พบสินค้า" in queue.jobs[0].reason


@pytest.mark.parametrize(("work", "words"), [(refusing, "เต็มแล้ว"), (stumbling, "สะดุด")])
def test_what_failed_is_tried_again_at_the_end_of_the_queue(
    shop: Shop, products: tuple[Product, ...], work: Callable[[Request, Progress], None], words: str
) -> None:
    queue = RenderQueue(shop, here(work))
    failed = queue.add(products[0], STYLE)
    queue.run()
    assert states(queue) == [("A", "failed")]
    assert words in queue.jobs[0].reason
    queue.add(products[1], STYLE)
    queue.retry(failed.id)
    assert states(queue) == [("B", "waiting"), ("A", "waiting")]
    queue._process._work = quick
    queue.run()
    assert states(queue) == [("B", "done"), ("A", "done")]


def test_what_has_ended_is_cleared_and_its_clips_stay(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    queue.run()
    queue.add(products[1], STYLE)
    file = shop.folder / queue.jobs[0].file
    queue.clear_ended()
    assert states(queue) == [("B", "waiting")]
    assert file.is_file()


def test_old_ends_are_forgotten(
    queue: RenderQueue, products: tuple[Product, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_file, "MOST_ENDED", 2)
    for product in products:
        queue.add(product, STYLE)
    queue.run()
    assert [job.sku for job in queue.jobs] == ["B", "C"]


def test_a_new_sku_in_the_middle_of_the_making_does_no_harm(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    meanwhile(queue, lambda job: shop.catalogue.save(replace(shop.catalogue.product("A"), sku="NEW")) and None)
    queue.run()
    assert states(queue) == [("A", "done")]
    assert shop.catalogue.product("NEW").clips[0].file == queue.jobs[0].file


def test_progress_is_that_of_the_whole_run(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    for product in products[:2]:
        queue.add(product, STYLE)
    told: list[tuple[float, str]] = []
    queue.run(Progress(lambda done, note: told.append((done, note))))
    assert told == [(0.25, "1/2 เสื้อ A"), (0.75, "2/2 เสื้อ B")]
    told.clear()
    queue.add(products[0], "new-arrival")
    queue.add_all(products[1:2], "wholesale")
    queue.run(Progress(lambda done, note: told.append((done, note))), batch=queue.batches[-1].id)
    assert told == [(0.5, "1/1 เสื้อ B")]


def test_listeners_hear_of_everything_until_they_stop(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    heard: list[str] = []
    stop = queue.listen(lambda: heard.append(queue.jobs[0].state))
    queue.add(products[0], STYLE)
    queue.run()
    assert list(dict.fromkeys(heard)) == ["waiting", "working", "done"]
    stop()
    queue.clear_ended()
    assert len(heard) < 6


# Batches


def test_a_batch_makes_what_can_be_made_and_reports_the_rest(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    shop.catalogue.add(Product(sku="BARE", name="เสื้อเปล่า"))
    shop.catalogue.save(replace(shop.catalogue.product("B"), price=None))
    begun = queue.add_all(shop.catalogue.products(), STYLE, seconds=10)
    assert {one.sku: one.reason for one in begun.not_made} == {
        "BARE": "ยังไม่มีรูป ยังไม่ได้ใส่ราคา",
        "B": "ยังไม่ได้ใส่ราคา",
    }
    assert not begun.ended
    queue.run()
    (batch,) = queue.batches
    assert batch.ended
    assert {one.sku for one in batch.made} == {"A", "C"}
    assert {one.sku for one in batch.not_made} == {"BARE", "B"}
    report = (shop.folder / batch.report).read_text("utf-8-sig")
    assert "ทำได้ 2 คลิป ไม่ได้ 2 รายการ" in report
    ended = format_date(batch.ended)
    assert all(words in report for words in ("เสื้อเปล่า (BARE)", "clips/A/A-new-arrival-", str(shop.folder), ended))
    assert RenderQueue(shop, here()).batches == (batch,)


def test_a_batch_of_nothing_is_none(queue: RenderQueue, shop: Shop) -> None:
    shop.catalogue.add(Product(sku="BARE", name="เสื้อเปล่า"))
    batch = queue.add_all(shop.catalogue.products(), STYLE)
    assert [one.sku for one in batch.not_made] == ["BARE"]
    assert batch.ended
    assert (queue.jobs, queue.batches) == ((), ())


@pytest.mark.parametrize("seconds", [5, 59])
def test_a_wrong_length_is_refused_before_anything_begins(
    queue: RenderQueue, products: tuple[Product, ...], seconds: int
) -> None:
    with pytest.raises(VendorError, match=str(seconds)):
        queue.add_all(products, STYLE, seconds=seconds)
    assert queue.jobs == ()


def test_cancelling_the_last_of_a_batch_ends_it(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    queue.add_all(products[:2], STYLE)
    first, second = queue.jobs
    queue.cancel(second.id)
    queue.pause(first.id)
    assert not queue.batches[0].ended
    queue.resume(first.id)
    queue.run()
    (batch,) = queue.batches
    outcomes = {(one.sku, one.is_made, one.reason) for one in batch.outcomes}
    assert outcomes == {("B", False, "ยกเลิกเอง"), ("A", True, "")}


def test_all_are_given_up_at_once_and_wanted_again(queue: RenderQueue, products: tuple[Product, ...]) -> None:
    queue.add_all(products[:2], STYLE)
    queue.add(products[2], STYLE)
    queue.pause(queue.jobs[1].id)
    given_up = queue.cancel_all()
    assert given_up == tuple(job.id for job in queue.jobs)
    assert {job.state for job in queue.jobs} == {"cancelled"}
    assert queue.batches[0].ended
    assert [one.sku for one in queue.batches[0].taken_out] == ["A", "B"]
    assert queue.batches[0].failed == ()
    assert not queue.has_work
    queue.retry(*given_up)
    assert [job.state for job in queue.wanted] == ["waiting"] * 3
    queue.run()
    assert {job.state for job in queue.jobs} == {"done"}


def test_a_batch_is_not_done_when_another_wants_its_paused_clip(
    queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add_all(products[:2], STYLE)
    queue.pause(queue.jobs[1].id)
    queue.run()
    queue.add_all(products[1:2], STYLE)
    (batch,) = queue.batches
    assert (batch.ended, batch.report) == ("", "")
    queue.run()
    (batch,) = queue.batches
    assert batch.ended
    assert {one.sku for one in batch.made} == {"A", "B"}


def test_a_retry_after_the_end_mends_the_report(shop: Shop, products: tuple[Product, ...]) -> None:
    queue = RenderQueue(shop, here(refusing))
    queue.add_all(products[:1], STYLE)
    queue.run()
    assert len(queue.batches[0].not_made) == 1
    queue._process._work = quick
    queue.retry(queue.jobs[0].id)
    queue.run()
    (batch,) = queue.batches
    assert (len(batch.made), len(batch.not_made)) == (1, 0)
    assert "ทำครบ 1 คลิป" in (shop.folder / batch.report).read_text("utf-8-sig")


def test_a_new_price_marks_and_renews_just_the_clips_that_show_the_old_one(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE, seconds=8)
    queue.add(products[0], OTHER)
    queue.add(products[1], STYLE)
    queue.run()
    assert queue.renew(shop.catalogue.products()).outcomes == ()
    shop.catalogue.save(replace(shop.catalogue.product("A"), price=9900))
    queue.clear_ended()
    queue.renew(shop.catalogue.products())
    assert {(job.sku, job.template) for job in queue.jobs} == {("A", STYLE), ("A", OTHER)}
    queue.run()
    product = shop.catalogue.product("A")
    assert {clip.template: clip.frames for clip in product.clips} == {STYLE: 240, OTHER: 450}
    assert all(clip.prices == product.prices for clip in product.clips)
    assert len(queue.batches[-1].made) == 2


def test_a_photo_edited_since_renews_just_the_clips_that_show_it(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    for product in products[:2]:
        queue.add(product, STYLE)
    queue.run()
    queue.clear_ended()
    shop.catalogue.set_recipe("A", products[0].photo_ids[0], Recipe(light=0.4))
    queue.renew()
    assert [(job.sku, job.template) for job in queue.jobs] == [("A", STYLE)]
    queue.run()
    assert shop.catalogue.product("A").outdated_clips == ()
    assert queue.renew().outcomes == ()


# The file


def test_a_job_that_was_in_the_making_waits_again(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    job = queue.add(products[0], STYLE)
    queue._save(QueueContent(jobs=(replace(job, state="working", done=0.4),)))
    again = RenderQueue(shop, here())
    assert [(job.state, job.done) for job in again.jobs] == [("waiting", 0.4)]
    again.run()
    assert states(again) == [("A", "done")]


@pytest.mark.parametrize("content", [b"", b"\x00" * 300, b'{"format": 1, "jobs": [{}]}', b"[1]", b'{"format": "x"}'])
def test_a_damaged_file_is_set_aside_with_a_sentence(shop: Shop, products: tuple[Product, ...], content: bytes) -> None:
    (shop.clips / "queue.json").write_bytes(content)
    queue = RenderQueue(shop, here())
    assert (queue.jobs, len(queue.notes)) == ((), 1)
    assert "queue.unread-1.json" in queue.notes[0]
    assert (shop.clips / "queue.unread-1.json").read_bytes() == content
    queue.add(products[0], STYLE)
    queue.run()
    assert RenderQueue(shop, here()).notes == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [("id", "x/../../../Documents"), ("id", ""), ("file", "/etc/evil.mp4"), ("file", "clips/../../evil.exe")],
)
def test_a_list_that_leads_out_of_the_shop_is_not_taken(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...], name: str, value: str
) -> None:
    queue.add(products[0], STYLE)
    content = json.loads((shop.clips / "queue.json").read_bytes())
    content["jobs"][0][name] = value
    (shop.clips / "queue.json").write_text(json.dumps(content))
    again = RenderQueue(shop, here())
    assert (again.jobs, len(again.notes)) == ((), 1)


def test_the_file_of_a_newer_program_is_kept(shop: Shop) -> None:
    newer = b'{"format": 2, "lists": {}}'
    (shop.clips / "queue.json").write_bytes(newer)
    assert "รุ่นใหม่กว่า" in RenderQueue(shop, here()).notes[0]
    assert (shop.clips / "queue.unread-1.json").read_bytes() == newer


def test_a_queue_that_cannot_be_read_is_kept_beside_the_next(tmp_path: Path) -> None:
    (tmp_path / "queue.json").mkdir()
    (note,) = read_queue(tmp_path / "queue.json").notes
    assert "อ่านไม่ได้" in note
    assert (tmp_path / "queue.unread-1.json").is_dir()
    write_queue(tmp_path / "queue.json", QueueContent())
    assert read_queue(tmp_path / "queue.json") == (QueueContent(), ())


def test_a_second_damaged_file_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    for content in (b"one", b"two"):
        (tmp_path / "queue.json").write_bytes(content)
        read_queue(tmp_path / "queue.json")
    assert (tmp_path / "queue.unread-1.json").read_bytes() == b"one"
    assert (tmp_path / "queue.unread-2.json").read_bytes() == b"two"


def test_a_wish_the_disk_refuses_changes_nothing(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = queue.add(products[0], STYLE)

    def full(*_: object) -> None:
        raise VendorError("พื้นที่ในเครื่องเต็มแล้ว")

    monkeypatch.setattr(queue_list, "write_queue", full)
    for wish in (
        lambda: queue.add(products[1], STYLE),
        lambda: queue.cancel(job.id),
        lambda: queue.pause(),
        lambda: queue.pause(job.id),
        lambda: queue.add_all(products, STYLE),
    ):
        with pytest.raises(VendorError, match="เต็ม"):
            wish()
    assert (states(queue), queue.is_paused, queue.batches) == ([("A", "waiting")], False, ())
    queue.run()  # the clip is made all the same, and remembered by the catalogue
    assert states(queue) == [("A", "done")]
    assert shop.catalogue.product("A").clips
    monkeypatch.undo()
    queue.add(products[1], STYLE)
    assert [job.state for job in on_disk(shop).jobs] == ["done", "waiting"]


def test_two_who_run_it_are_one(shop: Shop, queue: RenderQueue, products: tuple[Product, ...]) -> None:
    queue.add(products[0], STYLE)
    seen: list[list[tuple[str, str]]] = []

    def happens(_job: Job) -> None:
        queue.run()
        seen.append(states(queue))

    meanwhile(queue, happens)
    queue.run()
    assert seen == [[("A", "working")]]
    assert states(queue) == [("A", "done")]


def test_a_shop_that_is_open_keeps_its_queue_from_another_window(
    shop: Shop, queue: RenderQueue, products: tuple[Product, ...]
) -> None:
    queue.add(products[0], STYLE)
    before = (shop.clips / "queue.json").read_bytes()
    with pytest.raises(ShopInUse):
        Shop.open(shop.folder)
    assert (shop.clips / "queue.json").read_bytes() == before
    queue.run()
    assert states(queue) == [("A", "done")]


def test_many_hands_lose_nothing(shop: Shop, queue: RenderQueue, products: tuple[Product, ...]) -> None:
    def wish(number: int) -> None:
        for _ in range(5):
            job = queue.add(products[number], STYLE)
            queue.pause(job.id)
            queue.resume(job.id)
            queue.move(job.id, 1 - 2 * (number % 2))

    hands = [threading.Thread(target=wish, args=(number,)) for number in range(3)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    assert sorted(states(queue)) == [("A", "waiting"), ("B", "waiting"), ("C", "waiting")]
    assert on_disk(shop).jobs == queue.jobs
