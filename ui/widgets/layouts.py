"""What stands in a layout: to look through, and to make room for something else."""

from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget


def widgets_in(layout: QLayout) -> list[QWidget]:
    """Return the widgets of a layout, in their order."""
    items = (layout.itemAt(number) for number in range(layout.count()))
    widgets = (None if item is None else item.widget() for item in items)
    return [widget for widget in widgets if widget is not None]


def centred(widget: QWidget) -> QHBoxLayout:
    """Return a row with a widget in its middle.

    Words over several lines are cut where they are aligned instead: Qt then reckons their height at the whole width.
    """
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row


def clear(layout: QLayout) -> None:
    """Delete the widgets of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()  # until it is deleted it would stand where the next one comes
            widget.deleteLater()
