"""A process of its own that makes clips at low priority: the window's thread never waits for Python's lock.

Measured on two cores: beside a rendering thread a 16 ms timer of the window came once after 255 ms, beside this process
never after more than 46. It also gives its memory back, and a decoder that falls takes no window along.
"""

import contextlib
import ctypes
import faulthandler
import logging
import multiprocessing
import os
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import TypeAlias

import msgspec

from vendor_app import language
from vendor_app.catalogue.records import Product
from vendor_app.errors import VendorError
from vendor_app.language import Language, _
from vendor_app.log import keep_log
from vendor_app.progress import Cancelled, Progress
from vendor_app.settings import log_file
from vendor_app.storyboard.edit import ClipEdit

_LOOK = 0.05
"""Seconds between two looks at whether the work is to stop."""
_TELL = 0.1
"""Seconds between two reports of how far it is."""
_PATIENCE = 4.0
"""Seconds that a piece of work may take to notice that it is to stop; then its process is ended."""
_IDLE = 90.0
"""Seconds without work after which the process gives its memory back."""
_SOON_GONE = _IDLE - 5.0
"""Seconds without work after which it may be ending just now, and a new one is begun instead."""
_STOP = b"stop"
_NICE = 10
_BELOW_NORMAL = 0x4000  # Windows: BELOW_NORMAL_PRIORITY_CLASS
_STAY_AWAKE = 0x80000001  # Windows: ES_CONTINUOUS | ES_SYSTEM_REQUIRED

_log = logging.getLogger(__name__)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """One clip to make, with everything of the catalogue that it may show."""

    shop: str
    """Folder of the shop, which the sender holds open."""
    products: tuple[Product, ...]
    """The clip's own first, then the others it shows."""
    edit: ClipEdit
    """All that is decided about the clip."""
    voice: str = ""
    """File with what is spoken in a clip whose edit knows nothing of it yet; "" for none."""
    out: str
    """File to write; its twin and its storyboard go beside it."""
    size: tuple[int, int] | None = None
    """Width and height; None for the usual."""
    spoken: Language = "th"
    """Language of the sentences that come back."""


class Reached(msgspec.Struct, frozen=True, tag=True):
    """How far it is."""

    done: float
    note: str


class Made(msgspec.Struct, frozen=True, tag=True):
    """The files are there."""

    seconds: float


class Refused(msgspec.Struct, frozen=True, tag=True):
    """A VendorError."""

    message: str
    hint: str


class Stopped(msgspec.Struct, frozen=True, tag=True):
    """It was asked to stop, and did."""


class Crashed(msgspec.Struct, frozen=True, tag=True):
    """A bug: its traceback."""

    traceback: str


Answer: TypeAlias = Reached | Made | Refused | Stopped | Crashed
Work: TypeAlias = Callable[[Request, Progress], None]
_answers: msgspec.json.Decoder[Answer] = msgspec.json.Decoder(Answer)


class RenderFell(VendorError):
    """The process that makes clips ended by itself: out of memory, or a library fell."""

    def __init__(self) -> None:
        super().__init__(
            _("Making this clip stopped by itself, perhaps because memory ran out."),
            _("Close other programs, then try again. What was made of it is kept."),
        )


