"""Music takes a few seconds to play: tests that only listen share what was played."""

from pathlib import Path
from typing import TypeAlias

import numpy as np
import pytest

from vendor_app.progress import Progress, silent
from vendor_app.sound import music
from vendor_app.sound.score import Score

Plays: TypeAlias = list[int]
"""How many samples were asked for, each time a piece was played."""


@pytest.fixture(scope="session")
def played_music(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a cache folder that lives as long as the test run."""
    return tmp_path_factory.mktemp("played")


@pytest.fixture
def shared_cache(user_folders: Path, played_music: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Find what another test has played already."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(played_music))


@pytest.fixture
def plays(monkeypatch: pytest.MonkeyPatch) -> Plays:
    """Play a moment of noise instead of a piece, and count how often."""
    asked: Plays = []

    def perform(score: Score, count: int, progress: Progress = silent) -> np.ndarray:
        asked.append(count)
        return np.random.default_rng(count).uniform(-0.5, 0.5, (2, count)).astype(np.float32)

    monkeypatch.setattr(music, "perform", perform)
    return asked
