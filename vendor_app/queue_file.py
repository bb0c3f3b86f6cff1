"""clips/queue.json: the clips still to be made and what became of the last ones, written whole at each change."""

import contextlib
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, TypeAlias

import msgspec
from msgspec.structs import replace

from vendor_app.batch import Batch
from vendor_app.errors import VendorError
from vendor_app.files import read, set_aside, write_whole
from vendor_app.language import _
from vendor_app.shop_folder import make_within

QUEUE_FILE: Final = "queue.json"
FORMAT: Final = 1
AS_BEFORE: Final = "as before"
"""Music: as the saved edit has it, or else the clip of this style made before, or else the style's own."""
MOST_ENDED: Final = 200
"""Ended jobs that are kept to be looked at."""
MOST_BATCHES: Final = 20

_Id: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-z]{1,32}\Z")]
"""Names a folder that is thrown away with all in it: a file that somebody else wrote must not lead anywhere."""
_ClipFile: TypeAlias = Annotated[str, msgspec.Meta(pattern=r"^(clips/[^/\\:]+/[^/\\:]+\.mp4)?\Z")]
State: TypeAlias = Literal["waiting", "working", "paused", "done", "failed", "cancelled"]
WANTED: Final[tuple[State, ...]] = ("waiting", "working", "paused")


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """One clip to make, and what became of it. What it shows is decided by the product and its saved edit."""

    id: _Id
    product: str
    """Id of the product."""
    sku: str
    name: str
    """As the product was called when the job was added: to be shown also when it is gone."""
    template: str
    seconds: int | None = None
    """None: as the saved edit has it, or else the clip of this style made before, or else 15."""
    music: str | None = AS_BEFORE
    renews: bool = False
    """Whether the clip that is there is to be made again with everything that was decided about it."""
    state: State = "waiting"
    added: str
    """ISO 8601, UTC."""
    ended: str = ""
    done: float = 0.0
    """How far it is, 0.0 to 1.0; what was reached is kept while it waits again."""
    reason: str = ""
    """Why it failed, and what to do."""
    note: str = ""
    """Why the clip is not as it was decided."""
    file: _ClipFile = ""
    """Path of the finished MP4 relative to the shop's folder, with "/"."""
    frames: int = 0
    """Of the finished clip."""
    made_in: float = 0.0
    """Seconds that the making took."""
    batch: str = ""
    """Id of the batch it belongs to."""

    @property
    def is_wanted(self) -> bool:
        """Whether it is still to be made, or being made."""
        return self.state in WANTED


class QueueContent(msgspec.Struct, frozen=True, kw_only=True):
    """What stands in the file."""

    format: int = FORMAT
    is_paused: bool = False
    jobs: tuple[Job, ...] = ()
    batches: tuple[Batch, ...] = ()
    """Newest last."""


class QueueRead(NamedTuple):
    """What was found, and sentences for the vendor when the file had to be set aside."""

    content: QueueContent
    notes: tuple[str, ...]


class _Format(msgspec.Struct):
    format: int


def read_queue(path: Path) -> QueueRead:
    """Read the file; a job that was being made when the power went waits again.

    A file that is damaged or cannot be read, and one of a newer program, is set aside under another name: an empty
    queue is what comes then, and its next change is written where the file was.
    """
    try:
        content = read(path)
    except FileNotFoundError:
        return QueueRead(QueueContent(), ())
    except OSError:
        return QueueRead(QueueContent(), (_set_aside(path, _("could not be read")),))
    try:
        if msgspec.json.decode(content, type=_Format).format > FORMAT:
            return QueueRead(QueueContent(), (_set_aside(path, _("was made by a newer version of this program")),))
        return QueueRead(_waiting_again(msgspec.json.decode(content, type=QueueContent)), ())
    except (ValueError, RecursionError):  # a power cut, or another program, can leave any bytes
        return QueueRead(QueueContent(), (_set_aside(path, _("was damaged")),))


def _waiting_again(content: QueueContent) -> QueueContent:
    jobs = tuple(replace(job, state="waiting") if job.state == "working" else job for job in content.jobs)
    return replace(content, jobs=jobs)


def _set_aside(path: Path, why: str) -> str:
    """Move the file away; return the sentence that tells of it."""
    target = path
    with contextlib.suppress(OSError):
        target = set_aside(path)
    return _(
        "The list of clips to make {why} and was set aside as {name}. Clips already made are all there; "
        "choose the others again."
    ).format(why=why, name=target.name)


def write_queue(path: Path, content: QueueContent) -> None:
    """Write the file, whole or not at all. Raises ShopGone, and VendorError when the disk refuses."""
    make_within(path.parent.parent, path.parent)
    try:
        write_whole(path, msgspec.json.format(msgspec.json.encode(content), indent=1))
    except OSError as problem:
        raise VendorError(_("The list of clips to make could not be saved."), str(problem)) from problem


def put(content: QueueContent, job: Job) -> QueueContent:
    """Return the content with the job in its place, or at the end when it is new."""
    if not any(one.id == job.id for one in content.jobs):
        return replace(content, jobs=(*content.jobs, job))
    return replace(content, jobs=tuple(job if one.id == job.id else one for one in content.jobs))


def without(content: QueueContent, job_id: str) -> QueueContent:
    """Return the content without a job."""
    return replace(content, jobs=tuple(one for one in content.jobs if one.id != job_id))


def moved(content: QueueContent, job_id: str, by: int) -> QueueContent:
    """Return the content with a job moved by so many places among those that are still wanted."""
    wanted = [place for place, job in enumerate(content.jobs) if job.is_wanted]
    at = next((number for number, place in enumerate(wanted) if content.jobs[place].id == job_id), None)
    if at is None:
        return content
    order = [content.jobs[place] for place in wanted]
    order.insert(min(max(at + by, 0), len(wanted) - 1), order.pop(at))
    jobs = list(content.jobs)
    for place, job in zip(wanted, order, strict=True):
        jobs[place] = job
    return replace(content, jobs=tuple(jobs))


def first_of(content: QueueContent, job: Job) -> QueueContent:
    """Return the content with a job before all others that wait."""
    if job.state == "working":
        return content
    foremost = moved(content, job.id, -len(content.jobs))
    return moved(foremost, job.id, sum(one.state == "working" for one in content.jobs))


def trimmed(content: QueueContent) -> QueueContent:
    """Return the content without the oldest of what has ended, when that is more than anybody looks at."""
    ended = [job for job in content.jobs if not job.is_wanted]
    gone = {job.id for job in ended[: max(len(ended) - MOST_ENDED, 0)]}
    jobs = tuple(job for job in content.jobs if job.id not in gone)
    return replace(content, jobs=jobs, batches=content.batches[-MOST_BATCHES:])
