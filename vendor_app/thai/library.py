"""The door to PyThaiNLP: opened late, because it takes a fifth of a second, and kept from writing or downloading."""

import functools
import importlib.util
import os
from collections.abc import Callable
from pathlib import Path


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


@functools.cache
def newmm(words: frozenset[str]) -> Callable[[str], list[str]]:
    """Return PyThaiNLP's own word breaker, written in Python, over these words."""
    _keep_quiet()
    from pythainlp.tokenize.newmm import segment  # noqa: PLC0415 - start-up time
    from pythainlp.util import Trie  # noqa: PLC0415 - start-up time

    return functools.partial(segment, custom_dict=Trie(words))


def word_file() -> Path:
    """Return PyThaiNLP's list of Thai words, found without importing it: one word a line, UTF-8."""
    spec = importlib.util.find_spec("pythainlp")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("pythainlp")
    return Path(spec.submodule_search_locations[0]) / "corpus" / "words_th.txt"
