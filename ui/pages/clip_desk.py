"""Stage and panels of one clip: each change that is wished in a panel goes to the actions, each plan back to all."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QKeyEvent

from ui.pages.clip_actions import ClipActions
from ui.pages.clip_draft import ClipDraft
from ui.pages.clip_facts import readable_frame, shot_facts, strip_shots
from ui.pages.clip_inserts import ClipInserts
from ui.pages.clip_pictures import ClipPictures, Film, Still
from ui.pages.clip_plan import Planned
from ui.tasks import Tasks
from ui.widgets.clip_side import ClipSide
from ui.widgets.clip_sound import SoundPanel
from ui.widgets.clip_stage import ClipStage
from ui.widgets.clip_whole import COVER, WholeClipPanel
from ui.widgets.pictures import Pictures
from ui.widgets.shot_film import PICTURES
from ui.widgets.shot_panel import ShotPanel
from vendor_app.language import _
from vendor_app.shop import Shop
from vendor_app.sound.music import pieces
from vendor_app.storyboard.edit import ClipEdit, Opening, Told
from vendor_app.storyboard.model import Move, Shot, TransitionKind

_SETTLED_MS: Final = 400
"""Checks and cover wait for a rest in the changes."""
_BEFORE, _AFTER = 12, 24
"""Frames that are played around a shot's coming in, to show how it does."""
_FILM_PICTURE: Final = QSize(54, 72)


