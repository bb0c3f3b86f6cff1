"""The tables: the same as the migrations make, whole after a failed one, refused when they are not ours."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from msgspec.structs import replace
from sqlalchemy import text

from tests.catalogue.conftest import SHIRT
from vendor_app.catalogue import database as module
from vendor_app.catalogue.catalogue import Catalogue
from vendor_app.catalogue.database import HEAD, CatalogueDamaged, CatalogueFromFuture, Database
from vendor_app.catalogue.tables import Base
from vendor_app.errors import VendorError
from vendor_app.shop_folder import ShopGone


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return the path of a catalogue.sqlite with one product in it, closed."""
    catalogue = Catalogue.open(tmp_path)
    catalogue.add(SHIRT)
    catalogue.close()
    return tmp_path / "catalogue.sqlite"


def test_the_migrations_make_the_tables_of_the_models(path: Path) -> None:
    database = Database.open(path)
    with database.transaction() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Base.metadata) == []
    database.close()
    with sqlite3.connect(path) as raw:
        written = dict(raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
    assert 'COLLATE "NOCASE"' in written["products"]
    assert 'COLLATE "NOCASE"' in written["variants"]


def test_the_head_is_the_newest_migration() -> None:
    assert ScriptDirectory(str(module._MIGRATIONS)).get_heads() == [HEAD]


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "delete"), ("synchronous", 3), ("foreign_keys", 1), ("user_version", 0)]
)
def test_nothing_is_lost_by_how_it_is_opened(path: Path, pragma: str, value: object) -> None:
    database = Database.open(path)
    with database.transaction() as connection:
        assert connection.execute(text(f"PRAGMA {pragma}")).scalar() == value
    database.close()


def test_a_wal_left_by_another_tool_is_turned_back(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA journal_mode=WAL")
    raw.close()
    Database.open(path).close()
    assert [file.name for file in path.parent.glob("catalogue.*")] == ["catalogue.sqlite"]


def test_a_transaction_is_all_or_nothing(path: Path) -> None:
    database = Database.open(path)

    def fail() -> None:
        with database.transaction() as connection:
            connection.execute(text("DELETE FROM products"))
            connection.execute(text("CREATE TABLE half (x)"))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with database.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM variants")).scalar() == 3
        assert connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")).scalar() == 0
    database.close()


def test_foreign_keys_hold(path: Path) -> None:
    database = Database.open(path)
    with pytest.raises(Exception, match="FOREIGN KEY"), database.transaction() as connection:
        connection.execute(text("INSERT INTO tiers VALUES ('nobody', 0, 'x', 1, 1, 0)"))
    database.close()


NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "0006", "0005"
def upgrade():
    op.add_column("products", sa.Column("brand", sa.String(), nullable=False, server_default=""))
    with op.batch_alter_table("products") as table:
        table.drop_column("weight_grams")
    op.execute("DELETE FROM clips")
    {end}
"""


def _next_release(monkeypatch: pytest.MonkeyPatch, folder: Path, end: str) -> None:
    """Have the program bring a further migration, which adds a column, rebuilds a table, and ends with ``end``."""
    shutil.copytree(module._MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "versions" / "0006_next.py").write_text(NEXT.format(end=end), encoding="utf-8")
    monkeypatch.setattr(module, "_MIGRATIONS", folder)
    monkeypatch.setattr(module, "HEAD", "0006")


def _dump(path: Path) -> list[str]:
    with sqlite3.connect(path) as raw:
        return list(raw.iterdump())


def test_a_migration_rebuilds_a_table_and_keeps_its_parts(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _next_release(monkeypatch, tmp_path / "ของ 50% ใหม่", "pass")
    database = Database.open(path)
    assert not database.is_new
    with database.transaction() as connection:
        assert connection.execute(text("SELECT brand, name FROM products")).all() == [("", "เสื้อยืดคอกลม")]
        assert connection.execute(text("SELECT count(*) FROM variants")).scalar() == 3
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
    database.close()


@pytest.mark.parametrize(
    "end", ["raise RuntimeError('half way')", "op.execute('INSERT INTO no_such_table VALUES (1)')"]
)
def test_a_migration_that_fails_half_way_leaves_the_catalogue_as_it_was(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    before = _dump(path)
    with monkeypatch.context() as patch:
        _next_release(patch, tmp_path / "next", end)
        with pytest.raises(Exception, match=r"half way|no_such_table"):
            Database.open(path)
    assert _dump(path) == before
    catalogue = Catalogue.open(path.parent)
    assert catalogue.product("TS-1").name == SHIRT.name
    catalogue.close()


def test_a_migration_that_breaks_a_reference_is_undone(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = _dump(path)
    _next_release(monkeypatch, tmp_path / "next", "op.execute('DELETE FROM products')")
    with pytest.raises(CatalogueDamaged):
        Database.open(path)
    assert _dump(path) == before


@pytest.mark.parametrize("revision", ["0999", "0006", "a1b2c3d4e5f6", "10000", "0000", "two"])
def test_a_catalogue_from_the_future_is_refused_untouched(path: Path, revision: str) -> None:
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    raw.execute("PRAGMA journal_mode=WAL")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(CatalogueFromFuture, match="รุ่นใหม่กว่า"):
        Database.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("sql", ["DELETE FROM alembic_version", "UPDATE alembic_version SET version_num = ''"])
def test_a_catalogue_that_has_lost_its_version_is_damaged(path: Path, sql: str) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute(sql)
    raw.close()
    with pytest.raises(CatalogueDamaged):
        Database.open(path)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: b"not a database at all, only text" * 100,
        lambda content: content[:100] + bytes(len(content) - 100),
        lambda content: content[: len(content) // 2],
        lambda content: content[:4096] + b"\xff" * 4096 + content[8192:],
    ],
    ids=["text", "zeros", "cut off", "broken page"],
)
def test_a_damaged_catalogue_is_refused_untouched(path: Path, spoil: object) -> None:
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(CatalogueDamaged, match="เสียหาย") as refused:
        Database.open(path)
    assert "products" in refused.value.hint
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "sql",
    ["CREATE TABLE notes (x)", "CREATE TABLE alembic_version (version_num); INSERT INTO alembic_version VALUES ('ab')"],
)
def test_another_programs_database_is_refused(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "catalogue.sqlite"
    with sqlite3.connect(path) as raw:
        raw.executescript(sql)
    raw.close()
    before = path.read_bytes()
    with pytest.raises(CatalogueDamaged):
        Database.open(path)
    assert path.read_bytes() == before


def test_an_empty_file_is_a_new_catalogue(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").touch()
    database = Database.open(tmp_path / "catalogue.sqlite")
    assert database.is_new
    database.close()


def test_a_catalogue_that_another_program_writes_to_is_said_to_be_in_use(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect
    monkeypatch.setattr(
        module.sqlite3, "connect", lambda *args, **options: connect(*args, **(options | {"timeout": 0}))
    )
    database = Database.open(path)
    other = connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(VendorError, match="กำลังใช้"), database.transaction():
        pass
    other.close()
    with database.transaction() as connection:
        assert connection.execute(text("SELECT count(*) FROM products")).scalar() == 1
    database.close()


def test_a_folder_in_its_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "catalogue.sqlite").mkdir()
    with pytest.raises(VendorError, match="catalogue"):
        Database.open(tmp_path / "catalogue.sqlite")


def test_a_bug_in_a_statement_stays_a_bug(path: Path) -> None:
    database = Database.open(path)
    with pytest.raises(Exception, match="no such table") as bug, database.transaction() as connection:
        connection.execute(text("SELECT * FROM no_such"))
    assert not isinstance(bug.value, VendorError)
    database.close()


def _spoil(path: Path, instead: Path) -> None:
    """Have the open file lead to something else, as to a stick that was pulled out it leads to nothing."""
    held = [int(fd.name) for fd in Path("/proc/self/fd").iterdir() if os.path.realpath(fd) == str(path)]
    assert held
    other = os.open(instead, os.O_RDONLY)
    for descriptor in held:
        os.dup2(other, descriptor)
    os.close(other)


@pytest.fixture(params=["a folder", "zeros"])
def nothing(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Return what cannot be read as a catalogue."""
    if request.param == "a folder":
        return tmp_path
    (tmp_path / "zeros").write_bytes(b"\0" * 200_000)
    return tmp_path / "zeros"


linux = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="only Linux shows what is open")


