"""vendor-cli bundle know: a warning that the vendor knows about is not given again."""

from pathlib import Path

import pytest

from tests.test_cli import Cli, Ended
from vendor_app.cli.door import run


@pytest.fixture
def cli(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Return vendor-cli, working on a shop of this test."""

    def call(*arguments: object) -> Ended:
        capsys.readouterr()
        status = run(["--shop", str(tmp_path / "ร้าน"), *map(str, arguments)])
        return Ended(status, *capsys.readouterr())

    return call


@pytest.fixture
def dress(cli: Cli) -> str:
    """Return the code of a product without a shipping fee."""
    return str(cli("--json", "product", "add", "--name", "เดรสผ้าฝ้าย", "--price", "199").json["sku"])


def test_what_is_known_is_kept_and_can_be_asked_again(cli: Cli, dress: str) -> None:
    ended = cli("--json", "bundle", "know", dress, "shipping_said")
    assert (ended.status, ended.json) == (0, {"sku": dress, "known": ["shipping_said"]})
    assert cli("--json", "bundle", "know", dress, "shipping_said").json["known"] == ["shipping_said"]
    assert cli("--json", "bundle", "know", dress, "shipping_said", "--forget").json["known"] == []


@pytest.mark.parametrize("name", ["price_digits", "no_such_check"])
def test_what_finds_nothing_cannot_be_known(cli: Cli, dress: str, name: str) -> None:
    ended = cli("bundle", "know", dress, name)
    assert ended.status == 1
    assert name in ended.err
