"""The door of the window's program: what it says when it cannot start, and its end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_COPY_AND_LEAVE = """
import sys
from PySide6.QtWidgets import QApplication
from ui.app import leave_copied
from ui.widgets.caption_text import OwnText

application = QApplication([])
text = OwnText()
text.setPlainText("fresh silk")
text.selectAll()
text.copy()
leave_copied(application.clipboard())
print(application.clipboard().text())
"""

_START_WITHOUT = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from ui.app import Splash, Start
from ui.dialogs.message import MessageDialog
from ui.theme import load_fonts

sys.modules["{module}"] = None  # as if a virus scanner had taken it away
application = QApplication([])
application.setQuitOnLastWindowClosed(False)
load_fonts()
splash = Splash(1.0)
splash.show()
start = Start(application, splash, None)


def press():
    (dialog,) = (one for one in application.topLevelWidgets() if isinstance(one, MessageDialog))
    print(dialog.title.text(), splash.isVisible())
    dialog.press("close")


QTimer.singleShot(0, start.load)
QTimer.singleShot(0, press)
status = application.exec()
start.end()
sys.exit(status)
"""


@pytest.mark.parametrize("module", ["av", "sqlalchemy", "ui.main_window"])
def test_a_program_that_is_not_whole_says_so_and_ends(module: str, tmp_path: Path) -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", _START_WITHOUT.format(module=module)]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout.strip() == "เปิดโปรแกรมไม่ได้ มีบางไฟล์ของโปรแกรมหายหรือเสีย False"


def test_a_text_that_was_copied_is_left_to_others_and_the_program_ends_well() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _COPY_AND_LEAVE]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stdout.strip()) == (0, "fresh silk"), ended.stderr