@linux
def test_a_stick_that_is_back_is_gone_on_with(tmp_path: Path, nothing: Path) -> None:
    (tmp_path / "shop").mkdir()
    catalogue = Catalogue.open(tmp_path / "shop")
    shirt = catalogue.add(SHIRT)
    _spoil(tmp_path / "shop" / "catalogue.sqlite", nothing)
    (tmp_path / "shop").rename(tmp_path / "away")
    for _turn in range(2):
        with pytest.raises(ShopGone):
            catalogue.save(replace(shirt, price=100))
        with pytest.raises(ShopGone):
            catalogue.products("เสื้อ")
    with sqlite3.connect(tmp_path / "away" / "catalogue.sqlite") as elsewhere:
        elsewhere.execute("UPDATE products SET name = 'แก้ที่อื่น'")
    elsewhere.close()
    (tmp_path / "away").rename(tmp_path / "shop")
    assert catalogue.product(shirt.sku).name == "แก้ที่อื่น"
    catalogue.save(replace(shirt, price=100))
    catalogue.close()
    again = Catalogue.open(tmp_path / "shop")
    assert (again.product(shirt.sku).price, again.notes) == (100, ())
    again.close()


@linux
def test_a_catalogue_that_is_whole_is_not_called_damaged(path: Path, nothing: Path) -> None:
    catalogue = Catalogue.open(path.parent)
    _spoil(path, nothing)
    with pytest.raises(VendorError, match="ไดรฟ์") as failed:
        catalogue.product(SHIRT.sku)
    assert not isinstance(failed.value, CatalogueDamaged)
    assert catalogue.product(SHIRT.sku).name == SHIRT.name
    catalogue.close()


@linux
def test_one_that_is_damaged_while_it_is_open_is_called_so(path: Path, nothing: Path) -> None:
    catalogue = Catalogue.open(path.parent)
    _spoil(path, nothing)
    path.write_bytes(b"\0" * 50_000)
    for _turn in range(2):
        with pytest.raises(VendorError):
            catalogue.product(SHIRT.sku)
    with pytest.raises(CatalogueDamaged):
        catalogue.product(SHIRT.sku)
    catalogue.close()


@linux
def test_one_that_is_lost_is_not_made_anew(path: Path, nothing: Path) -> None:
    catalogue = Catalogue.open(path.parent)
    _spoil(path, nothing)
    path.unlink()
    for _turn in range(2):
        with pytest.raises(VendorError, match="ไดรฟ์"):
            catalogue.product(SHIRT.sku)
    assert not path.exists()
    catalogue.close()
