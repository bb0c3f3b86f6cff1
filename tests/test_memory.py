"""Memory is given back, and what a window dropped stays for the window's own thread to delete."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from vendor_app.memory import give_back


class Dropped:
    def __init__(self) -> None:
        self.itself = self  # a cycle: only the garbage collector can end it


@pytest.fixture(params=[True, False], ids=["on", "off"])
def collecting(request: pytest.FixtureRequest) -> Iterator[bool]:
    """Whether Python's own collector is on; it is off where a window lives."""
    was = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if was else gc.disable)()


def test_cycles_are_collected_only_where_pythons_collector_is_on(collecting: bool) -> None:
    dropped = weakref.ref(Dropped())
    give_back()
    assert (dropped() is None) == collecting
