"""The cameras of this machine, through Qt."""

import time
from typing import NamedTuple

from PySide6.QtCore import QByteArray, QCameraPermission, QCoreApplication, QObject, QPermission, Qt, QTimer
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from ui.camera import Device, Ears, Frames, Size, in_use, no_camera, no_picture, refused, unplugged, unreadable
from ui.microphone import Microphone
from vendor_app.errors import VendorError
from vendor_app.video.camera_picture import CameraPicture, Pixels, Plane, i420_of, rgb_of

_PATIENCE_MS = 10_000
"""Until a camera that gives no picture is treated as used elsewhere; old ones need some seconds to begin."""
_BEST = (1920, 1080)
"""Asked for when nothing is remembered: every webcam of today has it, and an old PC can show it."""
_SMOOTH = 15
"""Frames per second below which a size is for stills only, and not chosen unasked."""
_DAYLIGHT = 5000
"""Kelvin at which a camera's own white balance is held; what is left of a tint, the card takes away."""
_CLOCKS_APART = 1.0
"""Seconds by which the camera's clock may be off ours before it is set anew."""

_KIND = QVideoFrameFormat.PixelFormat
_LAYOUTS = {
    _KIND.Format_YUV420P: "yuv420p",
    _KIND.Format_YV12: "yuv420p",
    _KIND.Format_YUV422P: "yuv422p",
    _KIND.Format_NV12: "nv12",
    _KIND.Format_NV21: "nv21",
    _KIND.Format_YUYV: "yuyv422",
    _KIND.Format_UYVY: "uyvy422",
    _KIND.Format_BGRA8888: "bgra",
    _KIND.Format_BGRX8888: "bgr0",
    _KIND.Format_ARGB8888: "argb",
    _KIND.Format_XRGB8888: "0rgb",
    _KIND.Format_RGBA8888: "rgba",
    _KIND.Format_RGBX8888: "rgb0",
    _KIND.Format_ABGR8888: "abgr",
    _KIND.Format_XBGR8888: "0bgr",
    _KIND.Format_Y8: "gray",
    _KIND.Format_Y16: "gray16le",
    _KIND.Format_P010: "p010le",
    _KIND.Format_P016: "p016le",
    _KIND.Format_YUV420P10: "yuv420p10le",
    _KIND.Format_Jpeg: "jpeg",
}
_SPACE = QVideoFrameFormat.ColorSpace
_MATRICES = {_SPACE.ColorSpace_BT709: "709", _SPACE.ColorSpace_BT2020: "2020"}
"""A camera that does not say has BT.601, as USB webcams do."""


class DeviceFrame(NamedTuple):
    """A frame of Qt's, mapped only while it is converted."""

    at: float
    frame: QVideoFrame
    name: str
    """Of the camera."""

    @property
    def size(self) -> Size:
        """Width and height, upright."""
        width, height = self.frame.width(), self.frame.height()
        return (height, width) if _quarters(self.frame) % 2 else (width, height)

    def rgb(self, covering: Size | None = None) -> Pixels:
        """Return it as RGB. Raises VendorError."""
        frame = self._mapped()
        try:
            return rgb_of(_picture(frame), covering)
        except Exception as problem:
            raise unreadable(self.name) from problem
        finally:
            frame.unmap()

    def i420(self, size: Size) -> Pixels:
        """Return it as a frame of footage. Raises VendorError."""
        frame = self._mapped()
        try:
            return i420_of(_picture(frame), size)
        except Exception as problem:
            raise unreadable(self.name) from problem
        finally:
            frame.unmap()

    def _mapped(self) -> QVideoFrame:
        frame = QVideoFrame(self.frame)
        if not frame.map(QVideoFrame.MapMode.ReadOnly):
            raise unreadable(self.name)
        return frame


def _quarters(frame: QVideoFrame) -> int:
    """Return by how many quarters clockwise it is to be turned. A mirror for the vendor would mirror the labels."""
    return (frame.rotation().value + frame.surfaceFormat().rotation().value) // 90 % 4


