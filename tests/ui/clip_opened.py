"""The clip page opened on a product, for tests of what can be done with it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.models import Changes
from ui.pages.clip import ClipPage
from ui.tasks import Tasks
from vendor_app.catalogue.records import Product
from vendor_app.shop import Shop
from vendor_app.storyboard.edit import ClipEdit
from vendor_app.storyboard.model import Shot, Storyboard

PATIENCE = 60_000


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> Iterator[ClipPage]:
    made = ClipPage(shop, tasks)
    qtbot.addWidget(made)
    changes = Changes(shop.catalogue)
    changes.changed.connect(made.catalogue_changed)
    made.resize(1270, 768)
    made.show()
    yield made
    made.leave()
    changes.stop()


class Opened:
    """The clip page with a product on it, for a test to look at."""

    def __init__(self, qtbot: QtBot, page: ClipPage, tasks: Tasks) -> None:
        self.qtbot, self.page, self.tasks = qtbot, page, tasks
        self.desk, self.draft = page._desk, page._draft
        self.stage, self.player, self.strip = page._desk.stage, page._desk.stage.player, page._desk.stage.strip

    def settle(self) -> None:
        """Wait until nothing is under way, and what was made is seen."""
        self.qtbot.waitUntil(self._is_settled, timeout=PATIENCE)

    def _is_settled(self) -> bool:
        # A picture that is ready is taken a moment later; what may wait is begun when nothing has changed for a while.
        is_seen = self.player.playback.is_playing or not self.player.playback._timer.isActive()
        return self.tasks.running == 0 and is_seen and not self.desk._settled.isActive()

    @property
    def storyboard(self) -> Storyboard:
        assert self.page._draft.plan is not None
        return self.page._draft.plan.storyboard

    @property
    def finished(self) -> Path | None:
        return self.page._draft.plan.finished if self.page._draft.plan else None

    def is_finished_shown(self) -> bool:
        return self.finished is not None and self.stage._ways.isVisible()

    @property
    def edit(self) -> ClipEdit:
        return self.draft.edit

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(button.shot.id for button in self.strip.buttons())

    def shot(self, name: str) -> Shot:
        return self.storyboard.shots[self.draft.shot_ids().index(name)]

    def choose(self, number: int) -> str:
        """Press a shot in the strip; return its id."""
        button = self.strip.buttons()[number]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()
        return button.shot.id

    def done(self, action: Callable[[], object]) -> Storyboard:
        """Do something that changes the clip; return the clip as it is planned then."""
        with self.qtbot.waitSignal(self.draft.planned, timeout=PATIENCE):
            action()
        self.settle()
        return self.storyboard

    def click(self, button: QWidget) -> Storyboard:
        """Press a button that changes the clip."""
        return self.done(lambda: self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton))

    def choose_seconds(self, seconds: int) -> None:
        self.desk.whole.length._slider.setValue(seconds)
        self.qtbot.waitUntil(lambda: self.storyboard.seconds == seconds, timeout=PATIENCE)
        self.settle()

    def make(self) -> None:
        self.qtbot.mouseClick(self.page._header.make, Qt.MouseButton.LeftButton)
        assert self.page.is_busy()
        self.qtbot.waitUntil(lambda: not self.page.is_busy(), timeout=PATIENCE)

    def shown_number(self) -> str:
        return self.player._time.text()


@pytest.fixture
def opened(qtbot: QtBot, page: ClipPage, tasks: Tasks, dress: Product) -> Opened:
    page.open_product(dress.sku)
    made = Opened(qtbot, page, tasks)
    qtbot.waitUntil(lambda: page._draft.plan is not None, timeout=PATIENCE)
    qtbot.waitUntil(lambda: not made.player.canvas.image().isNull(), timeout=PATIENCE)
    made.settle()
    return made
