"""What fingers do with the tools becomes a recipe; and what the recipe says is shown by the tools."""

from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QRectF, Signal

from ui.latest import Latest
from ui.pages.studio_darkroom import Darkroom, uncropped
from ui.pages.studio_draft import StudioDraft
from ui.tasks import Tasks
from ui.widgets.studio_canvas import StudioCanvas, Tool
from ui.widgets.studio_crop import CropTool
from ui.widgets.studio_finger import SpotTool, StrokeTool
from ui.widgets.studio_place import turned_crop
from ui.widgets.studio_side import Panels
from ui.widgets.studio_tools import ToolName
from ui.widgets.studio_veils import VeilTool, veil_of
from vendor_app.language import _
from vendor_app.photos.auto import Tone, auto
from vendor_app.photos.geometry import developed_size
from vendor_app.photos.recipe import MOST_DEGREES, Crop, Recipe, Spot, Veil

_MOST_PLACES: Final = 500
"""Spots or veils that a recipe may hold."""
_TONE: Final = ("light", "contrast", "warmth", "sharpness")


class StudioHands(QObject):
    """Holds the tools. What the white ground needs is done by ``WhiteWork``."""

    notice = Signal(str, object)
    fill_wanted = Signal(object)
    """Cut around the product, in this width / height or, for None, as a square."""

    def __init__(
        self, draft: StudioDraft, darkroom: Darkroom, canvas: StudioCanvas, panels: Panels, tasks: Tasks
    ) -> None:
        super().__init__(canvas)
        self._draft, self._darkroom, self._canvas, self._panels = draft, darkroom, canvas, panels
        self.name: ToolName = "tone"
        self.crop, self.spot, self.veil, self.stroke = CropTool(self), SpotTool(self), VeilTool(self), StrokeTool(self)
        self._tools: dict[ToolName, Tool] = {
            "tone": Tool(self),
            "crop": self.crop,
            "spot": self.spot,
            "veil": self.veil,
            "white": self.stroke,
        }
        self._tilted_from: float | None = None
        self._judging = Latest(tasks, self)
        self._judging.made.connect(self._take_tone)
        self._connect_tone()
        self._connect_crop()
        self._connect_places()

    def _connect_tone(self) -> None:
        panel = self._panels.tone
        panel.moved.connect(self._set_amount)
        panel.settled.connect(self._draft.settle)
        panel.auto_wanted.connect(self.judge)
        panel.reset_wanted.connect(self._reset_tone)

    def _connect_crop(self) -> None:
        panel = self._panels.crop
        panel.turned.connect(self.turn)
        panel.tilted.connect(self._set_degrees)
        panel.settled.connect(self._draft.settle)
        panel.shape_wanted.connect(self.crop.set_shape)
        panel.fill_wanted.connect(self._want_fill)
        panel.reset_wanted.connect(self._reset_crop)
        self.crop.cropped.connect(self._set_crop)
        self.crop.tilted.connect(self._tilt_by)
        self.crop.ended.connect(self._end)

    def _connect_places(self) -> None:
        panels = self._panels
        self.spot.healed.connect(self._heal)
        self.spot.taken_back.connect(self._take_back)
        self.spot.resized.connect(panels.spot.brush.step)
        panels.spot.brush.sized.connect(self.spot.set_radius)
        panels.spot.clear_wanted.connect(self._clear_spots)
        self.veil.veiled.connect(self._set_veils)
        self.veil.ended.connect(self._end)
        self.veil.suggestion_wanted.connect(self.hide_face)
        panels.veil.suggestion_wanted.connect(self.hide_face)
        panels.veil.clear_wanted.connect(self._clear_veils)
        self.stroke.resized.connect(panels.white.brush.step)
        panels.white.brush.sized.connect(self.stroke.set_radius)
        panels.white.keeps_changed.connect(self.stroke.set_keeps)

    # Which tool

    def take(self, name: ToolName) -> None:
        """Take a tool into the hand."""
        self._draft.settle()
        self.name = name
        self._canvas.set_tool(self._tools[name])
        if not self._tools[name].zooms:
            self._canvas.show_whole()

    def open(self) -> None:
        """Begin with another photo."""
        photo = self._draft.photo
        self._judging.stop()
        self.suggest(None)
        self.crop.shape, self._tilted_from = None, None
        self._panels.crop.show_shape(None)
        if photo is not None:
            self.spot.open(photo)
            self.stroke.open(photo)
        self.veil.chosen = -1

    def seen(self, recipe: Recipe) -> Recipe:
        """Return what is to be seen while this tool is in the hand: a window is chosen from the whole photo."""
        return uncropped(recipe) if self.name == "crop" else recipe

    def show(self) -> None:
        """Show what is done to the photo now."""
        photo, recipe = self._draft.photo, self._draft.recipe
        self._panels.show_recipe(recipe)
        if photo is not None:
            width, height = developed_size(photo.width, photo.height, uncropped(recipe))
            self.crop.show_crop(recipe.crop, width / height)
        self.spot.show_spots(recipe.spots)
        self.veil.show_veils(recipe.veils)

    def _end(self) -> None:
        self._tilted_from = None
        self._draft.settle()

    # Light and colour

    def _set_amount(self, field: str, value: float) -> None:
        self._draft.change(field, **{field: value})

    def _reset_tone(self) -> None:
        self._draft.change("", **dict.fromkeys(_TONE, 0.0))

    def judge(self) -> None:
        """Make light and colour good by themselves."""
        negative = self._darkroom.negative
        if negative is not None:
            self._draft.settle()
            self._judging.begin(partial(auto, negative.pixels))

    def _take_tone(self, tone: Tone) -> None:
        wanted = tone.on(self._draft.recipe)
        if wanted == self._draft.recipe:
            words = _("Light and colour are good as they are.")
            self.notice.emit(words, None)
        else:
            self._draft.change(light=tone.light, contrast=tone.contrast, warmth=tone.warmth)

    # Cut, turn, tilt

    def turn(self, turns: int) -> None:
        """Turn by quarters, clockwise; the window turns with the photo."""
        recipe = self._draft.recipe
        crop = recipe.crop
        for _quarter in range(turns):
            crop = turned_crop(crop)
        self._draft.settle()
        self._draft.change(turns=(recipe.turns + turns) % 4, crop=crop)
        self.crop.shape = None
        self._panels.crop.show_shape(None)

    def _set_degrees(self, degrees: float) -> None:
        self._draft.change("degrees", degrees=degrees)

    def _tilt_by(self, degrees: float) -> None:
        if self._tilted_from is None:
            self._tilted_from = self._draft.recipe.degrees
        wanted = min(max(self._tilted_from + degrees, -MOST_DEGREES), MOST_DEGREES)
        self._draft.change("degrees", degrees=round(wanted, 1))

    def _set_crop(self, crop: Crop) -> None:
        self._draft.change("crop", crop=crop)

    def _reset_crop(self) -> None:
        self._panels.crop.show_shape(None)
        self.crop.shape = None
        self._draft.settle()
        self._draft.change(turns=0, degrees=0.0, crop=Crop())

    def _want_fill(self) -> None:
        self.fill_wanted.emit(self.crop.shape)

    # Spots and veils

    def _heal(self, spot: Spot) -> None:
        spots = self._draft.recipe.spots
        if len(spots) < _MOST_PLACES:
            self._draft.settle()
            self._draft.change(spots=(*spots, spot))

    def _take_back(self, spot: Spot) -> None:
        self._draft.change(spots=tuple(one for one in self._draft.recipe.spots if one != spot))

    def _clear_spots(self) -> None:
        self._draft.change(spots=())

    def _set_veils(self, veils: tuple[Veil, ...]) -> None:
        self._draft.change("veils", veils=veils[-_MOST_PLACES:])

    def _clear_veils(self) -> None:
        self._draft.settle()
        self._draft.change(veils=())

    def suggest(self, face: QRectF | None) -> None:
        """Offer to hide what is in this box of the original."""
        self.veil.suggest(face)
        self._panels.veil.show_suggestion(face is not None)

    def hide_face(self) -> None:
        """Hide the face that was found."""
        if self.veil.suggestion is not None:
            self._draft.settle()
            self._draft.change(veils=(*self._draft.recipe.veils, veil_of(self.veil.suggestion)))
            self.suggest(None)
