import time
from collections.abc import Iterator

import pytest

from vendor_app import language
from vendor_app.thai.dates import format_date, now


@pytest.fixture
def _in_bangkok(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    if not hasattr(time, "tzset"):
        pytest.skip("this system keeps one time zone")
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Bangkok")
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    ("iso", "thai"), [("2026-11-22", "22 พ.ย. 2569"), ("2026-01-01", "1 ม.ค. 2569"), ("2024-02-29", "29 ก.พ. 2567")]
)
def test_the_buddhist_year_is_shown(iso: str, thai: str) -> None:
    assert format_date(iso) == thai


def test_english_shows_the_year_of_english() -> None:
    language.use("en")
    assert format_date("2026-11-22") == "22 Nov 2026"


@pytest.mark.usefixtures("_in_bangkok")
@pytest.mark.parametrize(
    ("iso", "thai"),
    [("2026-12-31T16:59:59+00:00", "31 ธ.ค. 2569"), ("2026-12-31T17:00:00.000000+00:00", "1 ม.ค. 2570")],
)
def test_a_moment_falls_on_the_vendors_own_day(iso: str, thai: str) -> None:
    assert format_date(iso) == thai


def test_moments_sort_as_texts() -> None:
    moments = [now() for _ in range(50)]
    assert moments == sorted(moments)
    assert {len(moment) for moment in moments} == {len("2026-11-22T08:00:00.000000+00:00")}
