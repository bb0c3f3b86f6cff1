"""Many photos at once: what is sound comes in, what is not is named, and stopping undoes."""

import errno
import os
import threading
from pathlib import Path

import pytest
from PIL import Image

from tests.photos.conftest import FileMaker
from tests.photos.samples import encoded, exact, patches
from vendor_app.errors import VendorError
from vendor_app.photos import intake as intake_module
from vendor_app.photos.intake import Intake, by_reason, find_files, take_in
from vendor_app.photos.reading import PhotoUnreadable
from vendor_app.photos.store import PhotoStore
from vendor_app.photos.thumbnails import LARGE, Thumbnails
from vendor_app.progress import Cancelled, Progress


def _stored(store: PhotoStore) -> list[str]:
    return sorted(path.name for path in store.root.rglob("*") if path.is_file()) if store.root.exists() else []


def _names(intake: Intake) -> tuple[list[str], list[str]]:
    return [added.path.name for added in intake.added], [rejected.path.name for rejected in intake.rejected]


def test_of_two_hundred_photos_three_are_broken(store: PhotoStore, make_file: FileMaker) -> None:
    for number in range(197):
        make_file(f"IMG_{number:04d}.jpg", seed=number)
    make_file("IMG_0500.jpg", content="ราคา 199 บาท".encode())
    make_file("IMG_0501.heic", content=b"")
    folder = make_file("IMG_0502.jpg", content=encoded(patches(), "JPEG")[:900]).parent

    intake = take_in(store, [folder])

    assert len(intake.added) == len({added.photo.id for added in intake.added}) == 197
    assert [rejected.path.name for rejected in intake.rejected] == ["IMG_0500.jpg", "IMG_0501.heic", "IMG_0502.jpg"]
    assert len({rejected.reason for rejected in intake.rejected}) == 3
    assert len(_stored(store)) == 197
    assert all(added.photo in store and added.photo.name == added.path.name for added in intake.added)


@pytest.mark.parametrize("size", [(1, 1), (47, 600), (600, 47), (16, 16)])
def test_a_dot_or_an_icon_is_no_photo(store: PhotoStore, make_file: FileMaker, size: tuple[int, int]) -> None:
    file = make_file("dot.png", content=encoded(Image.new("RGB", size), "PNG"))
    (rejected,) = take_in(store, [file]).rejected
    assert "รูปเล็กเกินไป" in rejected.reason
    assert _stored(store) == []
    with pytest.raises(PhotoUnreadable, match="48"):
        store.add(file)


@pytest.mark.parametrize("size", [(48, 48), (100, 75), (300, 300)])
def test_a_thumbnail_from_a_website_comes_in(store: PhotoStore, make_file: FileMaker, size: tuple[int, int]) -> None:
    file = make_file("small.png", content=encoded(Image.new("RGB", size), "PNG"))
    (added,) = take_in(store, [file]).added
    assert (added.photo.width, added.photo.height) == size


