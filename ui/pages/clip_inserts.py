"""What takes the player's place for a while: the pictures to add as shots, and the photo to choose a part of."""

from PySide6.QtCore import QObject, Signal

from ui.pages.clip_actions import ClipActions
from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_facts import seen_shape
from ui.pages.clip_pictures import ClipPictures, Still
from ui.widgets.clip_stage import ClipStage
from ui.widgets.shot_picker import TILE
from vendor_app.photos.photo import Photo
from vendor_app.storyboard.model import Framing
from vendor_app.video.footage import Footage


class ClipInserts(QObject):
    """Brings them up on the stage, and tells the actions what was chosen there."""

    added = Signal()
    """A shot was added; it is the chosen one now."""

    def __init__(self, stage: ClipStage, draft: ClipDraft, pictures: ClipPictures, actions: ClipActions) -> None:
        super().__init__(draft)
        self._stage, self._draft, self._pictures, self._actions = stage, draft, pictures, actions
        stage.picker.picked.connect(self._add)
        stage.crop.cropped.connect(actions.set_crop)
        stage.crop.crop_ended.connect(actions.settle)
        stage.crop.reset_wanted.connect(self._reset_crop)
        pictures.whole_drawn.connect(self._open_crop)
        pictures.poster_drawn.connect(self._show_poster)

    def open_picker(self) -> None:
        """Show the product's photos and footage, to add one."""
        product, plan = self._draft.product, self._draft.plan
        if product is None or plan is None:
            return
        self._stage.player.playback.pause()
        used: dict[str, int] = {}
        for shot in plan.storyboard.shots:
            if shot.photo is not None:
                used[shot.photo] = used.get(shot.photo, 0) + 1
        self._stage.show_view("picker")
        self._stage.picker.open(product.photos, product.footage, used)
        size = TILE * self._stage.devicePixelRatio()
        self._pictures.draw_posters(product.footage, self._draft.originals, size)

    def _show_poster(self, still: Still) -> None:
        self._stage.picker.show_poster(still.key, still.image)

    def _add(self, thing: Photo | Footage) -> None:
        self._actions.add(thing)
        self._stage.show_player()
        self.added.emit()

    def want_crop(self) -> None:
        """Draw the whole picture of the chosen shot, and show it to choose a part of."""
        number = self._number()
        plan = self._draft.plan
        if plan is None or number is None:
            return
        shot = plan.storyboard.shots[number]
        footage = self._actions.footage()
        taken = (footage, shot.take.start) if footage is not None and shot.take is not None else None
        self._pictures.draw_whole(self._actions.shot, shot.photo, taken, self._draft.originals)

    def _number(self) -> int | None:
        """Return the place of the chosen shot; None when it is in no plan."""
        ids = self._draft.shot_ids() if self._draft.plan is not None else ()
        return ids.index(self._actions.shot) if self._actions.shot in ids else None

    def _open_crop(self, still: Still) -> None:
        number, plan = self._number(), self._draft.plan
        if still.key != self._actions.shot or still.image.isNull() or number is None or plan is None:
            return
        self._stage.player.playback.pause()
        self._stage.crop.view.open(still.image, self._framing(), seen_shape(plan, number))
        self._stage.show_view("crop")
        self._stage.crop.view.setFocus()

    def _framing(self) -> Framing:
        """Return the part of its picture that the chosen shot is about."""
        number, plan = self._number(), self._draft.plan
        assert number is not None
        assert plan is not None
        wish, shot = self._draft.wishes()[number], plan.storyboard.shots[number]
        if wish.crop is not None or shot.fill != "cover":
            return wish.crop or Framing()
        return min(shot.motion.start, shot.motion.end, key=lambda one: one.zoom)

    def _reset_crop(self) -> None:
        self._actions.reset_crop()
        self._stage.show_player()
