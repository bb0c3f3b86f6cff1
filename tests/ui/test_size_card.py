"""How large clips are, chosen on the settings page."""

from pathlib import Path

import msgspec
import pytest
from pytestqt.qtbot import QtBot

from tests.ui.conftest import Settle
from ui.pages.settings import SettingsPage
from ui.tasks import Tasks
from ui.widgets.size_card import SizeCard
from vendor_app import machine
from vendor_app.errors import VendorError
from vendor_app.files import write_whole
from vendor_app.machine import Machine, Pace
from vendor_app.settings import cache_folder
from vendor_app.shop import Shop


def machine_of(frame_seconds: float, **facts: int) -> Machine:
    paces = (
        Pace(width=1080, height=1920, frame_seconds=frame_seconds),
        Pace(width=720, height=1280, frame_seconds=frame_seconds / 2),
    )
    return msgspec.structs.replace(Machine(paces=paces), **facts)


def chosen(card: SizeCard) -> list[str]:
    return [button.text() for button in card._choices.buttons() if button.isChecked()]


@pytest.fixture
def page(qtbot: QtBot, shop: Shop, tasks: Tasks) -> SettingsPage:
    cache_folder().mkdir(parents=True)
    write_whole(cache_folder() / "machine.json", msgspec.json.encode(machine_of(0.02)))
    page = SettingsPage(shop, tasks)
    qtbot.addWidget(page)
    page.show()
    return page


@pytest.mark.parametrize(
    ("facts", "frame_seconds", "pressed", "said"),
    [
        ({}, 0.02, "ตามเครื่องนี้", ("1080×1920", "ราว 10 วินาที")),
        ({"suits": 720}, 0.2, "ตามเครื่องนี้", ("720×1280", "ราว 45 วินาที", "ถ้าทำ 1080×1920 จะใช้ราว 90 วินาที")),
        ({"width": 1080, "suits": 720}, 0.2, "1080×1920", ("คมที่สุด", "ราว 90 วินาที")),
        ({"width": 720}, 0.02, "720×1280", ("ไฟล์เล็กกว่า", "ราว 5 วินาที")),
    ],
)
def test_it_says_which_size_and_why(
    qtbot: QtBot, facts: dict[str, int], frame_seconds: float, pressed: str, said: tuple[str, ...]
) -> None:
    card = SizeCard(machine_of(frame_seconds, **facts))
    qtbot.addWidget(card)
    assert chosen(card) == [pressed]
    for words in said:
        assert words in card._why.text()


@pytest.mark.parametrize(("facts", "said"), [({}, "คลิปเป็น 1080×1920"), ({"width": 1080}, "ภาพคมที่สุด")])
def test_while_nothing_is_known_it_tells_no_time(qtbot: QtBot, facts: dict[str, int], said: str) -> None:
    card = SizeCard(Machine(**facts))
    qtbot.addWidget(card)
    assert card._why.text() == said


def test_a_choice_holds_at_once_and_can_be_taken_back(page: SettingsPage, settle: Settle) -> None:
    for width, told in ((720, "ราว 5"), (1080, "ราว 10"), (None, "ราว 10")):
        page._size._buttons[width].click()
        settle()
        assert machine.load().width == width
        assert machine.clip_format().width == (width or 1080)
        assert told in page._size._why.text()
        assert page._saved.isVisible()


def test_a_choice_that_the_disk_refuses_is_not_shown_as_made(
    page: SettingsPage, tasks: Tasks, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    problems: list[VendorError] = []
    tasks.failed.connect(problems.append)

    def refuse(_target: Path, _content: bytes) -> None:
        raise VendorError("no", "room")

    monkeypatch.setattr(machine, "write_whole", refuse)
    page._size._buttons[720].click()
    settle()
    assert len(problems) == 1
    assert chosen(page._size) == ["ตามเครื่องนี้"]
    assert not page._saved.isVisible()
