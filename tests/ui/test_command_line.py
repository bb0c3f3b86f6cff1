"""The words behind vendor-app: a shop, or a sentence in Thai."""

from pathlib import Path

import pytest

from ui.command_line import shop_named_in


def test_a_shop_is_named() -> None:
    assert shop_named_in(["--shop", "ร้านป้าแดง"]) == Path("ร้านป้าแดง")


def test_the_help_is_thai(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shop_named_in(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    assert "เปิดหน้าต่างร้าน" in shown
    assert "Show" not in shown


@pytest.mark.parametrize("words", [["--lol"], ["--shop"], ["ร้าน"]])
def test_what_is_not_understood_is_one_sentence(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        shop_named_in(words)
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
