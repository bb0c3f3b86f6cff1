"""Which drives can be carried away, from what Linux tells; and how one is let go of."""

from pathlib import Path

import pytest

from vendor_app.handover import letting_go
from vendor_app.handover.drives import Drive, drive_of, on_linux
from vendor_app.handover.letting_go import let_go
from vendor_app.language import _


class Machine:
    """A table of mounts and the kernel's tree of devices."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.mounts, self.blocks = folder, folder / "mounts", folder / "class"
        self.blocks.mkdir()
        self.lines: list[str] = []

    def plug(self, device: str, place: str, way: str, *, removable: str = "0", options: str = "rw,relatime") -> Path:
        """Mount ``device`` at ``place``, a name with spaces and all, found on a bus by the ``way``."""
        point = self.folder / place
        point.mkdir(exist_ok=True)
        whole = self.folder / "devices" / way / "block" / device.rstrip("0123456789")
        (whole / device).mkdir(parents=True)
        (whole / "removable").write_text(f"{removable}\n")
        (self.blocks / device).symlink_to(whole / device)
        self.lines.append(f"/dev/{device} {str(point).replace(' ', chr(92) + '040')} vfat {options} 0 0\n")
        self.mounts.write_text("".join(self.lines), encoding="utf-8")
        return point

    def found(self) -> list[Drive]:
        """Return what is found on it."""
        return list(on_linux(self.mounts, self.blocks))


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Return one without drives."""
    return Machine(tmp_path)


def test_sticks_and_cards_are_found_and_the_computers_own_disk_is_not(machine: Machine) -> None:
    stick = machine.plug("sdx1", "ร้าน ป้าแดง", "pci0000:00/usb1/1-2")
    card = machine.plug("sdy1", "CARD", "pci0000:00/ata3", removable="1", options="ro,nosuid")
    machine.plug("sdz1", "data", "pci0000:00/ata1")
    machine.plug("sr0", "disc", "pci0000:00/usb1/1-4", removable="1")
    drives = machine.found()
    assert [drive.path for drive in drives] == [stick, card]
    assert [drive.read_only for drive in drives] == [False, True]
    assert drives[0].name == "ร้าน ป้าแดง"
    assert (drives[0].device, drives[0].file_system) == ("/dev/sdx1", "vfat")
    assert 0 < drives[0].free <= drives[0].size
    assert drives[0].most_file_bytes == 2**32 - 1


def test_a_place_that_is_gone_and_a_machine_without_a_table_have_no_drives(machine: Machine) -> None:
    machine.plug("sdx1", "GONE", "pci0000:00/usb1/1-2").rmdir()
    assert machine.found() == []
    assert list(on_linux(machine.folder / "nothing", machine.blocks)) == []


def test_a_folder_can_stand_for_a_drive(tmp_path: Path) -> None:
    drive = drive_of(tmp_path)
    assert drive.path == tmp_path
    assert drive.size > 0
    with pytest.raises(OSError, match="nowhere"):
        drive_of(tmp_path / "nowhere")


@pytest.mark.parametrize(
    ("device", "released", "is_safe", "sentence"),
    [
        ("/dev/sdx1", True, True, "You can pull out the stick now."),
        ("/dev/sdx1", False, False, "Everything is on the stick, but the computer has not let go of it yet."),
        ("", True, False, "Everything is in the folder."),
    ],
)
def test_it_is_said_whether_the_stick_may_be_pulled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device: str, released: bool, is_safe: bool, sentence: str
) -> None:
    monkeypatch.setattr(letting_go, "_runs", lambda _command: released)
    monkeypatch.setattr(letting_go.sys, "platform", "linux")
    goodbye = let_go(Drive(path=tmp_path, name="A", device=device, free=1, size=1))
    assert (goodbye.is_safe, goodbye.message) == (is_safe, _(sentence))
    assert bool(goodbye.hint) is not is_safe
