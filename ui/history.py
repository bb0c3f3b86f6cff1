"""Undo and redo: the edits before this one and, after an undo, those behind it."""

from typing import Final, Generic, TypeVar

Edit = TypeVar("Edit")
"""A value that is never changed: what the vendor decided."""
_MOST: Final = 300
"""Edits kept; each shares nearly all of its values with the one before."""


class History(Generic[Edit]):
    """A stack of edits with a place in it. Changes of one kind that follow each other are undone together."""

    def __init__(self, edit: Edit) -> None:
        self._edits = [edit]
        self._at = 0
        self._kind = ""

    @property
    def now(self) -> Edit:
        """The present edit."""
        return self._edits[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is an edit before this one."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether an edit was undone and nothing was changed since."""
        return self._at < len(self._edits) - 1

    def put(self, edit: Edit, kind: str = "") -> bool:
        """Make this the present edit; False when it is no change.

        Of several with the same ``kind``, one after the other, only the first can be undone to: a word typed is one
        step, not one for each letter.
        """
        if edit == self.now:
            return False
        joins = bool(kind) and kind == self._kind and self._at > 0
        del self._edits[self._at + (0 if joins else 1) :]
        self._edits.append(edit)
        del self._edits[:-_MOST]
        self._at, self._kind = len(self._edits) - 1, kind
        return True

    def settle(self) -> None:
        """Begin a new step with the next change, also one of the same kind."""
        self._kind = ""

    def undo(self) -> bool:
        """Go one edit back; False at the first."""
        return self._go(-1, self.can_undo)

    def redo(self) -> bool:
        """Go one edit forward again; False at the last."""
        return self._go(1, self.can_redo)

    def _go(self, way: int, possible: bool) -> bool:
        self._kind = ""
        self._at += way if possible else 0
        return possible
