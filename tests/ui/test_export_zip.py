"""Several bundles that were just made go into ZIPs at once."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.handover.conftest import made_bundle
from ui.pages.export import ExportPage
from ui.pages.export_zip import ask_for_zip
from ui.tasks import Tasks
from vendor_app.bundle.model import Bundle
from vendor_app.bundle.verify import verify_bundle
from vendor_app.language import _
from vendor_app.shop import Shop


def made(folder: Path, *platforms: str) -> tuple[Bundle, ...]:
    paths = {name: made_bundle(folder, f"DR-1-{name}-20261122-093612") for name in platforms}
    return tuple(Bundle(platform=name, path=path, checks=()) for name, path in paths.items())


def test_each_gets_its_own(qtbot: QtBot, shop: Shop, tasks: Tasks, tmp_path: Path) -> None:
    page = ExportPage(shop, tasks)
    qtbot.addWidget(page)
    place = tmp_path / "ส่งน้อง"
    place.mkdir()
    page._made = made(shop.bundles, "tiktok", "line")
    with qtbot.waitSignal(page.notice, timeout=30_000) as said:
        page.save_zip(place)
    assert said.args[0] == _("{count} ZIP files are saved in {name}.").format(count=2, name="ส่งน้อง")
    assert [verify_bundle(file) for file in sorted(place.iterdir())] == [(), ()]
    qtbot.waitUntil(lambda: tasks.running == 0, timeout=30_000)


@pytest.mark.parametrize("platforms", [("tiktok",), ("tiktok", "line")])
def test_the_vendor_is_asked_once(
    qtbot: QtBot, shop: Shop, tasks: Tasks, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platforms: tuple[str, ...]
) -> None:
    page = ExportPage(shop, tasks)
    qtbot.addWidget(page)
    bundles = made(shop.bundles, *platforms)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(tmp_path / "a.zip"), ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    assert ask_for_zip(page, bundles) == (tmp_path if len(bundles) > 1 else tmp_path / "a.zip")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: "")
    assert ask_for_zip(page, bundles) is None
