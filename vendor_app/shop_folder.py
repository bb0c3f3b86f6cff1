"""The folder of an open shop may be moved, renamed or pulled out with its drive: nothing is made in its place."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from vendor_app.errors import VendorError
from vendor_app.files import plain_words
from vendor_app.language import _


class ShopGone(VendorError):
    """The folder of an open shop is not where it was. The work goes on when it is back."""

    def __init__(self, shop: Path) -> None:
        super().__init__(
            _("The folder of the shop is not there any more: {path}").format(path=shop),
            _("It was moved or renamed, or its drive was taken out. Put it back where it was, then go on."),
        )


def require_there(shop: Path) -> None:
    """Raise ShopGone unless the folder of the open shop is where it was."""
    if not os.path.isdir(shop):
        raise ShopGone(shop)


@contextlib.contextmanager
def while_there(shop: Path) -> Iterator[None]:
    """Raise ShopGone before a block when the folder is gone already, and instead of what the block fails with then."""
    require_there(shop)
    try:
        yield
    except (VendorError, OSError):
        require_there(shop)
        raise


def make_within(shop: Path, folder: Path) -> None:
    """Make ``folder``, which is somewhere below the folder of an open shop. Raises ShopGone, VendorError.

    The shop's own is never made: what is written there would be lost to the vendor who puts the shop back.
    """
    require_there(shop)
    place = shop
    with plain_words(folder):
        for name in folder.relative_to(shop).parts:
            place /= name
            place.mkdir(exist_ok=True)
