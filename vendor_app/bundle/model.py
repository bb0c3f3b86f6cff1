"""The values of a bundle: what was asked of it, and where it is."""

from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

Level: TypeAlias = Literal["pass", "warn", "fail"]


class CheckResult(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to one question asked before posting, translated already."""

    name: str
    """ASCII, stable: what a script looks for."""
    level: Level
    message: str
    """What was found."""
    hint: str = ""
    """What to do about it; of a check that passes, the facts behind it."""
    field: str | UnsetType = UNSET
    """Of a check that does not pass: where it is mended, as ``checks.FIELDS`` says."""
    known: bool | UnsetType = UNSET
    """True: all is not well, but the vendor answered that they know."""
    found: tuple[str, ...] | UnsetType = UNSET
    """The very words, codes or files that are not well."""


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A finished bundle on the disk."""

    platform: str
    path: Path
    """Its folder, or its ZIP."""
    checks: tuple[CheckResult, ...]
