"""The machine's cameras through Qt: what they send, what they can do, and what happens to them."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import NamedTuple

import pytest
from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtMultimedia import QCamera, QVideoFrame, QVideoFrameFormat, QVideoSink
from pytestqt.qtbot import QtBot

from ui import camera_device
from ui.camera import unreadable
from ui.camera_device import DeviceCamera, DeviceFrame, best_format

PATIENCE = 30_000

Wait = Callable[[Callable[[], object]], None]


@pytest.fixture
def wait(qtbot: QtBot) -> Wait:
    return lambda condition: qtbot.waitUntil(condition, timeout=PATIENCE)


# Frames

KIND = QVideoFrameFormat.PixelFormat


def qt_frame(kind: KIND, width: int = 64, height: int = 48) -> QVideoFrame:
    """Return a frame of Qt's that is reddish: Y 81, U 90, V 240 is red in BT.601."""
    frame = QVideoFrame(QVideoFrameFormat(QSize(width, height), kind))
    assert frame.map(QVideoFrame.MapMode.WriteOnly)
    values = {KIND.Format_NV12: (81, (90, 240)), KIND.Format_YUV420P: (81, 90, 240), KIND.Format_YV12: (81, 240, 90)}
    if kind == KIND.Format_YUYV:
        frame.bits(0)[:] = bytes((81, 90, 81, 240)) * (frame.mappedBytes(0) // 4)
    elif kind == KIND.Format_BGRA8888:
        frame.bits(0)[:] = bytes((0, 0, 255, 255)) * (frame.mappedBytes(0) // 4)
    else:
        for number, value in enumerate(values[kind]):
            pattern = bytes(value if isinstance(value, tuple) else (value,))
            frame.bits(number)[:] = pattern * (frame.mappedBytes(number) // len(pattern))
    frame.unmap()
    return frame


@pytest.mark.parametrize(
    "kind", [KIND.Format_NV12, KIND.Format_YUV420P, KIND.Format_YV12, KIND.Format_YUYV, KIND.Format_BGRA8888]
)
def test_frames_of_qt_have_their_colours(kind: KIND) -> None:
    frame = DeviceFrame(1.0, qt_frame(kind), "Webcam")
    assert frame.size == (64, 48)
    assert frame.rgb().mean(axis=(0, 1)) == pytest.approx([255, 0, 0], abs=4)
    assert frame.rgb((16, 12)).shape == (12, 16, 3)
    assert frame.i420((64, 48)).shape == (72, 64)


def test_a_frame_of_a_camera_on_its_side_is_upright() -> None:
    frame = qt_frame(KIND.Format_YUYV)
    frame.setRotation(type(frame.rotation()).Clockwise90)
    assert DeviceFrame(1.0, frame, "Webcam").size == (48, 64)
    assert DeviceFrame(1.0, frame, "Webcam").rgb().shape == (64, 48, 3)


def test_a_frame_without_pixels_is_a_sentence() -> None:
    with pytest.raises(type(unreadable("Webcam")), match="Webcam"):
        DeviceFrame(1.0, QVideoFrame(), "Webcam").rgb()


def form(width: int, height: int, rate: float, kind: KIND = KIND.Format_Jpeg) -> SimpleNamespace:
    """Stand for a QCameraFormat, which only Qt can make."""
    return SimpleNamespace(resolution=lambda: QSize(width, height), maxFrameRate=lambda: rate, pixelFormat=lambda: kind)


FORMS = [form(640, 480, 30), form(1920, 1080, 5, KIND.Format_YUYV), form(1920, 1080, 30), form(3840, 2160, 30)]


@pytest.mark.parametrize(
    ("forms", "wanted", "place"),
    [
        (FORMS, None, 2),
        (FORMS, (640, 480), 0),
        (FORMS, (3840, 2160), 3),
        (FORMS, (123, 45), 2),
        ([form(3840, 2160, 30), form(2560, 1440, 30)], None, 1),
        ([form(1280, 720, 30), form(1280, 720, 30, KIND.Format_NV12)], None, 1),
        ([form(1920, 1080, 5), form(1280, 720, 30)], None, 1),
    ],
)
def test_the_size_is_chosen_from_what_the_camera_says(
    forms: list[SimpleNamespace], wanted: tuple[int, int] | None, place: int
) -> None:
    assert best_format(forms, wanted) is forms[place]


def test_a_camera_that_says_nothing_decides_by_itself() -> None:
    assert best_format([], None) is None


@pytest.mark.parametrize(
    ("status", "words"), [(Qt.PermissionStatus.Granted, "ยังไม่ได้ต่อกล้อง"), (Qt.PermissionStatus.Denied, "อนุญาต")]
)
def test_without_a_camera_or_leave_to_use_it_there_is_a_sentence(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, status: Qt.PermissionStatus, words: str
) -> None:
    monkeypatch.setattr(camera_device, "_chosen", lambda _wanted: None)
    system = SimpleNamespace(instance=lambda: SimpleNamespace(checkPermission=lambda _permission: status))
    monkeypatch.setattr(camera_device, "QCoreApplication", system)
    camera = DeviceCamera()
    problems: list[Exception] = []
    camera.failed.connect(problems.append)
    camera.start()
    assert [words in str(problem) for problem in problems] == [True]
    assert not camera.is_on
    camera.deleteLater()


def test_a_system_that_asks_first_is_waited_for(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Callable[[object], None]] = []
    system = SimpleNamespace(
        checkPermission=lambda _permission: Qt.PermissionStatus.Undetermined,
        requestPermission=lambda _permission, _camera, answer: asked.append(answer),
    )
    monkeypatch.setattr(camera_device, "QCoreApplication", SimpleNamespace(instance=lambda: system))
    camera = DeviceCamera()
    problems: list[Exception] = []
    camera.failed.connect(problems.append)
    camera.start()
    assert (camera.is_on, problems) == (True, [])
    asked[0](SimpleNamespace(status=lambda: Qt.PermissionStatus.Denied))
    assert "อนุญาต" in str(problems[0])
    camera.start()
    camera.stop()
    asked[1](SimpleNamespace(status=lambda: Qt.PermissionStatus.Denied))  # too late: nobody wants it any more
    assert len(problems) == 1
    camera.deleteLater()


# A camera of Qt's, with a stand-in for the driver: sink, frames and signals are Qt's own


class Driver(QObject):
    """Stands for QCamera."""

    WhiteBalanceMode, ExposureMode, Error = QCamera.WhiteBalanceMode, QCamera.ExposureMode, QCamera.Error
    errorOccurred = Signal(object, str)  # noqa: N815 - Qt's name
    holds = True

    def __init__(self, device: SimpleNamespace, _parent: QObject) -> None:
        super().__init__()
        self._device, self.told = device, list[object]()

    def cameraDevice(self) -> SimpleNamespace:
        return self._device

    def start(self) -> None:
        self.told.append("start")

    def stop(self) -> None:
        self.told.append("stop")

    def isWhiteBalanceModeSupported(self, _mode: object) -> bool:
        return self.holds

    def isExposureModeSupported(self, _mode: object) -> bool:
        return self.holds

    def exposureTime(self) -> float:
        return 0.01

    def __getattr__(self, name: str) -> Callable[[object], None]:
        if not name.startswith("set"):
            raise AttributeError(name)
        return lambda value: self.told.append((name, value))


class Session(QObject):
    """Stands for QMediaCaptureSession, which takes nothing but a QCamera."""

    def setVideoSink(self, sink: QVideoSink) -> None:
        self.sink = sink

    def setCamera(self, camera: object) -> None:
        pass


class Plugged(NamedTuple):
    """A camera of Qt's that is started, and what is around it."""

    camera: DeviceCamera
    there: list[SimpleNamespace]
    seen: list[DeviceFrame]
    problems: list[Exception]

    @property
    def driver(self) -> Driver:
        return self.camera._camera

    def show(self, frame: QVideoFrame) -> None:
        self.camera._sink.setVideoFrame(frame)


@pytest.fixture
def plugged(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Plugged]:
    webcam = SimpleNamespace(id=lambda: QByteArray(b"usb-1"), description=lambda: "Webcam", videoFormats=list)
    there = [webcam]
    inputs = SimpleNamespace(
        videoInputs=lambda: there, defaultVideoInput=lambda: SimpleNamespace(id=QByteArray, isNull=lambda: True)
    )
    monkeypatch.setattr(camera_device, "QCamera", Driver)
    monkeypatch.setattr(camera_device, "QMediaCaptureSession", lambda _parent: Session())
    monkeypatch.setattr(camera_device, "QMediaDevices", inputs)
    monkeypatch.setattr(DeviceCamera, "_watch_inputs", lambda _self: None)
    monkeypatch.setattr(camera_device, "_PATIENCE_MS", 60_000)
    camera = DeviceCamera()
    seen: list[DeviceFrame] = []
    problems: list[Exception] = []
    camera.seen.connect(seen.append)
    camera.failed.connect(problems.append)
    camera.start()
    yield Plugged(camera, there, seen, problems)
    camera.stop()
    camera.deleteLater()


def test_what_the_camera_sends_is_seen(plugged: Plugged, wait: Wait) -> None:
    assert plugged.driver.told == ["start"]
    plugged.show(qt_frame(KIND.Format_YUYV))
    wait(lambda: len(plugged.seen) == 1)
    assert plugged.seen[0].rgb().mean(axis=(0, 1)) == pytest.approx([255, 0, 0], abs=4)
    driver = plugged.driver
    plugged.camera.stop()
    assert driver.told[-1] == "stop"
    assert not plugged.camera.is_on


def test_frames_have_the_camera_s_own_even_times(plugged: Plugged, wait: Wait, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(camera_device, "_CLOCKS_APART", 3600.0)  # between two frames a slow machine may take a second
    for number in range(3):
        frame = qt_frame(KIND.Format_NV12)
        frame.setStartTime(5_000_000 + number * 40_000)
        plugged.show(frame)
    wait(lambda: len(plugged.seen) == 3)
    times = [frame.at for frame in plugged.seen]
    assert [times[1] - times[0], times[2] - times[1]] == pytest.approx([0.04, 0.04], abs=1e-6)


def test_a_camera_in_use_and_one_pulled_out_are_told_apart(plugged: Plugged) -> None:
    plugged.driver.errorOccurred.emit(QCamera.Error.CameraError, "Device or resource busy")
    assert "โปรแกรมอื่น" in str(plugged.problems[-1])
    assert not plugged.camera.is_on
    plugged.camera.start()
    plugged.there.clear()
    plugged.driver.errorOccurred.emit(QCamera.Error.CameraError, "No such device")
    assert "หลุด" in str(plugged.problems[-1])


def test_a_camera_that_leaves_the_list_is_pulled_out(plugged: Plugged) -> None:
    changes: list[bool] = []
    plugged.camera.devices_changed.connect(lambda: changes.append(True))
    plugged.camera._look_for_it()
    assert (plugged.problems, changes) == ([], [True])
    plugged.there.clear()
    plugged.camera._look_for_it()
    assert "หลุด" in str(plugged.problems[0])
    assert len(changes) == 2


def test_a_camera_that_shows_nothing_is_not_waited_for_for_ever(plugged: Plugged, wait: Wait) -> None:
    plugged.camera._patience.start(1)
    wait(lambda: bool(plugged.problems))
    assert "ไม่ส่งภาพมา" in str(plugged.problems[0])


def test_what_it_can_hold_is_held(plugged: Plugged) -> None:
    plugged.camera.hold_colours()
    assert plugged.camera.hold_exposure() == 0.01
    assert plugged.camera.hold_exposure(0.02) == 0.02
    names = [entry[0] for entry in plugged.driver.told if isinstance(entry, tuple)]
    assert names == ["setWhiteBalanceMode", "setColorTemperature", *(("setExposureMode", "setManualExposureTime") * 2)]
    plugged.driver.holds = False
    assert plugged.camera.hold_exposure(0.02) == 0.0
