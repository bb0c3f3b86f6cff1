"""The studio's own widgets, each by itself: what is pulled, typed and pressed is what they tell."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import style_sheet
from ui.widgets.clip_side import ClipSide
from ui.widgets.clip_sound import SoundPanel
from ui.widgets.clip_styles import ClipStyles
from ui.widgets.clip_whole import WholeClipPanel
from ui.widgets.moving_icons import TRANSITION_SCENES
from ui.widgets.other_products import OtherProducts
from ui.widgets.playback import SeenFrames
from ui.widgets.seconds_stepper import SecondsStepper
from ui.widgets.shot_button import StripShot
from ui.widgets.shot_crop import CLOSEST, CropView, kept_inside, view
from ui.widgets.shot_film import FilmStrip
from ui.widgets.shot_moves import MoveChoices, TransitionChoices, move_of
from ui.widgets.shot_panel import ShotPanel
from ui.widgets.shot_strip import ShotStrip
from vendor_app import language
from vendor_app.catalogue.records import Product
from vendor_app.language import Language
from vendor_app.sound.music import pieces
from vendor_app.storyboard.model import CANVAS, Framing, Motion
from vendor_app.storyboard.templates import templates

LEFT = Qt.MouseButton.LeftButton
NARROW = CANVAS.width / CANVAS.height


def picture(width: int, height: int) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#886644"))
    return image


# The window on a photo


@pytest.mark.parametrize("shape", [0.4, NARROW, 1.0, 3.0])
@pytest.mark.parametrize("wanted", [(0.0, 0.0, 0.5), (1.0, 1.0, 1.0), (0.5, 0.2, 3.0), (0.9, 0.5, 99.0)])
def test_the_window_never_leaves_the_photo(shape: float, wanted: tuple[float, float, float]) -> None:
    x, y, zoom = wanted
    kept = kept_inside(shape, Framing(x=x, y=y, zoom=zoom))
    width, height = view(shape, kept.zoom)
    assert 1 <= kept.zoom <= CLOSEST
    assert kept.x - width / 2 >= -1e-3
    assert kept.x + width / 2 <= 1 + 1e-3
    assert kept.y - height / 2 >= -1e-3
    assert kept.y + height / 2 <= 1 + 1e-3
    assert width * shape / height == pytest.approx(NARROW)


def test_a_wide_place_has_a_wide_window(qtbot: QtBot, crop: CropView) -> None:
    crop.open(picture(800, 600), Framing(), seen=2.0)
    place = crop.window_place()
    assert place.width() / place.height() == pytest.approx(2.0, rel=0.01)
    assert place.width() == pytest.approx(crop.photo_place().width(), rel=0.01)


@pytest.fixture
def crop(qtbot: QtBot) -> CropView:
    made = CropView()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    made.open(picture(800, 600), Framing(zoom=2.0))
    return made


def test_a_corner_is_pulled_and_the_one_across_stays(qtbot: QtBot, crop: CropView) -> None:
    before = crop.window_place()
    corner = before.bottomRight().toPoint()
    qtbot.mousePress(crop, LEFT, pos=corner)
    qtbot.mouseMove(crop, corner - QPoint(10, 40))
    with qtbot.waitSignal(crop.crop_ended):
        qtbot.mouseRelease(crop, LEFT)
    after = crop.window_place()
    assert crop.framing().zoom > 2.0
    assert (after.topLeft() - before.topLeft()).manhattanLength() < 2
    assert after.width() / after.height() == pytest.approx(NARROW, rel=0.01)


def test_the_wheel_and_the_keys_come_nearer_and_go_about(qtbot: QtBot, crop: CropView) -> None:
    told: list[Framing] = []
    crop.cropped.connect(told.append)
    center = QPointF(crop.rect().center())
    turn = QWheelEvent(
        center, center, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(crop, turn)
    assert told[-1].zoom > 2.0
    for key, name, sign in (
        (Qt.Key.Key_Left, "x", -1),
        (Qt.Key.Key_Right, "x", 1),
        (Qt.Key.Key_Up, "y", -1),
        (Qt.Key.Key_Down, "y", 1),
        (Qt.Key.Key_Plus, "zoom", 1),
        (Qt.Key.Key_Minus, "zoom", -1),
    ):
        before = getattr(crop.framing(), name)
        qtbot.keyClick(crop, key)
        assert (getattr(told[-1], name) - before) * sign > 0


def test_a_press_beside_the_window_brings_it_there(qtbot: QtBot, crop: CropView) -> None:
    qtbot.mouseClick(crop, LEFT, pos=crop.photo_place().topLeft().toPoint() + QPoint(30, 60))
    assert crop.framing().x < 0.3


# The film


@pytest.fixture
def film(qtbot: QtBot) -> FilmStrip:
    made = FilmStrip()
    qtbot.addWidget(made)
    made.resize(300, 56)
    made.show()
    made.show_part(300, 60, 90)
    return made


def pull(qtbot: QtBot, film: FilmStrip, frame: int, by: int) -> None:
    begin = QPoint(round(film._x(frame)), 20)
    qtbot.mousePress(film, LEFT, pos=begin)
    qtbot.mouseMove(film, begin + QPoint(by, 0))
    qtbot.mouseRelease(film, LEFT)


def test_each_handle_trims_its_end(qtbot: QtBot, film: FilmStrip) -> None:
    pull(qtbot, film, 60, -30)
    start, frames = film.part()
    assert start < 60
    assert start + frames == 150
    pull(qtbot, film, 150, 40)
    assert film.part()[0] == start
    assert sum(film.part()) > 150


def test_between_the_handles_both_move(qtbot: QtBot, film: FilmStrip) -> None:
    pull(qtbot, film, 105, 50)
    assert film.part()[0] > 60
    assert film.part()[1] == 90
    pull(qtbot, film, film.part()[0] + 45, 2000)
    assert film.part() == (210, 90)


def test_the_handles_keep_apart_and_inside(qtbot: QtBot, film: FilmStrip) -> None:
    pull(qtbot, film, 60, 2000)
    assert film.part() == (135, 15)
    pull(qtbot, film, 150, 2000)
    assert sum(film.part()) == 300


def test_the_film_goes_by_keyboard_too(qtbot: QtBot, film: FilmStrip) -> None:
    qtbot.keyClick(film, Qt.Key.Key_Right)
    assert film.part() == (75, 90)
    qtbot.keyClick(film, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert film.part() == (75, 75)


# Seconds


@pytest.mark.parametrize(
    ("typed", "frames"), [("2.5", 75), ("๓", 90), ("1,5 วิ", 45), ("99", 450), ("0", 15), ("", 60), ("วิ", 60)]
)
def test_seconds_are_typed_as_anybody_writes_them(qtbot: QtBot, typed: str, frames: int) -> None:
    stepper = SecondsStepper("Length", least=15, most=450)
    qtbot.addWidget(stepper)
    stepper.show_frames(60)
    told: list[int] = []
    stepper.chosen.connect(told.append)
    stepper._field.setText(typed)
    stepper._field.editingFinished.emit()
    assert stepper.frames() == frames
    assert told == ([frames] if frames != 60 else [])
    assert f"{frames / 30:.1f}" in stepper._field.text()


def test_the_shortest_cannot_be_shortened(qtbot: QtBot) -> None:
    stepper = SecondsStepper("Length", least=15, most=450)
    qtbot.addWidget(stepper)
    stepper.show_frames(20)
    qtbot.mouseClick(stepper._less, LEFT)
    assert stepper.frames() == 15
    assert not stepper._less.isEnabled()


# What moves


def test_every_transition_and_move_has_a_picture_of_its_own(qtbot: QtBot) -> None:
    choices = TransitionChoices()
    qtbot.addWidget(choices)
    choices.resize(300, 300)
    choices.show()
    drawn = {}
    for kind in TRANSITION_SCENES:
        image = choices.choice(kind).grab().toImage().copy(5, 5, 35, 36)
        drawn[kind] = bytes(image.constBits())
    assert len(set(drawn.values())) == len(drawn)
    moves = MoveChoices()
    qtbot.addWidget(moves)
    assert len({choice._words for choice in moves._choices.values()}) == 6


def test_an_icon_moves_only_while_it_is_looked_at(qtbot: QtBot) -> None:
    choices = TransitionChoices()
    qtbot.addWidget(choices)
    choices.show()
    choice = choices.choice("push")
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(choice.is_moving)
    choices.choice("iris").setFocus(Qt.FocusReason.TabFocusReason)
    assert not choice.is_moving()
    choices.hide()
    assert not choices.choice("iris").is_moving()


@pytest.mark.parametrize(
    ("start", "end", "move"),
    [
        (Framing(zoom=1.0), Framing(zoom=1.1), "push-in"),
        (Framing(zoom=1.1), Framing(zoom=1.0), "pull-out"),
        (Framing(y=0.6, zoom=1.2), Framing(y=0.4, zoom=1.2), "rise"),
        (Framing(y=0.4, zoom=1.2), Framing(y=0.6, zoom=1.2), "sink"),
        (Framing(x=0.6, zoom=1.2), Framing(x=0.4, zoom=1.2), "slide-left"),
        (Framing(x=0.4, zoom=1.2), Framing(x=0.6, zoom=1.2), "slide-right"),
    ],
)
def test_a_motion_is_named_by_what_it_does(start: Framing, end: Framing, move: str) -> None:
    assert move_of(Motion(start=start, end=end)) == move


# The strip


def test_a_shot_keeps_its_picture_when_the_order_changes(qtbot: QtBot) -> None:
    strip = ShotStrip()
    qtbot.addWidget(strip)
    strip.show_shots([StripShot(name, 60) for name in "abc"])
    strip.show_still("b", picture(66, 96))
    strip.show_shots([StripShot("b", 90), StripShot("a", 60)])
    first, second = strip.buttons()
    assert (first.shot.id, first.has_image(), second.has_image()) == ("b", True, False)
    assert "3.0" in first.accessibleName()


def test_a_long_strip_scrolls_by_the_wheel(qtbot: QtBot) -> None:
    strip = ShotStrip()
    qtbot.addWidget(strip)
    strip.resize(300, 124)
    strip.show()
    strip.show_shots([StripShot(str(number), 60) for number in range(20)])
    bar = strip._scroll.horizontalScrollBar()
    at = QPointF(strip.rect().center())
    turn = QWheelEvent(
        at, at, QPoint(), QPoint(0, -240), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(strip, turn)
    assert bar.value() > 0


# Pictures that stand in for others


def test_the_nearest_picture_seen_stands_in() -> None:
    seen = SeenFrames()
    assert seen.nearest(10) is None
    near, far = picture(10, 10), picture(20, 20)
    seen.keep(40, near)
    seen.keep(80, far)
    assert seen.nearest(47) is near
    assert seen.nearest(75) is far
    assert seen.nearest(200) is None


def test_a_small_picture_makes_room_for_the_real_one() -> None:
    seen = SeenFrames()
    small, real = picture(30, 50), picture(300, 500)
    seen.keep(40, small)
    assert seen.nearest(44) is small
    seen.keep(41, real)
    seen.keep(42, small)
    assert seen.nearest(44) is real
    assert seen._bytes == real.sizeInBytes()


def test_pictures_seen_long_ago_are_forgotten() -> None:
    seen = SeenFrames()
    for frame in range(0, 3000, 10):
        seen.keep(frame, picture(300, 500))
    assert seen.nearest(0) is None
    assert seen.nearest(2990) is not None
    assert seen._bytes < 30_000_000


# While a clip is being made


def _coloured(widget: QWidget) -> int:
    """Return how many pixels of a widget are strongly coloured."""
    image = widget.grab().toImage()
    colours = (image.pixelColor(x, y) for x in range(0, image.width(), 2) for y in range(0, image.height(), 2))
    return sum(colour.saturation() > 90 and colour.value() > 60 for colour in colours)


def test_what_cannot_be_chosen_looks_so(qtbot: QtBot) -> None:
    sound, styles = SoundPanel(pieces()), ClipStyles(templates()[:2])
    sound.show_music(pieces()[0].name, on_beat=True)
    card = styles.cards.card(templates()[0].name)
    card.setChecked(True)
    card.show_still(picture(42, 74))
    for widget, panel in ((sound.on_beat, sound), (card, styles)):
        qtbot.addWidget(panel)
        panel.setStyleSheet(style_sheet())
        panel.resize(300, 700)
        panel.show()
        live = _coloured(widget)
        panel.setEnabled(False)
        assert _coloured(widget) < live / 4


@pytest.mark.parametrize("wanted", ["th", "en"])
def test_beside_a_small_stage_nothing_of_a_section_hangs_over_the_edge(qtbot: QtBot, wanted: Language) -> None:
    language.use(wanted)
    side = ClipSide()
    qtbot.addWidget(side)
    side.setStyleSheet(style_sheet())
    side.setFixedSize(272, 400)
    whole = WholeClipPanel()
    whole.show_others(True)
    for key, section in (("shot", ShotPanel()), ("whole", whole), ("sound", SoundPanel(pieces()))):
        side.add(key, key, section)
    with qtbot.waitExposed(side):
        side.show()
    for key, (_tab, area) in side._sections.items():
        side.open(key)
        qtbot.waitUntil(area.isVisible)
        assert area.widget().width() <= area.viewport().width(), key


def test_leaving_a_section_while_typing_rings_no_button(qtbot: QtBot) -> None:
    side, shot, whole = ClipSide(), ShotPanel(), WholeClipPanel()
    qtbot.addWidget(side)
    side.add("shot", "shot", shot)
    side.add("whole", "whole", whole)
    side.show()
    side.activateWindow()
    shot.words.field.setFocus()
    qtbot.waitUntil(shot.words.field.hasFocus)
    side.open("shot")
    assert shot.words.field.hasFocus()
    qtbot.mouseClick(side.tab("whole"), LEFT)
    ringed = QApplication.focusWidget()
    assert ringed is None or not whole.isAncestorOf(ringed)


def test_the_crosses_beside_the_other_products_stand_under_each_other(qtbot: QtBot) -> None:
    chosen = OtherProducts()
    qtbot.addWidget(chosen)
    chosen.setStyleSheet(style_sheet())
    chosen.setFixedWidth(272)
    names = ("หมวก", "กระเป๋าผ้าดิบรักษ์โลก ทำจากเศษผ้าเหลือใช้", "เสื้อเชิ้ตลายสก๊อต")
    chosen.show_products([Product(id=str(at), sku=str(at), name=name, price=12000) for at, name in enumerate(names)])
    with qtbot.waitExposed(chosen):
        chosen.show()
    crosses = {row.remove.mapTo(chosen, row.remove.rect().topRight()).x() for row in chosen.rows}
    assert crosses == {chosen.rect().right()}


@pytest.mark.parametrize("chosen", ["th", "en"])
def test_every_name_of_a_style_is_seen_whole_in_a_narrow_column(qtbot: QtBot, chosen: Language) -> None:
    language.use(chosen)
    styles = ClipStyles(templates())
    qtbot.addWidget(styles)
    styles.set_narrow(True)
    styles.resize(styles.width(), 374)
    with qtbot.waitExposed(styles):
        styles.show()
    for style in templates():
        card = styles.cards.card(style.name)
        title = card._title
        qtbot.waitUntil(lambda title=title: title.height() >= title.heightForWidth(title.width()))
        assert card.rect().contains(QRect(title.mapTo(card, QPoint(0, 0)), title.size()))
