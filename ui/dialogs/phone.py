"""A phone joins in: the code to scan, what came of it, and what is wrong when it does not."""

from collections.abc import Sequence

from PySide6.QtCore import QElapsedTimer, QSize, Qt, QTimer
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.dialogs.message import DialogTitle
from ui.phone_link import Opening, PhoneLink, Purpose
from ui.widgets.badge import Badge
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.camera_sounds import beep
from ui.widgets.card import Caption
from ui.widgets.editors import Choice
from ui.widgets.phone_rows import ArrivalList
from ui.widgets.preview_sound import Loudspeaker
from ui.widgets.qr_picture import QrPicture
from ui.widgets.words import Line
from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.phone.arrivals import Arrival
from vendor_app.phone.network import Adapter
from vendor_app.phone.selftest import Finding, look_for_phone
from vendor_app.photos.shot_list import shot_list

_SIZE = QSize(860, 560)
_SMALLEST = QSize(700, 420)
_FRAME = QSize(20, 50)
"""What the system draws around it: a 1366×768 screen at 150 % has no room to spare."""
_QR = 252
_TICK_MS = 1000
_MOST_NAMED = 12
"""Files of a bundle that are listed by name."""


class PhoneAddress(Line):
    """The address, in letters large enough to be typed from (Kanit)."""


