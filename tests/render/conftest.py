"""What the tests of drawing stand on: a text engine, and photos that are cloth."""

from collections.abc import Callable

import numpy as np
import pytest

from tests.conftest import cloth
from vendor_app.photos.photo import PhotoId
from vendor_app.render.colour import Pixels
from vendor_app.render.lettering import ensure_text_engine

OpenCloth = Callable[[PhotoId, tuple[int, int]], Pixels]


@pytest.fixture(autouse=True)
def _text_engine() -> None:
    ensure_text_engine()


@pytest.fixture(scope="session")
def open_cloth() -> OpenCloth:
    """Open any photo: a piece of cloth, another one for each id, of 900 x 1200."""
    kept: dict[PhotoId, Pixels] = {}

    def open_photo(photo: PhotoId, size: tuple[int, int]) -> Pixels:
        if photo not in kept:
            kept[photo] = np.asarray(cloth(900, 1200, seed=int(photo[-6:], 16)))
        return kept[photo]

    return open_photo
