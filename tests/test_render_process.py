"""The process that makes clips: what it answers, how it stops, how it falls, and that it never outlives the program."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import queue_works
from vendor_app import render_process
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.progress import Cancelled, Progress, silent
from vendor_app.render_process import RenderFell, RenderProcess, Request, Work
from vendor_app.settings import log_file
from vendor_app.storyboard.edit import ClipEdit

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
PHOTO = Photo(id="a" * 64, suffix=".jpg", width=9, height=9)
SHIRT = Product(id="1", sku="A", name="เสื้อ", price=100, photos=(PHOTO,))


@pytest.fixture
def request_(tmp_path: Path) -> Request:
    return Request(
        shop=str(tmp_path), products=(SHIRT,), edit=ClipEdit(template="new-arrival"), out=str(tmp_path / "clip.mp4")
    )


@pytest.fixture
def made() -> Iterator[list[RenderProcess]]:
    processes: list[RenderProcess] = []
    yield processes
    for process in processes:
        process.close()


def begun(made: list[RenderProcess], work: Work) -> RenderProcess:
    made.append(RenderProcess(work))
    return made[-1]


def is_alive(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_it_makes_one_clip_after_the_other_in_one_process_and_tells_how_far_it_is(
    made: list[RenderProcess], request_: Request
) -> None:
    process = begun(made, queue_works.quick)
    told: list[tuple[float, str]] = []
    assert process.make(request_, Progress(lambda done, note: told.append((done, note)))) >= 0
    pid = process.pid
    assert Path(request_.out).read_bytes().startswith(b"clip of")
    assert told == [(0.5, "ครึ่งทาง")]
    process.make(request_, silent)
    assert process.pid == pid


def test_a_refusal_comes_back_as_it_was_said(made: list[RenderProcess], request_: Request) -> None:
    with pytest.raises(VendorError) as refusal:
        begun(made, queue_works.refusing).make(request_, silent)
    assert (refusal.value.message, refusal.value.hint) == ("พื้นที่ในเครื่องเต็มแล้ว", "ลบไฟล์ที่ไม่ใช้")


def test_a_bug_is_logged_and_told_in_plain_words(
    made: list[RenderProcess], request_: Request, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(VendorError, match="โปรแกรมสะดุด"):
        begun(made, queue_works.stumbling).make(request_, silent)
    assert "ZeroDivisionError" in caplog.text


@posix
def test_when_the_system_ends_it_the_next_clip_gets_a_new_one(made: list[RenderProcess], request_: Request) -> None:
    process = begun(made, queue_works.falling)
    for _ in range(2):
        with pytest.raises(RenderFell):
            process.make(request_, silent)
        assert process.pid is None


def test_it_stops_when_asked_and_is_there_for_the_next(
    made: list[RenderProcess], request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_process, "_PATIENCE", 60.0)  # it looks ten times a second, whenever it gets a core
    process = begun(made, queue_works.slow)
    reached: list[float] = []
    with pytest.raises(Cancelled):
        process.make(request_, Progress(lambda done, _note: reached.append(done), lambda: bool(reached)))
    assert reached[-1] < 0.9
    assert process.pid is not None


def test_who_stumbles_while_listening_is_not_given_that_answer_the_next_time(
    made: list[RenderProcess], request_: Request
) -> None:
    def stumble(_done: float, _note: str) -> None:
        raise KeyError

    process = begun(made, queue_works.quick)
    with pytest.raises(KeyError):
        process.make(request_, Progress(stumble))
    told: list[str] = []
    process.make(request_, Progress(lambda _done, note: told.append(note)))
    assert told == ["ครึ่งทาง"]


def test_after_a_long_rest_a_new_one_is_begun(
    made: list[RenderProcess], request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    process = begun(made, queue_works.quick)
    process.make(request_, silent)
    before = process.pid
    monkeypatch.setattr(render_process, "_SOON_GONE", -1.0)
    process.make(request_, silent)
    assert process.pid != before


def test_work_that_does_not_listen_is_ended(
    made: list[RenderProcess], request_: Request, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render_process, "_PATIENCE", 0.2)
    process = begun(made, queue_works.deaf)
    reached: list[float] = []
    with pytest.raises(Cancelled):
        process.make(request_, Progress(lambda done, _note: reached.append(done), lambda: bool(reached)))
    assert process.pid is None


@posix
def test_it_leaves_the_cores_to_others(made: list[RenderProcess], request_: Request) -> None:
    process = begun(made, queue_works.naming_itself)
    with pytest.raises(VendorError) as told:
        process.make(request_, silent)
    pid, nice = map(int, told.value.message.split())
    assert pid == process.pid != os.getpid()
    assert nice >= os.getpriority(os.PRIO_PROCESS, 0) + 10


PARENT = """
import sys
from pathlib import Path
from tests import queue_works
from tests.test_render_process import SHIRT
from vendor_app.progress import Progress
from vendor_app.render_process import RenderProcess, Request
from vendor_app.storyboard.edit import ClipEdit
if __name__ == "__main__":
    process = RenderProcess(queue_works.deaf)
    folder = Path(sys.argv[1])
    edit = ClipEdit(template="new-arrival")
    request = Request(shop=str(folder), products=(SHIRT,), edit=edit, out=str(folder / "c.mp4"))
    process.make(request, Progress(lambda done, note: print(process.pid, flush=True)))
"""


@posix
def test_it_dies_with_the_program(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    root = Path(render_process.__file__).parent.parent
    parent = subprocess.Popen(
        [sys.executable, script, tmp_path],
        stdout=subprocess.PIPE,
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    pid = int(parent.stdout.readline())
    assert is_alive(pid)
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    for _ in range(600):
        if not is_alive(pid):
            break
        time.sleep(0.05)
    assert not is_alive(pid)


@posix
def test_where_a_library_took_it_down_stands_in_the_log(
    made: list[RenderProcess], request_: Request, caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(RenderFell):
        begun(made, queue_works.crashing).make(request_, silent)
    (entry,) = caplog.records
    assert f"fell with -{signal.SIGSEGV:d}" in entry.getMessage()
    assert "in crashing" in entry.getMessage()


def test_what_it_warns_of_stands_in_the_log(made: list[RenderProcess], request_: Request) -> None:
    begun(made, queue_works.warning).make(request_, silent)
    assert log_file().read_text(encoding="utf-8").endswith("WARNING tests: no chip for new-arrival\n")
