"""Whatever the vendor was told is saved is there after the power fails, at whichever system call it does."""

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.catalogue import power_cut
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.records import Product

pytestmark = [
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace"),
    pytest.mark.timeout(1800),  # a sweep over every eighth call of a thousand
]

ROOT = Path(power_cut.__file__).parent.parent.parent
UNDISTURBED = 65_535  # the most that strace counts to


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> list[list[Product]]:
    """Return what is in the catalogue after none, one, two … of the actions."""
    catalogue = Catalogue.open(tmp_path_factory.mktemp("undisturbed"))
    states = [power_cut.state(catalogue)]
    for action in power_cut.ACTIONS:
        action(catalogue)
        states.append(power_cut.state(catalogue))
    catalogue.close()
    return states


def _run(stage: str, mode: str, folder: Path, numbers: Sequence[int]) -> None:
    folder.mkdir()
    command = [sys.executable, "-m", "tests.catalogue.power_cut", stage, mode, str(folder), *map(str, numbers)]
    subprocess.run(command, check=True, cwd=ROOT)


@pytest.fixture(scope="module", params=["making", "working"])
def stage(request: pytest.FixtureRequest) -> str:
    """Return from when on calls are counted: while the catalogue is made, or while one works with it."""
    return str(request.param)


@pytest.fixture(scope="module")
def calls(stage: str, tmp_path_factory: pytest.TempPathFactory) -> int:
    """Return how many system calls that write there are in all from then on."""
    folder = tmp_path_factory.mktemp("counted") / "a"
    _run(stage, "signal=KILL", folder, [UNDISTURBED])
    assert _told(folder / str(UNDISTURBED))[-1] == {"done": len(power_cut.ACTIONS)}
    return len((folder / str(UNDISTURBED) / "trace").read_text().splitlines())


def _sample(stage: str, calls: int, share: int) -> list[int]:
    """Return numbers from 1 to ``calls``: a few from all over, or one in eight."""
    if share:
        return list(range(share, calls + 1, 8))
    count = {"making": 4, "working": 9}[stage]
    return sorted({index * calls // count + 2 for index in range(count)})


def _told(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "told").read_text().splitlines()]


def _require_whole(folder: Path, expected: list[list[Product]]) -> None:
    """Open what is left, twice: as it is, and made again from the copies alone."""
    for missing in ("nothing", "catalogue.sqlite"):
        (folder / missing).unlink(missing_ok=True)
        catalogue = Catalogue.open(folder)
        found = power_cut.state(catalogue)
        unreadable = [note for note in catalogue.notes if ".json" in note]
        catalogue.close()
        assert found in expected, f"{folder.name}: {[product.sku for product in found]}"
        assert unreadable == []
        expected = [found]
        assert sorted(file.name for file in (folder / "products").iterdir()) == [f"{p.sku}.json" for p in found]
    with sqlite3.connect(folder / "catalogue.sqlite") as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def _require_nothing_lost(folder: Path, states: list[list[Product]]) -> None:
    done = sum("done" in news for news in _told(folder))
    _require_whole(folder, states[done : done + 2])


SHARES = [0, pytest.param(1, marks=pytest.mark.slow), pytest.param(5, marks=pytest.mark.slow)]


@pytest.mark.parametrize("share", SHARES)
def test_a_power_cut_loses_nothing_that_was_told(
    tmp_path: Path, states: list[list[Product]], stage: str, calls: int, share: int
) -> None:
    numbers = _sample(stage, calls, share)
    _run(stage, "signal=KILL", tmp_path / "cut", numbers)
    for number in numbers:
        _require_nothing_lost(tmp_path / "cut" / str(number), states)


@pytest.mark.parametrize("error", ["ENOSPC", "EIO"])
@pytest.mark.parametrize("share", SHARES)
def test_a_disk_that_refuses_is_a_sentence_and_loses_nothing(
    tmp_path: Path, states: list[list[Product]], stage: str, calls: int, share: int, error: str
) -> None:
    numbers = _sample(stage, calls, share)
    _run(stage, f"error={error}", tmp_path / "refused", numbers)
    for number in numbers:
        folder = tmp_path / "refused" / str(number)
        assert not [news for news in _told(folder) if "bug" in news]
        _require_nothing_lost(folder, states)