def test_a_card_pulled_out_is_one_reason_for_all_that_stayed_on_it(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [make_file(f"DCIM/IMG_{number}.jpg", seed=number) for number in range(12)]
    pulled = threading.Lock()
    keep = intake_module.prove_photo

    def pull(content: bytes, at_least: tuple[int, int]) -> object:
        with pulled:
            if files[0].parent.exists():
                files[0].parent.rename(files[0].parent.with_name("gone"))
        return keep(content, at_least)

    monkeypatch.setattr(intake_module, "prove_photo", pull)
    intake = take_in(store, files)
    assert intake.added
    ((reason, stayed),) = by_reason(intake.rejected).items()
    assert reason.startswith("การ์ด แฟลชไดรฟ์ หรือโฟลเดอร์ที่เก็บรูปไม่อยู่แล้ว")
    assert len(stayed) + len(intake.added) == len(files)


def test_folders_are_walked_in_the_order_a_person_reads(store: PhotoStore, make_file: FileMaker) -> None:
    names = ["1.jpg", "2.jpg", "10.jpg", "วัน 2/a.jpg", "วัน 10/b.jpg", "วัน 10/ลึก/c.jpg"]
    for seed, name in enumerate(reversed(names)):
        folder = make_file(name, seed=seed)
    assert _names(take_in(store, [folder.parent]))[0] == ["1.jpg", "2.jpg", "10.jpg", "a.jpg", "b.jpg", "c.jpg"]


@pytest.mark.parametrize(
    "name",
    ["Thumbs.db", "desktop.ini", ".DS_Store", "._IMG_1.jpg", ".hidden/a.jpg", "__MACOSX/a.jpg", "IMG_1.AAE", "a.xmp"],
)
def test_what_systems_leave_behind_is_passed_over(name: str, store: PhotoStore, make_file: FileMaker) -> None:
    folder = make_file("a.jpg").parent
    make_file(name, content=b"not for people")
    intake = take_in(store, [folder])
    assert _names(intake) == (["a.jpg"], [])


def test_a_hidden_file_that_is_named_itself_is_taken(store: PhotoStore, make_file: FileMaker) -> None:
    assert _names(take_in(store, [make_file(".a.jpg")])) == ([".a.jpg"], [])


def test_the_same_file_named_twice_is_listed_once_and_its_copy_with_it(store: PhotoStore, make_file: FileMaker) -> None:
    path = make_file("a.jpg", seed=1)
    copy = make_file("b.jpg", seed=1)
    intake = take_in(store, [path.parent, path])
    assert [added.path for added in intake.added] == [path, copy]
    assert len({added.photo.id for added in intake.added}) == 1
    assert len(_stored(store)) == 1


def test_a_second_time_adds_nothing_and_lists_all(store: PhotoStore, make_file: FileMaker) -> None:
    for seed in range(3):
        folder = make_file(f"{seed}.jpg", seed=seed).parent
    first = take_in(store, [folder])
    stored = _stored(store)
    assert take_in(store, [folder]) == first
    assert _stored(store) == stored


@pytest.mark.parametrize("source", ["empty", "missing.jpg", "only-hidden"])
def test_a_source_that_gives_nothing_is_named(
    source: str, store: PhotoStore, tmp_path: Path, make_file: FileMaker
) -> None:
    (tmp_path / "in" / "empty").mkdir(parents=True)
    make_file("only-hidden/.x", content=b"x")
    intake = take_in(store, [tmp_path / "in" / source])
    assert _names(intake) == ([], [source])
    assert intake.rejected[0].reason


def test_no_sources_are_no_work(store: PhotoStore) -> None:
    assert take_in(store, []) == Intake(added=(), rejected=())


def test_links_lead_to_photos_but_not_round_in_circles(store: PhotoStore, make_file: FileMaker) -> None:
    path = make_file("day/a.jpg", seed=1)
    (path.parent / "loop").symlink_to(path.parent.parent, target_is_directory=True)
    (path.parent / "link.jpg").symlink_to(path)
    (path.parent / "gone.jpg").symlink_to(path.parent / "nothing.jpg")
    assert _names(take_in(store, [path.parent.parent])) == (["a.jpg", "link.jpg"], ["gone.jpg"])


def test_a_folder_that_may_not_be_read_is_named(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_file("a.jpg")
    (path.parent / "locked").mkdir()
    really = Path.iterdir

    def guarded(folder: Path) -> object:
        if folder.name == "locked":
            raise PermissionError(errno.EACCES, "no")
        return really(folder)

    monkeypatch.setattr(Path, "iterdir", guarded)
    assert _names(take_in(store, [path.parent])) == (["a.jpg"], ["locked"])


def test_a_whole_drive_by_mistake_is_refused(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(intake_module, "MOST_FILES", 3)
    for name in "abcd":
        folder = make_file(f"{name}/x.jpg").parent.parent
    with pytest.raises(VendorError) as caught:
        take_in(store, [folder])
    assert "3" in caught.value.message
    assert caught.value.hint
    assert _stored(store) == []


def test_very_deep_folders_end(make_file: FileMaker) -> None:
    path = make_file("/".join("d" * 40) + "/a.jpg")
    top = path.parents[39]
    assert find_files([top])[0][0] == top


def test_progress_rises_from_nothing_to_all(store: PhotoStore, make_file: FileMaker) -> None:
    sources = [make_file(f"{seed}.jpg", seed=seed) for seed in range(5)]
    heard: list[tuple[float, str]] = []
    here = threading.get_ident()

    def report(done: float, note: str) -> None:
        assert threading.get_ident() == here
        heard.append((done, note))

    take_in(store, sources, Progress(report))
    shares = [done for done, _note in heard]
    assert (shares[0], shares[-1]) == (0, 1)
    assert shares == sorted(shares)
    assert len(shares) >= len(sources)
    assert all(note for _done, note in heard)


@pytest.mark.parametrize("after", [0, 1, 3, 5])
def test_cancelled_at_any_point_the_store_is_as_it_was(after: int, store: PhotoStore, make_file: FileMaker) -> None:
    take_in(store, [make_file("before.jpg", seed=99)])
    before = _stored(store)
    sources = [make_file(f"{seed}.jpg", seed=seed) for seed in range(6)]
    reports: list[float] = []
    progress = Progress(lambda done, _note: reports.append(done), lambda: len(reports) > after)
    with pytest.raises(Cancelled):
        take_in(store, sources, progress)
    assert _stored(store) == before
    assert threading.active_count() == 1
    assert len(take_in(store, sources).added) == 6


def test_a_disk_that_fills_up_is_one_sentence_and_undone(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(store, [make_file("before.jpg", seed=99)])
    before = _stored(store)
    really, calls = os.fsync, []

    def fills_up(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) > 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        really(descriptor)

    monkeypatch.setattr(os, "fsync", fills_up)
    with pytest.raises(VendorError, match="เต็ม"):
        take_in(store, [make_file(f"{seed}.jpg", seed=seed) for seed in range(20)])
    assert _stored(store) == before


def test_a_bug_is_not_mistaken_for_a_broken_photo(
    store: PhotoStore, make_file: FileMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(intake_module, "prove_photo", bug)
    with pytest.raises(ZeroDivisionError):
        take_in(store, [make_file("a.jpg")])
    assert _stored(store) == []


def test_thumbnails_come_from_the_same_decode(store: PhotoStore, make_file: FileMaker, tmp_path: Path) -> None:
    thumbnails = Thumbnails(store, tmp_path / "cache")
    source = make_file("a.png", content=exact(patches(side=100), "PNG"))
    photo = take_in(store, [source], thumbnails=thumbnails).added[0].photo
    made = thumbnails.made(photo, LARGE)
    assert made is not None
    assert thumbnails.path(photo, LARGE) == made


def test_a_cache_that_cannot_be_written_costs_no_photo(store: PhotoStore, make_file: FileMaker, tmp_path: Path) -> None:
    (tmp_path / "cache").write_bytes(b"a file where the folder should be")
    thumbnails = Thumbnails(store, tmp_path / "cache")
    assert len(take_in(store, [make_file("a.jpg")], thumbnails=thumbnails).added) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_shown_with_question_marks(store: PhotoStore, make_file: FileMaker) -> None:
    path = make_file("a.jpg")
    odd = path.rename(Path(os.fsdecode(os.fsencode(path.parent) + b"/\xa1\xa2.jpg")))
    assert take_in(store, [odd]).added[0].photo.name == "??.jpg"
