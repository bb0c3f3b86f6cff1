"""Every sentence of the program has its Thai, and only these have."""

import ast
import re
import string
from pathlib import Path

import polib
import pytest

from vendor_app import language
from vendor_app.resources import resource

ROOT = Path(language.__file__).parent.parent
SOURCES = sorted(file for package in ("vendor_app", "ui") for file in (ROOT / package).rglob("*.py"))
CATALOGUES = sorted(resource("language", "th").glob("*.po"))


def _calls(file: Path) -> list[ast.Call]:
    """Return the calls of ``_`` in a source file."""
    nodes = ast.walk(ast.parse(file.read_text(encoding="utf-8"), str(file)))
    return [n for n in nodes if isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == "_"]


def _in_source() -> dict[str, str]:
    """Return where each English sentence stands, keyed by the sentence."""
    found: dict[str, str] = {}
    for file in SOURCES:
        for call in _calls(file):
            (argument,) = call.args
            if isinstance(argument, ast.Constant):
                found[argument.value] = f"{file.relative_to(ROOT)}:{call.lineno}"
    return found


def _translated() -> list[tuple[Path, polib.POEntry]]:
    return [(file, entry) for file in CATALOGUES for entry in polib.pofile(str(file)) if not entry.obsolete]


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def test_only_literals_are_translated() -> None:
    wrong = [
        f"{file.relative_to(ROOT)}:{call.lineno}"
        for file in SOURCES
        if file.name != "language.py"
        for call in _calls(file)
        if call.keywords or len(call.args) != 1 or not isinstance(call.args[0], ast.Constant)
    ]
    assert not wrong, "a sentence put together at run time has no translation"


def test_every_sentence_has_its_thai() -> None:
    thai = {entry.msgid for _, entry in _translated() if entry.msgstr and "fuzzy" not in entry.flags}
    missing = {where: sentence for sentence, where in _in_source().items() if sentence not in thai}
    assert not missing


_NEVER_ONE = (
    "more than {count}",
    "There are {count}",
    "The {count} selected",
    "Make {number} bundles",
    "Type {count} numbers",
    "already",
    "cannot show",
    "in one product",
    "that is the most",
    "{count} files",
    "{count} bytes",
    "without a phone",
    "seconds",
)
"""What a sentence has in which the number before a noun is always two or more."""


def test_no_english_sentence_speaks_of_1_clips() -> None:
    before_noun = re.compile(r"\{(?:count|number|made|left|rest|rows|views|sales|tags|hours|minutes)\} [a-z]{2,}s\b")
    wrong = {
        sentence: where
        for sentence, where in _in_source().items()
        if before_noun.search(sentence) and not any(part in sentence for part in _NEVER_ONE)
    }
    assert not wrong, "write it as Clips: {count}"


def test_no_translation_is_left_over() -> None:
    english = _in_source().keys()
    left_over = {entry.msgid: file.name for file, entry in _translated() if entry.msgid not in english}
    assert not left_over


def test_no_sentence_is_translated_twice() -> None:
    seen: dict[str, str] = {}
    twice = []
    for file, entry in _translated():
        if entry.msgid in seen:
            twice.append((entry.msgid, seen[entry.msgid], file.name))
        seen[entry.msgid] = file.name
    assert not twice


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_translations_fill_in_the_same_things(file: Path) -> None:
    entries = [entry for place, entry in _translated() if place == file]
    assert entries
    different = {entry.msgid: entry.msgstr for entry in entries if _fields(entry.msgid) != _fields(entry.msgstr)}
    assert not different


@pytest.mark.parametrize("file", CATALOGUES, ids=lambda file: file.name)
def test_translations_are_thai_and_typed_in_order(file: Path) -> None:
    """Brand names and units may stay; a sentence must have Thai letters, with their marks in the stored order."""
    from vendor_app.thai.text import normalise

    wrong = {
        entry.msgid: entry.msgstr
        for place, entry in _translated()
        if place == file
        and (
            normalise(entry.msgstr) != entry.msgstr.strip()
            or (re.search("[a-z]{3}", re.sub(r"{\w*}", "", entry.msgid)) and not re.search("[ก-ฮ]", entry.msgstr))
        )
    }
    assert not wrong


def test_the_language_can_be_switched() -> None:
    language.use("en")
    assert language._("The disk is full.") == "The disk is full."
    language.use("th")
    assert language._("The disk is full.") == "พื้นที่ในเครื่องเต็มแล้ว"
    assert language.current() == "th"


def test_an_unknown_sentence_stays_english() -> None:
    sentence = "No such sentence."
    assert language._(sentence) == sentence
