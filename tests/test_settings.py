"""What the program remembers between runs."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from vendor_app import files
from vendor_app.errors import VendorError
from vendor_app.settings import Settings, change_settings, load_settings, save_settings, settings_file


def test_what_was_saved_is_read_again() -> None:
    wanted = Settings(language="en", shop="/shops/ร้านป้าแดง")
    save_settings(wanted)
    assert load_settings() == wanted


def test_what_one_page_remembers_stays_when_another_remembers_something_else() -> None:
    change_settings(camera="usb-1", camera_size=(1920, 1080))
    assert change_settings(language="en") == Settings(language="en", camera="usb-1", camera_size=(1920, 1080))
    assert load_settings() == Settings(language="en", camera="usb-1", camera_size=(1920, 1080))


@pytest.mark.parametrize(
    "content", [b"", b"\0" * 100, b"\xff\xfe", b"language = 1", b"a = " + b"[" * 10_000], ids=lambda _: ""
)
def test_damaged_settings_do_not_keep_the_program_from_starting(content: bytes) -> None:
    save_settings(Settings(language="en"))
    settings_file().write_bytes(content)
    assert load_settings() == Settings()


def test_a_file_where_the_folder_should_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(VendorError, match="บันทึก"):
        save_settings(Settings(), tmp_path / "file" / "settings.toml")


@pytest.mark.parametrize("content", [b"\0" * 100, b"language = 1"], ids=["zeros", "newer"])
def test_what_could_not_be_read_is_kept_beside_what_is_written_next(content: bytes) -> None:
    save_settings(Settings())
    settings_file().write_bytes(content)
    assert change_settings(camera="usb-1") == Settings(camera="usb-1")
    assert load_settings() == Settings(camera="usb-1")
    assert settings_file().with_name("settings.unread-1.toml").read_bytes() == content


@pytest.mark.parametrize("work", [load_settings, lambda: change_settings(camera="usb-1")])
def test_settings_that_a_virus_scanner_holds_for_a_moment_are_not_lost(
    monkeypatch: pytest.MonkeyPatch, work: Callable[[], Settings]
) -> None:
    save_settings(Settings(language="en", shop="/shops/ร้านป้าแดง"))
    real, tries = Path.read_bytes, []

    def held(path: Path) -> bytes:
        tries.append(path)
        if len(tries) < 4:
            raise PermissionError(errno.EACCES, "held by antivirus")
        return real(path)

    monkeypatch.setattr(Path, "read_bytes", held)
    monkeypatch.setattr(files.time, "sleep", lambda _seconds: None)
    monkeypatch.setattr(files.sys, "platform", "win32")
    assert (work().language, work().shop) == ("en", "/shops/ร้านป้าแดง")