class RenderProcess:
    """The sender's end. Started when first needed; ends by itself after a while without work, and with its parent."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: BaseProcess | None = None
        self._link: Connection | None = None
        self._rests_since = 0.0

    @property
    def pid(self) -> int | None:
        """The id of the process; None while there is none."""
        return self._process.pid if self._process is not None and self._process.is_alive() else None

    def make(self, request: Request, progress: Progress) -> float:
        """Have the clip made; return the seconds it took.

        Raises Cancelled, VendorError for what the vendor can mend, and RenderFell; then no file is at ``out``, but
        what was rendered is in the cache.
        """
        link = self._begin(request)
        try:
            answer = _awaited(link, progress)
        except Cancelled:
            self._stop(link)
            raise
        except (EOFError, OSError) as problem:
            self._log_fall()
            self.close()
            raise RenderFell from problem
        except BaseException:  # of who listens: the answer still to come must not be taken for that to the next request
            self.close()
            raise
        finally:
            self._rests_since = time.monotonic()
        return _outcome(answer)

    def close(self) -> None:
        """End the process at once, whatever it does."""
        process, self._process = self._process, None
        link, self._link = self._link, None
        if link is not None:
            link.close()
        if process is not None:
            process.kill()
            process.join()
            process.close()

    def _log_fall(self) -> None:
        """Write down how the process ended, and where in the program when a library took it down."""
        if self._process is not None:
            self._process.join(_PATIENCE)
            trace = ""
            with contextlib.suppress(OSError):
                trace = _last_words().read_text(encoding="utf-8", errors="replace")
            _log.error("The process that makes clips fell with %s\n%s", self._process.exitcode, trace)

    def _begin(self, request: Request) -> Connection:
        """Send the request to the process, a new one when there is none or it was just about to end."""
        content = msgspec.json.encode(request)
        is_awake = time.monotonic() - self._rests_since < _SOON_GONE
        if self._link is not None and self.pid is not None and is_awake:
            with contextlib.suppress(OSError):
                self._link.send_bytes(content)
                return self._link
        self.close()
        context = multiprocessing.get_context("spawn")  # nothing of the window's threads and connections comes along
        link, far_end = context.Pipe()
        process = context.Process(target=serve, args=(far_end, self._work), name="render", daemon=True)
        with _deaf_to_interrupts():
            process.start()
        far_end.close()
        self._process, self._link = process, link
        link.send_bytes(content)
        return link

    def _stop(self, link: Connection) -> None:
        """Ask the work to stop; end its process when it does not notice."""
        deadline = time.monotonic() + _PATIENCE
        try:
            link.send_bytes(_STOP)
            while link.poll(max(deadline - time.monotonic(), 0)):
                if not isinstance(_answers.decode(link.recv_bytes()), Reached):
                    return
        except (EOFError, OSError):
            pass
        self.close()


def _awaited(link: Connection, progress: Progress) -> Answer:
    """Return the answer that ends the work, passing on how far it is until then."""
    while True:
        if not link.poll(_LOOK):
            progress.check()
            continue
        answer = _answers.decode(link.recv_bytes())
        if not isinstance(answer, Reached):
            return answer
        progress.at(answer.done, answer.note)


def _outcome(answer: Answer) -> float:
    match answer:
        case Made(seconds):
            return seconds
        case Refused(message, hint):
            raise VendorError(message, hint)
        case Crashed(text):
            _log.error("A bug while making a clip\n%s", text)
            raise VendorError(_("The program stumbled while making this clip, but your shop is safe."), _("Try again."))
    raise Cancelled


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Start what is started here deaf to Ctrl-C, which is for the parent to answer, from its first moment on."""
    if sys.platform == "win32":
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def serve(link: Connection, work: Work) -> None:
    """Be the process: make what comes over ``link``, one after the other, until nothing comes or nobody is there."""
    _step_back()
    keep_log()
    with contextlib.ExitStack() as open_files:
        with contextlib.suppress(OSError):
            _last_words().parent.mkdir(parents=True, exist_ok=True)
            faulthandler.enable(open_files.enter_context(_last_words().open("w", encoding="utf-8")))
        try:
            _make_what_comes(link, work)
        except Exception:
            _log.exception("A bug in the process that makes clips")
            raise
        finally:
            faulthandler.disable()


def _last_words() -> Path:
    """Return the file in which the process says where it fell: the log is no file that it could hold open for that."""
    return log_file().with_name("render-process-fell.txt")


def _make_what_comes(link: Connection, work: Work) -> None:
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    stop = threading.Event()
    threading.Thread(target=_listen, args=(link, inbox, stop), daemon=True).start()
    while True:
        try:
            content = inbox.get(timeout=_IDLE)
        except queue.Empty:
            break
        answer = _answer(work, msgspec.json.decode(content, type=Request), _Reporter(link), stop)
        link.send_bytes(msgspec.json.encode(answer))
    link.close()


def _listen(link: Connection, inbox: "queue.SimpleQueue[bytes]", stop: threading.Event) -> None:
    """Pass on what comes; end the process, in the middle of anything, when the program at the other end is gone."""
    try:
        while True:
            content = link.recv_bytes()
            if content == _STOP:
                stop.set()
            else:
                stop.clear()
                inbox.put(content)
    except (EOFError, OSError):
        os._exit(1)


class _Reporter:
    """Sends how far the work is, now and then: each word wakes the other side."""

    def __init__(self, link: Connection) -> None:
        self._link, self._told = link, 0.0

    def __call__(self, done: float, note: str) -> None:
        now = time.monotonic()
        if now - self._told >= _TELL:
            self._told = now
            self._link.send_bytes(msgspec.json.encode(Reached(done, note)))


def _answer(work: Work, request: Request, report: _Reporter, stop: threading.Event) -> Answer:
    """Do the work; whatever happens becomes one answer."""
    language.use(request.spoken)
    began = time.monotonic()
    try:
        work(request, Progress(report, stop.is_set))
    except Cancelled:
        return Stopped()
    except VendorError as problem:
        return Refused(problem.message, problem.hint)
    except Exception:  # noqa: BLE001  the door: a bug is told, and the next clip is made
        return Crashed(traceback.format_exc())
    return Made(time.monotonic() - began)


def _step_back() -> None:
    """Leave the cores to whoever sits at the machine, and Ctrl-C to the parent; keep the machine awake (Windows)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if sys.platform == "win32":
        kernel = ctypes.windll.kernel32
        kernel.SetPriorityClass(kernel.GetCurrentProcess(), _BELOW_NORMAL)
        kernel.SetThreadExecutionState(_STAY_AWAKE)
    else:
        with contextlib.suppress(OSError):
            os.nice(_NICE)