def _picture(frame: QVideoFrame) -> CameraPicture:
    kind = frame.pixelFormat()
    contents = (memoryview(frame.bits(n))[: frame.mappedBytes(n)] for n in range(frame.planeCount()))
    inside = [Plane(content, frame.bytesPerLine(n)) for n, content in enumerate(contents)]
    if kind == _KIND.Format_YV12:
        inside[1], inside[2] = inside[2], inside[1]
    about = frame.surfaceFormat()
    is_full = about.colorRange() == QVideoFrameFormat.ColorRange.ColorRange_Full
    matrix = _MATRICES.get(about.colorSpace(), "601")
    return CameraPicture(_LAYOUTS[kind], frame.width(), frame.height(), inside, matrix, is_full, _quarters(frame))


class DeviceCamera(Frames):
    """One of the machine's cameras at a time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._inputs: QMediaDevices | None = None
        self._camera: QCamera | None = None
        self._session = QMediaCaptureSession(self)
        self._sink = QVideoSink(self)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._see)
        self._microphone = Microphone(self)
        self._wanted: tuple[str, Size | None] | None = None
        self._size: Size = (0, 0)
        self._offset: float | None = None
        self._patience = QTimer(self, interval=_PATIENCE_MS, singleShot=True)
        self._patience.timeout.connect(self._give_up)

    @property
    def devices(self) -> tuple[Device, ...]:
        """Those that are plugged in, the system's favourite first."""
        self._watch_inputs()
        first = QMediaDevices.defaultVideoInput()
        there = sorted(QMediaDevices.videoInputs(), key=lambda device: device.id() != first.id())
        return tuple(_described(device) for device in there)

    @property
    def device(self) -> Device | None:
        """The one in use."""
        return _described(self._camera.cameraDevice()) if self._camera is not None else None

    @property
    def size(self) -> Size:
        """What is asked of it."""
        return self._size

    @property
    def ears(self) -> Ears:
        """The microphone."""
        return self._microphone

    @property
    def is_on(self) -> bool:
        """Whether pictures come, or are about to."""
        return self._wanted is not None

    def _watch_inputs(self) -> None:
        if self._inputs is None:
            self._inputs = QMediaDevices(self)
            self._inputs.videoInputsChanged.connect(self._look_for_it)

    def start(self, device: str = "", size: Size | None = None) -> None:
        """Ask the system whether we may, then begin."""
        self.stop()
        self._watch_inputs()
        self._wanted = (device, size)
        application = QCoreApplication.instance()
        assert application is not None
        status = application.checkPermission(QCameraPermission())
        if status == Qt.PermissionStatus.Undetermined:
            application.requestPermission(QCameraPermission(), self, self._take_answer)
        else:
            self._begin(allowed=status == Qt.PermissionStatus.Granted)

    def _take_answer(self, permission: QPermission) -> None:
        if self._wanted is not None:
            self._begin(allowed=permission.status() == Qt.PermissionStatus.Granted)

    def _begin(self, *, allowed: bool) -> None:
        assert self._wanted is not None
        wanted, size = self._wanted
        device = _chosen(wanted)
        if not allowed:
            self._fail(refused())
        elif device is None:
            self._fail(no_camera())
        else:
            self._switch_on(device, size)

    def _switch_on(self, device: QCameraDevice, size: Size | None) -> None:
        camera = QCamera(device, self)
        self._camera = camera
        form = best_format(device.videoFormats(), size)
        self._size = (0, 0)
        if form is not None:
            camera.setCameraFormat(form)
            self._size = (form.resolution().width(), form.resolution().height())
        camera.errorOccurred.connect(self._note_error)
        self._session.setCamera(camera)
        self._offset = None
        self._patience.start()
        camera.start()

    def stop(self) -> None:
        """Switch it off, so that others may use it."""
        self._wanted = None
        self._patience.stop()
        self._microphone.stop()
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._note_error)
            camera.stop()
            self._session.setCamera(None)  # type: ignore[arg-type]  # Qt takes it, its stub does not know
            camera.deleteLater()

    def hold_colours(self) -> None:
        """Hold its white balance at daylight: the sheet says what tint is left."""
        camera, manual = self._camera, QCamera.WhiteBalanceMode.WhiteBalanceManual
        if camera is not None and camera.isWhiteBalanceModeSupported(manual):
            camera.setWhiteBalanceMode(manual)
            camera.setColorTemperature(_DAYLIGHT)

    def hold_exposure(self, seconds: float = 0.0) -> float:
        """Hold its exposure."""
        camera, manual = self._camera, QCamera.ExposureMode.ExposureManual
        if camera is None or not camera.isExposureModeSupported(manual):
            return 0.0
        seconds = seconds or camera.exposureTime()
        if seconds <= 0:
            return 0.0
        camera.setExposureMode(manual)
        camera.setManualExposureTime(seconds)
        return seconds

    def release(self) -> None:
        """Let the camera choose again."""
        if self._camera is not None:
            self._camera.setWhiteBalanceMode(QCamera.WhiteBalanceMode.WhiteBalanceAuto)
            self._camera.setExposureMode(QCamera.ExposureMode.ExposureAuto)

    def _see(self, frame: QVideoFrame) -> None:
        if self._camera is not None and frame.isValid():
            self._patience.start()
            self.hand_on(DeviceFrame(self._time(frame), QVideoFrame(frame), self._name))

    def _time(self, frame: QVideoFrame) -> float:
        """Return when it was taken: by the camera's own clock, which is even, set by ours, which is right."""
        now, theirs = time.monotonic(), frame.startTime() / 1_000_000
        if theirs < 0:
            return now
        if self._offset is None or abs(theirs + self._offset - now) > _CLOCKS_APART:
            self._offset = now - theirs
        return theirs + self._offset

    @property
    def _name(self) -> str:
        return self._camera.cameraDevice().description() if self._camera is not None else ""

    def _look_for_it(self) -> None:
        """Notice that the one in use is gone."""
        if self._camera is not None and not _is_there(self._camera.cameraDevice().id()):
            self._fail(unplugged(self._name))
        self.devices_changed.emit()

    def _note_error(self, error: QCamera.Error, _words: str) -> None:
        if self._camera is None or error == QCamera.Error.NoError:
            return
        is_gone = not _is_there(self._camera.cameraDevice().id())
        self._fail((unplugged if is_gone else in_use)(self._name))

    def _give_up(self) -> None:
        self._fail(no_picture(self._name))

    def _fail(self, problem: VendorError) -> None:
        self.stop()
        self.failed.emit(problem)


