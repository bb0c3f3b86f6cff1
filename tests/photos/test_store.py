"""An original is in the store whole, once, and byte for byte; or it is not there."""

import errno
import hashlib
import os
import shutil
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from tests.photos.conftest import FileMaker
from tests.photos.samples import FORMATS, exact, patches
from vendor_app.errors import VendorError
from vendor_app.photos.photo import Photo
from vendor_app.photos.reading import PhotoUnreadable, inspect_photo, read_photo
from vendor_app.photos.store import PhotoStore


def _files(store: PhotoStore) -> list[str]:
    return sorted(str(path.relative_to(store.root)) for path in store.root.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", FORMATS)
def test_the_original_is_kept_byte_for_byte(kind: str, store: PhotoStore, make_file: FileMaker) -> None:
    content = exact(patches(), kind)
    photo = store.add(make_file("รูป 1.bin", content=content))

    path = store.path(photo)
    assert photo.id == hashlib.sha256(content).hexdigest()
    assert (photo.width, photo.height, photo.name) == (128, 96, "รูป 1.bin")
    assert path == store.root / photo.id[:2] / f"{photo.id}{photo.suffix}"
    assert path.read_bytes() == content
    assert photo in store
    assert not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    assert _files(store) == [f"{photo.id[:2]}/{path.name}"]


def test_the_same_picture_twice_is_one_photo(store: PhotoStore, make_file: FileMaker) -> None:
    first = store.add(make_file("a.jpg"))
    written = store.path(first).stat().st_mtime_ns
    second = store.add(make_file("b.png"), name="หน้าร้าน")
    assert second == msgspec.structs.replace(first, name="หน้าร้าน")
    assert store.path(first).stat().st_mtime_ns == written
    assert len(_files(store)) == 1


@pytest.mark.parametrize(
    "damage", [lambda content: b"", lambda content: content[:-9], lambda content: bytes(len(content))]
)
def test_a_damaged_original_is_healed_when_it_comes_again(
    damage: Callable[[bytes], bytes], store: PhotoStore, make_file: FileMaker
) -> None:
    source = make_file("a.jpg")
    photo = store.add(source)
    path = store.path(photo)
    path.chmod(0o644)
    path.write_bytes(damage(source.read_bytes()))

    assert store.add(source) == photo
    assert path.read_bytes() == source.read_bytes()
    assert not path.stat().st_mode & stat.S_IWUSR
    assert len(_files(store)) == 1


@pytest.mark.parametrize("kind", ["a.jpg", "a.png"])
@pytest.mark.parametrize(
    "damage",
    [lambda content: content[:-40], lambda content: bytes(len(content)), lambda content: b"PK" + content],
    ids=["cut short", "zeros", "shifted"],
)
def test_an_original_that_the_disk_spoilt_is_told_from_what_never_was_a_photo(
    damage: Callable[[bytes], bytes], kind: str, store: PhotoStore, make_file: FileMaker
) -> None:
    source = make_file(kind)
    path = store.path(store.add(source))
    path.chmod(0o644)
    path.write_bytes(damage(source.read_bytes()))
    source.write_bytes(path.read_bytes())
    with pytest.raises(PhotoUnreadable, match="ในร้านเสียแล้ว") as told:
        read_photo(path)
    assert "สำรอง" in told.value.hint
    with pytest.raises(PhotoUnreadable) as other:
        read_photo(source)
    assert "ในร้าน" not in str(other.value)


def test_an_emptied_original_counts_as_missing(store: PhotoStore, make_file: FileMaker) -> None:
    photo = store.add(make_file("a.jpg"))
    store.path(photo).chmod(0o644)
    store.path(photo).write_bytes(b"")
    assert photo not in store


def test_what_is_no_photo_leaves_nothing(store: PhotoStore, make_file: FileMaker) -> None:
    with pytest.raises(PhotoUnreadable):
        store.add(make_file("a.jpg", content=b"text"))
    with pytest.raises(PhotoUnreadable):
        store.add(make_file("b.jpg", content=exact(patches(), "JPEG")[:900]))
    assert not store.root.exists()


@pytest.mark.parametrize(
    ("photo_id", "suffix"),
    [
        ("../../../etc/passwd", ".jpg"),
        ("ab", ".jpg"),
        ("A" * 64, ".jpg"),
        ("a" * 64, "/../x"),
        ("a" * 64, ".exe"),
        ("", ""),
    ],
)
def test_a_record_that_leads_out_of_the_store_leads_nowhere(photo_id: str, suffix: str, store: PhotoStore) -> None:
    photo = Photo(id=photo_id, suffix=suffix, width=1, height=1)
    assert photo not in store
    with pytest.raises(VendorError):
        store.path(photo)


def _keep(store: PhotoStore, sources: list[Path], then: Exception | None = None) -> None:
    with store.batch() as batch:
        for source in sources:
            content = source.read_bytes()
            batch.keep(content, inspect_photo(content), source.name)
        if then is not None:
            raise then


def test_a_batch_that_fails_leaves_nothing(store: PhotoStore, make_file: FileMaker) -> None:
    kept = store.add(make_file("kept.jpg", seed=9))
    with pytest.raises(ZeroDivisionError):
        _keep(store, [make_file(f"{seed}.jpg", seed=seed) for seed in range(4)], then=ZeroDivisionError())
    assert _files(store) == [f"{kept.id[:2]}/{kept.id}.jpg"]


def test_threads_adding_the_same_and_others_keep_each_once(store: PhotoStore, make_file: FileMaker) -> None:
    sources = [make_file(f"{seed}.jpg", seed=seed) for seed in range(6)] * 4
    with ThreadPoolExecutor(8) as workers:
        photos = list(workers.map(store.add, sources))
    assert len({photo.id for photo in photos}) == 6
    assert len(_files(store)) == 6
    assert all(
        store.path(photo).read_bytes() == source.read_bytes() for photo, source in zip(photos, sources, strict=True)
    )


@pytest.mark.parametrize(
    ("number", "word"), [(errno.ENOSPC, "ดิสก์เต็ม|เต็ม"), (errno.EROFS, "เขียน|บันทึก"), (errno.EIO, "ไดรฟ์")]
)
@pytest.mark.parametrize("call", ["fsync", "replace"])
def test_a_disk_that_refuses_is_told_in_a_sentence_and_changes_nothing(
    number: int, word: str, call: str, store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(make_file("before.jpg", seed=5))
    before = _files(store)

    def refuse(*_args: object) -> None:
        raise OSError(number, os.strerror(number))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(VendorError) as caught:
            store.add(make_file("after.jpg", seed=6))
    assert caught.value.hint
    assert _files(store) == before
    assert store.add(make_file("after.jpg", seed=6)) in store


def test_a_rename_refused_half_way_takes_back_the_ones_before(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, calls = os.replace, []

    def refuse_the_third(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "full")
        really(source, target)

    monkeypatch.setattr(os, "replace", refuse_the_third)
    with pytest.raises(VendorError):
        _keep(store, [make_file(f"{seed}.jpg", seed=seed) for seed in range(5)])
    assert len(calls) == 3
    assert _files(store) == []


WORKER = """
import sys, pathlib
from vendor_app.photos.intake import take_in
from vendor_app.photos.store import PhotoStore
store = PhotoStore(pathlib.Path(sys.argv[1]))
intake = take_in(store, [pathlib.Path(sys.argv[2])])
print(*(added.photo.id for added in intake.added), flush=True)
"""
CALLS = [("chmod", 2), ("fsync", 2), ("mkdir", 3), ("rename", 2), ("rename", 3)]
MORE_CALLS = [
    pytest.param(call, when, marks=pytest.mark.slow)
    for call, times in (("chmod", 3), ("fsync", 4), ("mkdir", 4), ("rename", 3))
    for when in range(1, times + 1)
    if (call, when) not in CALLS
]


def _run_cut_off(store: PhotoStore, folder: Path, call: str, inject: str) -> "subprocess.CompletedProcess[str]":
    command = ["strace", "-f", "-qq", "-o", os.devnull, "-e", f"trace={call}", "-e", f"inject={call}:{inject}"]
    return subprocess.run(
        [*command, sys.executable, "-B", "-c", WORKER, str(store.root), str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@needs_strace
@pytest.mark.parametrize(("call", "when"), [*CALLS, *MORE_CALLS])
def test_a_power_cut_at_any_call_leaves_whole_photos_only(
    call: str, when: int, store: PhotoStore, make_file: FileMaker
) -> None:
    sources = [make_file(f"{seed}.jpg", seed=seed) for seed in range(3)]
    done = _run_cut_off(store, sources[0].parent, call, f"signal=KILL:when={when}")
    assert done.returncode == -signal.SIGKILL

    store.clear_drafts()
    for name in _files(store):
        path = store.root / name
        assert hashlib.sha256(path.read_bytes()).hexdigest() == path.stem
    for source in sources:
        assert store.path(store.add(source)).read_bytes() == source.read_bytes()


@needs_strace
@pytest.mark.parametrize(("call", "when"), [*CALLS, *MORE_CALLS])
def test_a_disk_full_at_any_call_leaves_the_store_as_it_was(
    call: str, when: int, store: PhotoStore, make_file: FileMaker
) -> None:
    kept = store.add(make_file("../kept.jpg", seed=9))
    sources = [make_file(f"{seed}.jpg", seed=seed) for seed in range(3)]
    done = _run_cut_off(store, sources[0].parent, call, f"error=ENOSPC:when={when}")
    if call == "chmod" or (call, when) == ("mkdir", 1):  # a mark that some drives lack; the root, which is there
        assert done.returncode == 0
        return
    assert done.stderr.splitlines()[-1].startswith("vendor_app.errors.VendorError")
    assert _files(store) == [f"{kept.id[:2]}/{kept.id}.jpg"]
