import errno
import os
import time
from pathlib import Path

import pytest

from vendor_app.files import DRAFT
from vendor_app.video.encode import Segment
from vendor_app.video.segments import EncodedCache

SEGMENT = Segment(b"header", (b"first", b"second" * 100, b""))


def segment_cache(folder: Path, **limits: int) -> EncodedCache[Segment]:
    return EncodedCache(folder, Segment, "segment", **limits)


def test_a_segment_comes_back_as_it_was(tmp_path: Path) -> None:
    segment_cache(tmp_path / "below" / "render").put("k", SEGMENT)
    assert segment_cache(tmp_path / "below" / "render").get("k") == SEGMENT


def test_what_was_never_kept_is_not_there(tmp_path: Path) -> None:
    assert segment_cache(tmp_path / "no folder").get("k") is None


@pytest.mark.parametrize("place", [0, 31, 32, 60, -1])
def test_one_wrong_byte_is_seen(tmp_path: Path, place: int) -> None:
    cache = segment_cache(tmp_path)
    cache.put("k", SEGMENT)
    (file,) = tmp_path.glob("*.segment")
    content = bytearray(file.read_bytes())
    content[place] ^= 1
    file.write_bytes(content)
    assert cache.get("k") is None


@pytest.mark.parametrize("length", [0, 10, 32, 100])
def test_a_segment_cut_short_is_seen(tmp_path: Path, length: int) -> None:
    cache = segment_cache(tmp_path)
    cache.put("k", SEGMENT)
    (file,) = tmp_path.glob("*.segment")
    file.write_bytes(file.read_bytes()[:length])
    assert cache.get("k") is None


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    cache = segment_cache(tmp_path / "file")
    cache.put("k", SEGMENT)
    cache.trim()
    assert cache.get("k") is None


def test_a_segment_that_may_only_be_read_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = segment_cache(tmp_path)
    cache.put("k", SEGMENT)
    monkeypatch.setattr(os, "utime", _refused)
    assert cache.get("k") == SEGMENT


def _refused(*_arguments: object, **_more: object) -> None:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def _age(path: Path, hours: float) -> None:
    when = time.time() - 3600 * hours
    os.utime(path, (when, when))


def test_the_longest_unused_goes_first_and_what_is_in_use_stays(tmp_path: Path) -> None:
    cache = segment_cache(tmp_path, most_bytes=0)
    for key in ("new", "old"):
        cache.put(key, SEGMENT)
    _age(tmp_path / "old.segment", 2)
    cache.trim()
    assert [path.name for path in tmp_path.glob("*.segment")] == ["new.segment"]


def test_use_keeps_a_segment(tmp_path: Path) -> None:
    segment_cache(tmp_path).put("a", SEGMENT)
    cache = segment_cache(tmp_path, most_bytes=2 * (tmp_path / "a.segment").stat().st_size)
    for key in ("b", "c"):
        cache.put(key, SEGMENT)
    for hours, key in enumerate(("a", "b", "c"), 2):
        _age(tmp_path / f"{key}.segment", hours)
    assert cache.get("c") == SEGMENT
    cache.trim()
    assert sorted(path.stem for path in tmp_path.glob("*.segment")) == ["a", "c"]


def test_drafts_of_a_power_cut_go_when_they_are_old(tmp_path: Path) -> None:
    for name, hours in (("1", 2), ("2", 0)):
        (tmp_path / f"{DRAFT}{name}").write_bytes(b"x")
        _age(tmp_path / f"{DRAFT}{name}", hours)
    segment_cache(tmp_path).trim()
    assert [path.name for path in tmp_path.glob(f"{DRAFT}*")] == [f"{DRAFT}2"]
