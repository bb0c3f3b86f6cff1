"""Where on the clip page something is mended, by the places of ``bundle.checks.FIELDS``."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.pages.clip_desk import ClipDesk
from ui.widgets.clip_styles import ClipStyles


def reveal(place: str, desk: ClipDesk, styles: ClipStyles) -> None:
    """Open the section of a place, scroll to what is meant, and put the keyboard there."""
    sections: dict[str, tuple[str, QWidget]] = {
        "clip.shots": ("shot", desk.shot),
        "clip.length": ("whole", desk.whole.length),
        "clip.voice": ("sound", desk.sound.voice),
        "clip.music": ("sound", desk.sound.music),
    }
    if place in sections:
        key, widget = sections[place]
        desk.side.open(key)
        desk.side.scroll_to(key, widget)
        _focus(widget)
    elif place == "clip.style":
        _focus(styles.cards)


def _focus(widget: QWidget) -> None:
    """Put the keyboard on the first thing in a widget that takes it."""
    inside = (one for one in widget.findChildren(QWidget) if one.isVisible() and one.isEnabled())
    first = next((one for one in inside if one.focusPolicy() & Qt.FocusPolicy.TabFocus), widget)
    first.setFocus(Qt.FocusReason.OtherFocusReason)
