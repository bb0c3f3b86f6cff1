"""Thai marks stand far over and under their letters: no label may cut them off."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QImage, QPainter, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.dialogs.message import DialogTitle
from ui.dialogs.rejected import RejectedName
from ui.widgets.badge import Badge
from ui.widgets.card import Caption, ElidedLabel, Heading
from ui.widgets.check_list import CheckTitle
from ui.widgets.empty_state import EmptyTitle
from ui.widgets.field import FieldProblem
from ui.widgets.header import PageTitle
from ui.widgets.platform_cards import PlatformTitle
from ui.widgets.refusal import RefusalTitle
from ui.widgets.template_cards import TemplateTitle
from ui.widgets.tier_rows import LotTotal
from ui.widgets.words import Line, Words

WORDS = "นี้ ชื่ออะไร ฟื้นฟู รูปสี่เหลี่ยม ปุ่ม ตู้ ญาติผู้ใหญ่"
_LABELS: tuple[Callable[[str], QLabel], ...] = (
    *(Line, Words, Caption, ElidedLabel, RejectedName, LotTotal, PageTitle, Heading, EmptyTitle, DialogTitle),
    *(CheckTitle, RefusalTitle, TemplateTitle, PlatformTitle),
)


def inked_rows(widget: QWidget) -> list[bool]:
    """Return for each row of pixels of a widget whether anything is drawn in it."""
    picture = QImage(widget.size(), QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
    painter.end()
    width = picture.width()
    return [any(picture.pixelColor(x, y).lightness() < 200 for x in range(width)) for y in range(picture.height())]


@pytest.mark.parametrize("kind", _LABELS, ids=lambda kind: kind.__name__)
def test_a_label_leaves_room_for_marks_above_and_below(qtbot: QtBot, kind: Callable[[str], QLabel]) -> None:
    label = kind(WORDS)
    qtbot.addWidget(label)
    label.ensurePolished()
    label.resize(900, max(label.sizeHint().height(), label.heightForWidth(900)))
    rows = inked_rows(label)
    assert any(rows)
    assert not rows[0]
    assert not rows[-1]


def test_a_problem_under_a_field_and_a_badge_leave_it_too(qtbot: QtBot) -> None:
    problem, badge = FieldProblem(), Badge(WORDS)
    problem.show_problem("field", WORDS)
    for widget in (problem, badge._text):
        qtbot.addWidget(widget)
    badge.resize(900, badge.sizeHint().height())
    badge.layout().activate()
    problem.resize(900, problem.minimumHeight())
    for rows in (inked_rows(problem), inked_rows(badge._text)):
        assert any(rows)
        assert not rows[0]
        assert not rows[-1]
