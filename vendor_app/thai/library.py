"""The door to PyThaiNLP: opened late, because it takes a while, and kept from writing or downloading."""

import functools
import importlib.util
import os
from collections.abc import Callable, Iterable
from pathlib import Path

_NOT_IN_A_TEXT = "\ue000"
"""A word that changes nothing: for a list of none PyThaiNLP would take its own, all 62,000."""


def _keep_quiet() -> None:
    """Stop PyThaiNLP from making a folder in the user's home on import, and from fetching anything."""
    if "PYTHAINLP_READ_MODE" not in os.environ:  # its older name; it refuses to start when both are set
        os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    os.environ.setdefault("PYTHAINLP_OFFLINE", "1")


@functools.cache
def normaliser() -> Callable[[str], str]:
    """Return ``pythainlp.util.normalize``."""
    _keep_quiet()
    from pythainlp.util import normalize  # noqa: PLC0415 - start-up time

    return normalize


def newmm(text: str, words: Iterable[str]) -> list[str]:
    """Return ``text`` in the words of a list, as PyThaiNLP's maximal matching finds them."""
    segment, trie = _matching()
    return segment(text, custom_dict=trie([_NOT_IN_A_TEXT, *words]))


@functools.cache
def _matching() -> tuple[Callable[..., list[str]], Callable[[Iterable[str]], object]]:
    _keep_quiet()
    from pythainlp.tokenize.newmm import segment  # noqa: PLC0415 - start-up time
    from pythainlp.util import Trie  # noqa: PLC0415 - start-up time

    return segment, Trie


def word_file() -> Path:
    """Return PyThaiNLP's list of Thai words, found without importing it: one word a line, UTF-8."""
    spec = importlib.util.find_spec("pythainlp")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pythainlp")
    return Path(spec.submodule_search_locations[0]) / "corpus" / "words_th.txt"
