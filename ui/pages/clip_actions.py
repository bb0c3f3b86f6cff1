"""What every button, drag and letter on the clip page does to the edit, each as one pure operation."""

from typing import Any, Final

from PySide6.QtCore import QObject

from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_facts import footage_of
from vendor_app.photos.photo import Photo
from vendor_app.storyboard import editing
from vendor_app.storyboard.edit import ClipEdit, Opening, Told
from vendor_app.storyboard.model import Framing, Move, Transition, TransitionKind
from vendor_app.video.footage import Footage

_TRANSITION_FRAMES: Final[dict[TransitionKind, int]] = {"cut": 0, "dip": 16, "zoom": 14, "reveal": 45}
_USUAL_TRANSITION: Final = 12


class ClipActions(QObject):
    """Changes the draft. What is about one shot is about the chosen one."""

    def __init__(self, draft: ClipDraft, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft = draft
        self.shot = ""
        """Id of the chosen shot."""

    # One shot

    def move_shot(self, shot: str, to: int) -> None:
        """Put a shot in another place."""
        self._draft.change_shots(lambda edit: editing.move_shot(edit, shot, to))

    def remove_shot(self, shot: str = "") -> None:
        """Take a shot out; the one beside it is chosen then."""
        gone, before = shot or self.shot, self._ids()
        self._draft.change_shots(lambda edit: editing.remove_shot(edit, gone))
        left = self._ids()
        if gone in before and gone not in left and self.shot == gone:
            self.shot = left[min(before.index(gone), len(left) - 1)]

    def add(self, thing: Photo | Footage) -> None:
        """Add a photo or footage behind the chosen shot, and choose it."""
        before = self._ids()
        at = before.index(self.shot) + 1 if self.shot in before else None

        def add(edit: ClipEdit) -> ClipEdit:
            if isinstance(thing, Footage):
                return editing.add_take(edit, thing, at)
            return editing.add_photo(edit, thing.id, at)

        self._draft.change_shots(add)
        self.shot = next((name for name in self._ids() if name not in before), self.shot)

    def set_frames(self, frames: int) -> None:
        """Give the chosen shot its length."""
        shot, footage = self.shot, self.footage()
        self._draft.change_shots(lambda edit: editing.set_frames(edit, shot, frames, footage), f"frames {shot}")

    def lengthen(self, shot: str, frames: int) -> None:
        """Make a shot longer or shorter."""
        plan, ids = self._draft.plan, self._draft.shot_ids()
        if plan is not None and shot in ids:
            wanted = plan.storyboard.shots[ids.index(shot)].frames + frames
            footage = self.footage(shot)
            self._draft.change_shots(lambda edit: editing.set_frames(edit, shot, wanted, footage), f"frames {shot}")

    def trim(self, start: int, frames: int) -> None:
        """Choose which part of its footage the chosen shot shows."""
        shot, footage = self.shot, self.footage()
        if footage is not None:
            self._draft.change_shots(lambda edit: editing.trim(edit, shot, footage, start, frames), f"trim {shot}")

    def footage(self, shot: str = "") -> Footage | None:
        """Return the footage of a shot, of the chosen one without a name."""
        product, plan = self._draft.product, self._draft.plan
        if product is None or plan is None:
            return None
        takes = {wish.id: wish.take for wish in self._draft.wishes()}
        take = takes.get(shot or self.shot)
        return None if take is None else footage_of(product, take.footage)

    def set_sound(self, heard: bool) -> None:
        """Let the footage's own sound be heard, or not."""
        self._change(editing.set_sound, heard)

    def set_crop(self, crop: Framing) -> None:
        """Choose the part of the picture that is seen; a drag is one step of undo."""
        self._change(editing.set_crop, crop, kind=f"crop {self.shot}")

    def reset_crop(self) -> None:
        """Leave it to the template which part is seen."""
        self._change(editing.set_crop, None)

    def set_move(self, move: Move) -> None:
        """Choose how the picture moves."""
        self._change(editing.set_move, move)

    def set_transition(self, kind: TransitionKind) -> None:
        """Choose how the shot comes in."""
        frames = _TRANSITION_FRAMES.get(kind, _USUAL_TRANSITION)
        self._change(editing.set_transition, Transition(kind=kind, frames=frames))

    def set_text(self, text: str) -> None:
        """Write other words on the shot; what is typed in one go is one step of undo."""
        self._change(editing.set_text, text, kind=f"text {self.shot}")

    def reset_words(self) -> None:
        """Let the template say what it says."""
        shot = self.shot
        self._draft.change_shots(lambda edit: editing.set_told(editing.set_text(edit, shot, None), shot, None))

    def toggle_told(self, told: Told, now: tuple[Told, ...]) -> None:
        """Say something of the catalogue, or no more; ``now``: what is said."""
        self._change(editing.toggle_told, told, now)

    # The whole clip

    def reset_shots(self) -> None:
        """Have all shots as the style makes them."""
        self._draft.change(editing.reset_shots)

    def set_opening(self, opening: Opening) -> None:
        """Choose how the clip begins."""
        self._draft.change(lambda edit: editing.set_opening(edit, opening))

    def set_seconds(self, seconds: int) -> None:
        """Choose how long the clip is."""
        self._draft.change(lambda edit: editing.set_seconds(edit, seconds), "seconds")

    def set_music(self, name: str | None) -> None:
        """Choose what is played."""
        self._draft.change(lambda edit: editing.set_music(edit, name))

    def set_on_beat(self, on_beat: bool) -> None:
        """Let the shots change on the beat, or not."""
        self._draft.change(lambda edit: editing.set_on_beat(edit, on_beat))

    def set_cover(self, frame: int | None) -> None:
        """Choose the frame that is the cover; None: the first."""
        self._draft.change(lambda edit: editing.set_cover(edit, frame))

    def settle(self) -> None:
        """Begin a new step of undo."""
        self._draft.settle()

    def _change(self, operation: Any, *values: Any, kind: str = "") -> None:
        """Change the chosen shot by one of the operations of ``editing``."""
        shot = self.shot
        self._draft.change_shots(lambda edit: operation(edit, shot, *values), kind)

    def _ids(self) -> list[str]:
        """Return the shots of the edit as it is this moment, planned or not."""
        if self._draft.product is None:
            return []
        return [shot.id for shot in self._draft.with_shots().shots or ()]
