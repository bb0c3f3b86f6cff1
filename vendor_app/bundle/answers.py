"""What the vendor answered "I know" to, per product: such a check is not asked again until it finds something else."""

from pathlib import Path

import msgspec
from msgspec import UNSET

from vendor_app.bundle.model import CheckResult
from vendor_app.files import read, read_back, safe_name, write_whole
from vendor_app.shop import Shop
from vendor_app.shop_folder import make_within

_FOLDER = "answers"


class _Answers(msgspec.Struct, frozen=True, kw_only=True):
    """The file of one product."""

    known: dict[str, tuple[str, ...]] = {}


def known_checks(shop: Shop, product_id: str) -> dict[str, tuple[str, ...]]:
    """Return the checks that were answered, by name, with what each had found. A damaged file holds none of them."""
    try:
        return _decode(read(_file(shop, product_id))).known
    except (OSError, ValueError, RecursionError):
        return {}


def know(shop: Shop, product_id: str, check: CheckResult) -> None:
    """Remember that the vendor knows what ``check`` found. Raises VendorError when the disk refuses."""
    found = () if check.found is UNSET else check.found
    known = read_back(_file(shop, product_id), _decode, _Answers()).known
    _write(shop, product_id, known | {check.name: tuple(dict.fromkeys((*known.get(check.name, ()), *found)))})


def ask_again(shop: Shop, product_id: str, name: str) -> None:
    """Forget the answer to a check, if there was one. Raises VendorError when the disk refuses."""
    known = read_back(_file(shop, product_id), _decode, _Answers()).known
    if known.pop(name, None) is not None:
        _write(shop, product_id, known)


def _decode(content: bytes) -> _Answers:
    return msgspec.json.decode(content, type=_Answers)


def _write(shop: Shop, product_id: str, known: dict[str, tuple[str, ...]]) -> None:
    file = _file(shop, product_id)
    make_within(shop.folder, file.parent)
    write_whole(file, msgspec.json.format(msgspec.json.encode(_Answers(known=known)), indent=1))


def _file(shop: Shop, product_id: str) -> Path:
    return shop.folder / _FOLDER / f"{safe_name(product_id)}.json"
