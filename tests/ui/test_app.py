"""The end of the window's program."""

import os
import subprocess
import sys

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


def test_a_text_that_was_copied_is_left_to_others_and_the_program_ends_well() -> None:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _COPY_AND_LEAVE]
    ended = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert (ended.returncode, ended.stdout.strip()) == (0, "fresh silk"), ended.stderr
