"""What the tests of the window stand on: no screen, the theme, and threads that end."""

import os
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.tasks import Tasks
from ui.theme import apply_theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application, looking as it does for the vendor."""
    apply_theme(qapp)
    return qapp


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    """The threads of one test; all have ended after it."""
    made = Tasks()
    yield made
    made.close()
