"""The window comes up where it was, and never out of reach."""

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.window_place import fitted, place_of, show_in_place
from vendor_app.settings import Settings, change_settings, load_settings

SMALL, SECOND = QRect(0, 0, 1366, 728), QRect(1366, 0, 1920, 1040)


@pytest.mark.parametrize(
    ("wanted", "rooms", "place"),
    [
        pytest.param(QRect(100, 90, 900, 500), [SMALL], QRect(100, 90, 900, 500), id="as it was"),
        pytest.param(QRect(1500, 90, 900, 500), [SMALL, SECOND], QRect(1500, 90, 900, 500), id="second screen"),
        pytest.param(QRect(1500, 90, 900, 500), [SMALL], QRect(466, 90, 900, 500), id="second screen gone"),
        pytest.param(QRect(-400, -300, 900, 500), [SMALL], QRect(0, 32, 900, 500), id="left and above"),
        pytest.param(QRect(0, 0, 5000, 4000), [SMALL], QRect(0, 32, 1366, 696), id="smaller screen"),
    ],
)
def test_no_part_is_out_of_reach(wanted: QRect, rooms: list[QRect], place: QRect) -> None:
    assert fitted(wanted, rooms) == place


def test_a_window_comes_up_where_it_was(qtbot: QtBot) -> None:
    before, after = QWidget(), QWidget()
    for one in (before, after):
        qtbot.addWidget(one)
    before.setGeometry(40, 60, 500, 400)
    before.show()
    change_settings(**place_of(before))
    show_in_place(after, load_settings())
    assert after.geometry() == before.geometry()


def test_settings_of_an_older_program_and_wild_ones_show_it_all_the_same(qtbot: QtBot) -> None:
    for settings in (Settings(), Settings(window=(0, 0, -5, 9)), Settings(window=(9_000_000, -9_000_000, 400, 300))):
        window = QWidget()
        qtbot.addWidget(window)
        show_in_place(window, settings)
        assert window.isVisible()
        assert window.screen().geometry().intersects(window.geometry())
