"""The bundles made before, in a narrow column."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from ui.widgets.bundle_cards import EarlierCard
from ui.widgets.card import ElidedCaption

NAME = "DR-0002-สีเขียวมะกอก-instagram-reels-20261122-215429"


def test_a_long_name_gives_way_and_does_not_widen_the_column(qtbot: QtBot) -> None:
    card = EarlierCard()
    qtbot.addWidget(card)
    card.show_bundles([(Path("ชุด", NAME), "Instagram · 22 พ.ย. 2569")])
    assert card.minimumSizeHint().width() <= 300
    card.resize(300, 120)
    card.show()
    caption = card.findChild(ElidedCaption)
    assert caption.shown().endswith("…")
    assert caption.toolTip() == NAME