def _is_there(device: QByteArray) -> bool:
    return any(one.id() == device for one in QMediaDevices.videoInputs())


def _described(device: QCameraDevice) -> Device:
    sizes = {(form.resolution().width(), form.resolution().height()) for form in device.videoFormats()}
    return Device(
        bytes(device.id().data()).decode("utf-8", "replace"),
        device.description(),
        tuple(sorted(sizes, key=lambda size: size[0] * size[1], reverse=True)),
    )


def _chosen(wanted: str) -> QCameraDevice | None:
    """Return the camera of an id, else the system's own choice, else any; None without one."""
    there = QMediaDevices.videoInputs()
    for device in there:
        if bytes(device.id().data()).decode("utf-8", "replace") == wanted:
            return device
    first = QMediaDevices.defaultVideoInput()
    return first if not first.isNull() else next(iter(there), None)


def best_format(formats: list[QCameraFormat], wanted: Size | None) -> QCameraFormat | None:
    """Choose from what a camera says it can do: the size wanted, else the largest up to 1920×1080 that is smooth.

    Of one size the quickest, and of these what need not be decoded. None: it says nothing, and decides by itself.
    """

    def merit(form: QCameraFormat) -> tuple[bool, bool, bool, int, float, bool]:
        width, height = form.resolution().width(), form.resolution().height()
        fits = width <= _BEST[0] and height <= _BEST[1]
        smooth = form.maxFrameRate() >= _SMOOTH
        area = width * height if fits else -width * height
        is_plain = form.pixelFormat() != _KIND.Format_Jpeg
        return ((width, height) == wanted, smooth, fits, area, min(form.maxFrameRate(), 30.0), is_plain)

    return max(formats, key=merit, default=None)