class PhoneDialog(QDialog):
    """The page for phones is open exactly as long as this is."""

    def __init__(self, parent: QWidget | None, link: PhoneLink, purpose: Purpose) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumSize(_SMALLEST)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - _FRAME))
        self._link, self._purpose = link, purpose
        self._gives = purpose.handover is not None
        self._findings: tuple[Finding, ...] = ()
        self._phones: set[str] = set()
        self._waited = QElapsedTimer()
        self._adapters: tuple[Adapter, ...] = ()
        self._speaker, self._chime = Loudspeaker(self), beep(1175, 0.16)
        self._make_parts()
        self._lay_out()
        self._listen()
        self._ticking = QTimer(self, interval=_TICK_MS)
        self._ticking.timeout.connect(self._tick)
        self._ticking.start()
        self._open()

    def _make_parts(self) -> None:
        title = _("Save to a phone") if self._gives else _("Photos from a phone")
        self.setWindowTitle(title)
        self._title = DialogTitle(f"{title}: {self._purpose.product.name}")
        self.qr = QrPicture(_QR)
        self._host, self._secret, self._left = PhoneAddress(), PhoneAddress(), Caption(wrap=True)
        for line in (self._host, self._secret):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = Badge(_("Opening the page…"))
        self._ways = Choice()
        self._ways.setAccessibleName(_("By which connection"))
        self._way_words = Caption(_("By which connection"))
        titles = {shot.name: str(shot.title) for shot in shot_list(self._purpose.product).shots}
        self.arrivals = ArrivalList(titles)
        self._count = Caption(self._what_to_do(), wrap=True)
        self._again, self._done = QuietButton(_("Open again"), "arrow-clockwise"), PrimaryButton(_("Done"), "check")
        self._done.setDefault(True)
        self._again.hide()

    def _what_to_do(self) -> str:
        if self._purpose.handover is not None:
            what = _("Scan the code with the phone's camera, on the same Wi-Fi, and press Save there.")
            return f"{what}\n\n" + " · ".join(gift.title for gift in self._purpose.handover.gifts[:_MOST_NAMED])
        return _("Scan the code with the phone's camera, on the same Wi-Fi. What it sends appears here by itself.")

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self._host, self._secret, self._left):
            left.addWidget(widget)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._title)
        right.addWidget(self._count)
        right.addWidget(self.state, 0, Qt.AlignmentFlag.AlignLeft)
        right.addWidget(self._way_words)
        right.addWidget(self._ways)
        right.addWidget(self.arrivals, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._again)
        buttons.addWidget(self._done)
        right.addLayout(buttons)
        columns = QHBoxLayout(self)
        columns.setContentsMargins(24, 20, 24, 18)
        columns.setSpacing(26)
        columns.addLayout(left)
        columns.addLayout(right, 1)

    def _listen(self) -> None:
        self._link.opened.connect(self._show_opened)
        self._link.failed.connect(self._show_problem)
        self._link.arrived.connect(self._show_arrival)
        self._link.came.connect(self._greet)
        self._link.ended.connect(self._show_ended)
        self._ways.activated.connect(self._choose_way)
        self._again.clicked.connect(self._open)
        self._done.clicked.connect(self.accept)
        self.finished.connect(self._link.stop)

    # The page

    def _open(self, address: str = "") -> None:
        self._phones.clear()
        self._waited.invalidate()
        self._show_address("", "")
        self._count.show()
        self._show_findings(())
        self.state.show_state(_("Opening the page…"), "idle")
        self._link.open(self._purpose, address if isinstance(address, str) else "")

    def _show_opened(self, opening: Opening) -> None:
        self._adapters = opening.adapters
        self._ways.clear()
        for one in opening.adapters:
            self._ways.addItem(f"{one.name} · {one.address}")
        if opening.adapter is not None:
            self._ways.setCurrentIndex(opening.adapters.index(opening.adapter))
        self._show_findings(opening.findings)
        self._again.setVisible(opening.server is None)
        self._count.setVisible(opening.server is not None)
        if opening.server is not None:
            self._show_address(opening.server.host, opening.server.session.secret)
            self._waited.start()
        self._tick()

    def _show_address(self, host: str, secret: str) -> None:
        self.qr.show_text(f"http://{host}/{secret}" if host else "")
        self._host.setText(f"http://{host}/" if host else "")
        self._secret.setText(secret)
        self._left.setText("")

    def _choose_way(self, place: int) -> None:
        self._open(self._adapters[place].address)

    def _show_problem(self, problem: VendorError) -> None:
        self._again.show()
        self._count.hide()
        self._show_findings((Finding(name="answer", verdict="fail", message=problem.message, hint=problem.hint),))

    def _show_ended(self, why: str) -> None:
        self._show_address("", "")
        self._count.hide()
        words = {
            "idle": _("Closed: no phone came for ten minutes."),
            "secrets": _("Closed for safety: somebody tried wrong addresses."),
        }
        self.state.show_state(words.get(why, _("The page has closed.")), "warn", "warning")
        self.arrivals.show_findings(())
        self._again.show()

    # What is found

    def _show_findings(self, findings: Sequence[Finding]) -> None:
        """Show in a badge how the test went, and below what did not go well."""
        self._findings = tuple(findings)
        wrong = [one for one in findings if one.verdict != "pass"]
        self.arrivals.show_findings(wrong)
        if any(one.verdict == "fail" for one in wrong):
            self.state.show_state(_("Phones cannot come in yet"), "bad", "wifi-slash")
        elif wrong:
            self.state.show_state(_("It may not work yet"), "warn", "wifi-medium")
        elif findings:
            self.state.show_state(_("Network tested"), "good", "wifi-high")
        several = len(self._adapters) > 1
        self._ways.setVisible(several)
        self._way_words.setVisible(several)

    def _tick(self) -> None:
        """Say how long the page stays open, and what to try when no phone comes."""
        server = self._link.server
        if server is None:
            return
        minutes = max(round(server.session.seconds_left / 60), 1)
        self._left.setText(_("Closes after {minutes} minutes without a phone").format(minutes=minutes))
        seconds = self._waited.elapsed() / 1000 if self._waited.isValid() else 0.0
        found = look_for_phone(self._phones, seconds)
        others = tuple(one for one in self._findings if one.name != "phone")
        if found is not None and (*others, found) != self._findings:
            self._show_findings((*others, found))

    def _greet(self, address: str) -> None:
        self._phones.add(address)
        self._tick()
        self.state.show_state(_("A phone is here"), "good", "device-mobile")

    # What comes

    def _show_arrival(self, arrival: Arrival) -> None:
        self.arrivals.show_arrival(arrival)
        if arrival.state == "done":
            self._speaker.load(self._chime)
            self._speaker.play()