class ClipDesk(QObject):
    """Knows which shot is chosen; holds the stage and the side that the page lays out."""

    picture_shown = Signal()
    """The first picture of a clip is on the stage, or the reason why there is none."""
    notice = Signal(str, object)
    problem = Signal(object)

    def __init__(
        self, shop: Shop, tasks: Tasks, draft: ClipDraft, pictures: ClipPictures, actions: ClipActions
    ) -> None:
        super().__init__(draft)
        self._draft, self._pictures, self._actions = draft, pictures, actions
        self.stage = ClipStage(tasks, Pictures(shop.thumbnails, tasks, self))
        self.side, self.shot, self.whole, self.sound = ClipSide(), ShotPanel(), WholeClipPanel(), SoundPanel(pieces())
        for key, words, section in (
            ("shot", _("This shot"), self.shot),
            ("whole", _("Whole clip"), self.whole),
            ("sound", _("Sound"), self.sound),
        ):
            self.side.add(key, words, section)
        self._shows: Planned | None = None
        self._ids: tuple[str, ...] = ()
        self._film_of = ""
        self._awaits_picture = True
        """Whether everything else waits until the first picture of a clip is there."""
        self._part: tuple[str, str] | None = None
        """The shot to play a part of when it is planned, and which: its "start" or "all" of it."""
        self._removed: ClipEdit | None = None
        self.inserts = ClipInserts(self.stage, draft, pictures, actions)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._look_closer)
        self._connect_stage()
        self._connect_shot()
        self._connect_whole()

    def _connect_stage(self) -> None:
        stage, actions = self.stage, self._actions
        stage.player.frame_changed.connect(self._follow_player)
        stage.player.playback.playing_changed.connect(self._follow_pause)
        stage.player.playback.shown.connect(self._end_awaiting)
        stage.player.playback.failed.connect(self._end_awaiting)
        stage.strip.chosen.connect(self._choose)
        stage.strip.moved.connect(actions.move_shot)
        stage.strip.removed.connect(self._remove)
        stage.strip.lengthened.connect(actions.lengthen)
        stage.add_wanted.connect(self.inserts.open_picker)
        self.inserts.added.connect(self._open_shot)
        for drawn, show in (
            (self._pictures.shot_drawn, self._show_shot_still),
            (self._pictures.cover_drawn, self._show_cover),
            (self._pictures.footage_film_drawn, self._show_film),
        ):
            drawn.connect(show)
        self._draft.sound_made.connect(stage.player.set_sound)
        self._draft.checked.connect(self.whole.checks.show_checks)

    def _connect_shot(self) -> None:
        shot, actions = self.shot, self._actions
        shot.words.typed.connect(actions.set_text)
        shot.words.typing_ended.connect(actions.settle)
        shot.words.reset_wanted.connect(actions.reset_words)
        shot.words.toggled.connect(self._toggle_told)
        shot.time.chosen.connect(actions.set_frames)
        shot.moves.chosen.connect(self._choose_move)
        shot.transitions.chosen.connect(self._choose_transition)
        shot.film.trimmed.connect(actions.trim)
        shot.film.trim_ended.connect(actions.settle)
        shot.sound_wanted.connect(actions.set_sound)
        shot.crop_wanted.connect(self.inserts.want_crop)
        shot.remove_wanted.connect(self._remove)

    def _connect_whole(self) -> None:
        actions = self._actions
        self.whole.opening.chosen.connect(self._choose_opening)
        self.whole.length.chosen.connect(actions.set_seconds)
        self.whole.reset.clicked.connect(actions.reset_shots)
        self.whole.cover.chosen.connect(self._take_cover)
        self.whole.cover.reset_wanted.connect(partial(actions.set_cover, None))
        self.sound.music.chosen.connect(actions.set_music)
        self.sound.on_beat_chosen.connect(actions.set_on_beat)

    # Showing

    def show_plan(self, plan: Planned) -> None:
        """Show a clip as it is planned now, at the chosen shot."""
        frame = self._place_after(plan)
        self._shows, self._ids = plan, self._draft.shot_ids()
        if self._actions.shot not in self._ids:
            self._actions.shot = self._ids[0]
        self.stage.strip.show_shots(strip_shots(plan, self._ids))
        self.stage.strip.choose(self._actions.shot)
        follows = self._draft.wants_sound()
        self.stage.player.open(self._draft.reel(), frame, sound_follows=follows, keep_sound=not follows)
        for button in self.stage.strip.buttons():
            self._offer(button.shot.id, button.image())
        self.stage.player.show_cover(plan.storyboard.cover)
        self.stage.show_ways(plan.finished is not None)
        if not self._awaits_picture:
            self._draw_rest()
        self._show_shot()
        self._show_whole(plan)
        self._settled.start()
        self._play_part()

    def await_picture(self) -> None:
        """Draw the rest of the next clip after its first picture: another product comes."""
        self._awaits_picture = True

    def _end_awaiting(self) -> None:
        if self._awaits_picture and self._shows is not None:
            self._awaits_picture = False
            self._draw_rest()
            self.picture_shown.emit()

    def _draw_rest(self) -> None:
        """Have drawn and made what may come after the picture on the stage: the shots in the strip, the sound."""
        if self._shows is not None and self._draft.plan is self._shows:
            size = self.stage.shot_pixels()
            self._pictures.draw_shots(self._shows.storyboard, self._ids, self._draft.originals, size)
            self._draft.make_sound()

    def clear(self, words: str) -> None:
        """Show no clip but these words."""
        self._settled.stop()
        self._shows, self._ids = None, ()
        self.stage.show_player()
        self.stage.player.clear(words)
        self.stage.strip.show_shots([])
        self.side.setEnabled(not words)

    def leave(self) -> None:
        """Be quiet."""
        self._settled.stop()
        self.stage.player.playback.pause()
        self.stage.show_view("player")

    def enable_choices(self, enabled: bool) -> None:
        """Let the vendor choose, or not while a clip is being made."""
        for section in (self.shot, self.whole, self.sound):
            section.setEnabled(enabled)

    def take_key(self, event: QKeyEvent) -> bool:
        """Do what a key means for the player, wherever on the page the keyboard is."""
        return self.stage.view() == "player" and self.stage.player.take_key(event)

    def _place_after(self, plan: Planned) -> int:
        """Return the frame of a new plan to stand at: the same of the chosen shot, or one where a new shot is read."""
        before, was, ids = self._shows, self._ids, self._draft.shot_ids()
        self._ids = ids
        chosen, playing = self._actions.shot, self.stage.player.playback.frame
        if before is None or before.product.id != plan.product.id or chosen not in ids:
            return min(playing, plan.storyboard.frames - 1) if before is not None and chosen in ids else 0
        number = ids.index(chosen)
        if chosen not in was:
            return readable_frame(plan, number)
        at = was.index(chosen)
        offset = playing - before.storyboard.start(at)
        if not 0 <= offset < before.storyboard.shots[at].frames:  # the shot that was here has gone
            return readable_frame(plan, number)
        return plan.storyboard.start(number) + min(offset, plan.storyboard.shots[number].frames - 1)

    def _show_shot(self) -> None:
        """Show the chosen shot in its panel."""
        plan = self._shows
        if plan is None or self._actions.shot not in self._ids:
            return
        number = self._ids.index(self._actions.shot)
        self.shot.show_shot(shot_facts(plan, self._draft.wishes(), number))
        footage = self._actions.footage()
        if footage is not None and footage.id != self._film_of:
            self._film_of = footage.id
            self.shot.film.show_pictures(())
            size = _FILM_PICTURE * self.stage.devicePixelRatio()
            self._pictures.draw_footage(footage, self._draft.originals, size, PICTURES)

    def _show_whole(self, plan: Planned) -> None:
        storyboard = plan.storyboard
        self.side.setEnabled(True)
        self.whole.opening.choose(plan.edit.opening)
        self.whole.length.choose(round(storyboard.seconds))
        self.whole.reset.setVisible(plan.edit.shots is not None)
        self.whole.cover.show_place(None if storyboard.cover is None else storyboard.cover / storyboard.fps)
        self.sound.show_music(storyboard.music, on_beat=plan.edit.on_beat)

    def _look_closer(self) -> None:
        """Do what may wait a moment: the checks, and the cover."""
        if self._shows is not None and self._draft.plan is self._shows:
            self._draft.check()
            size = COVER * self.stage.devicePixelRatio()
            even = QSize(size.width() // 2 * 2, size.height() // 2 * 2)
            self._pictures.draw_cover(self._shows.storyboard, self._draft.originals, even)

    def _show_shot_still(self, still: Still) -> None:
        self.stage.show_still(still.key, still.image)
        self._offer(still.key, still.image)

    def _offer(self, name: str, image: QImage) -> None:
        """Let a shot's small picture stand in while a place in the shot is drawn."""
        if self._shows is not None and name in self._ids and not image.isNull():
            number, storyboard = self._ids.index(name), self._shows.storyboard
            middle = storyboard.start(number) + storyboard.shots[number].frames // 2
            self.stage.player.playback.offer(middle, image)

    def _show_cover(self, still: Still) -> None:
        self.whole.cover.show_image(still.image)

    def _show_film(self, film: Film) -> None:
        if film.key == self._film_of:
            self.shot.film.show_pictures(film.images)

    # Which shot

    def _open_shot(self) -> None:
        self.side.open("shot")

    def _shot_at(self, frame: int) -> tuple[int, int, Shot] | None:
        """Return the number of the shot that owns a frame, which of its frames that is, and the shot."""
        if self._shows is None:
            return None
        storyboard = self._shows.storyboard
        number, within = storyboard.shot_at(min(frame, storyboard.frames - 1))
        return number, within, storyboard.shots[number]

    def _follow_player(self, frame: int) -> None:
        """Mark where playing is; the shot at rest there is the chosen one."""
        number, within, shot = self._shot_at(frame) or (len(self._ids), 0, None)
        if shot is None or number >= len(self._ids):
            return
        self.stage.strip.show_reached(self._ids[number], within / max(shot.frames - 1, 1))
        shots = self._draft.edit.shots
        if shots is not None and all(one.id != self._ids[number] for one in shots):
            return  # taken out just now: the plan that is shown does not know yet
        if not self.stage.player.playback.is_playing and self._actions.shot != self._ids[number]:
            self._choose_quietly(self._ids[number])

    def _follow_pause(self, playing: bool) -> None:
        if not playing and not self.stage.player.playback.is_part:
            self._follow_player(self.stage.player.playback.frame)

    def _choose(self, shot: str) -> None:
        """Go to a shot, at a frame in which its words can be read."""
        if self._shows is None or shot not in self._ids:
            return
        self._choose_quietly(shot)
        self.side.open("shot")
        if self.stage.view() == "crop":
            self.inserts.want_crop()
        self.stage.player.seek(readable_frame(self._shows, self._ids.index(shot)))

    def _choose_quietly(self, shot: str) -> None:
        self._actions.settle()
        self._actions.shot = shot
        self.stage.strip.choose(shot)
        self._show_shot()

    # Wishes that are more than one operation

    def _remove(self, shot: str = "") -> None:
        before = self._draft.edit
        self._actions.remove_shot(shot)
        if self._draft.edit is not before:
            self._removed = self._draft.edit
            self.notice.emit(_("The shot is taken out."), self._take_back_removal)

    def _take_back_removal(self) -> None:
        if self._draft.edit is self._removed:
            self._draft.undo()

    def _toggle_told(self, told: Told) -> None:
        if self._shows is not None and self._actions.shot in self._ids:
            facts = shot_facts(self._shows, self._draft.wishes(), self._ids.index(self._actions.shot))
            self._actions.toggle_told(told, tuple(facts.told))

    def _choose_move(self, move: Move) -> None:
        self._part = (self._actions.shot, "all")
        before = self._draft.edit
        self._actions.set_move(move)
        if self._draft.edit is before:
            self._play_part()

    def _choose_transition(self, kind: TransitionKind) -> None:
        self._part = (self._actions.shot, "start")
        before = self._draft.edit
        self._actions.set_transition(kind)
        if self._draft.edit is before:
            self._play_part()

    def _play_part(self) -> None:
        """Play what was just chosen, so that it is seen and not only named."""
        wanted, self._part = self._part, None
        if wanted is None or self._shows is None or wanted[0] not in self._ids:
            return
        storyboard, number = self._shows.storyboard, self._ids.index(wanted[0])
        start, shot = storyboard.start(number), storyboard.shots[number]
        if wanted[1] == "start":
            first, last = start - _BEFORE, start + shot.transition.frames + _AFTER
        else:
            first, last = start + shot.transition.frames, start + shot.frames - 1
        self.stage.player.playback.play_part(first, last)

    def _choose_opening(self, opening: Opening) -> None:
        """Change the opening, and look at it."""
        if self._ids:
            self._actions.shot = self._ids[0]
            self.stage.player.seek(0)
        self._actions.set_opening(opening)

    def _take_cover(self) -> None:
        self._actions.set_cover(self.stage.player.playback.frame)
