"""The file catalogue.sqlite: opened so that nothing is lost, and refused when it is not ours to open."""

import contextlib
import re
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from vendor_app.errors import VendorError
from vendor_app.language import _
from vendor_app.shop_folder import require_there

HEAD = "0005"
"""The newest migration. Four digits, so that a later one is greater."""
_FIRST = "0001"

_MIGRATIONS = Path(__file__).parent / "migrations"
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DOUBTFUL = {*_DAMAGED, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}
_SAFE = ("journal_mode=DELETE", "synchronous=EXTRA", "foreign_keys=ON")


class CatalogueDamaged(VendorError):
    """The file is no catalogue, or one with broken pages."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The catalogue {path} is damaged.").format(path=path),
            _(
                "Move this file out of the shop folder and open the shop again: "
                "the products will be read back from the folder “products”."
            ),
        )


class CatalogueFromFuture(VendorError):
    """A newer program wrote it; it is left as it is."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("The catalogue {path} was made by a newer version of this program.").format(path=path),
            _("Install the newest version, then open the shop again. Nothing was changed."),
        )


def _sentence(code: int, path: Path) -> VendorError | None:
    """Return what to tell the vendor for a result code of SQLite; None for a bug of ours."""
    primary = code & 0xFF  # the rest tells more than a vendor needs
    match primary:
        case sqlite3.SQLITE_FULL:
            return VendorError(_("The disk is full."), _again())
        case sqlite3.SQLITE_IOERR:
            return _failing(path)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return VendorError(
                _("Cannot write to {path}.").format(path=path),
                _("The folder is read-only or the file is open in another program. Close it or choose another folder."),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return VendorError(
                _("Another program is using {path}.").format(path=path), _("Close the other program, then try again.")
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return CatalogueDamaged(path)
    return None


def _failing(path: Path) -> VendorError:
    return VendorError(_("The drive reported an error at {path}.").format(path=path), _again())


def _again() -> str:
    return _("Nothing of this change was saved. Make room or check the drive, then try again.")


@contextlib.contextmanager
def _plain_words(path: Path) -> Iterator[None]:
    """Turn what SQLite says of a disk into sentences a vendor can act on."""
    try:
        yield
    except (sqlite3.Error, DBAPIError) as problem:
        require_there(path.parent)
        sentence = _sentence(_code(problem), path)
        if sentence is None:
            raise
        raise sentence from problem


def _code(problem: sqlite3.Error | DBAPIError) -> int:
    """Return SQLite's own code of a problem; 0 when it has none."""
    cause = problem.orig if isinstance(problem, DBAPIError) else problem
    return int(getattr(cause, "sqlite_errorcode", 0))


class Database:
    """One open catalogue.sqlite: one connection, one lock, usable from any thread."""

    def __init__(self, path: Path, raw: sqlite3.Connection, *, is_new: bool) -> None:
        self.path = path
        self.is_new = is_new
        """Whether there was no catalogue here before."""
        self.lock = threading.RLock()
        self.times_opened = 1
        """More than once when the drive was taken out and put back: it may have been elsewhere meanwhile."""
        self._is_doubtful = False
        """Whether the disk failed in a way that leaves the open file worth nothing although it is whole itself."""
        self._raw = raw
        self._engine = _engine(raw)

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open the catalogue at ``path``, making or migrating its tables first when need be.

        Raises CatalogueFromFuture and CatalogueDamaged, without a byte changed, and VendorError when the disk refuses.
        """
        with _plain_words(path):
            raw, revision = _connected(path)
            try:
                database = cls(path, raw, is_new=revision is None)
                if revision != HEAD:
                    database._migrate()
            except BaseException:
                raw.close()
                raise
        return database

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Hand out the connection inside one transaction: all of it is on the disk afterwards, or nothing.

        Raises VendorError when the disk refuses. After that the file is opened anew.
        """
        with self.lock, _plain_words(self.path):
            if self._is_doubtful:
                self._renew()
            try:
                with self._engine.begin() as connection:
                    yield connection
            except (sqlite3.Error, DBAPIError) as problem:
                self._is_doubtful = (code := _code(problem) & 0xFF) in _DOUBTFUL
                if code in _DAMAGED:
                    self._renew()  # raises if the file is; else only what was open of it is, as of a stick pulled out
                    raise _failing(self.path) from problem
                raise

    def _renew(self) -> None:
        """Open the file again. Raises as ``open`` does, and ShopGone."""
        require_there(self.path.parent)
        if not self.path.is_file():  # SQLite would make one
            raise _failing(self.path)
        raw, _revision = _connected(self.path)
        engine, old, self._raw, self._engine = self._engine, self._raw, raw, _engine(raw)
        self._is_doubtful, self.times_opened = False, self.times_opened + 1
        with contextlib.suppress(sqlite3.Error, DBAPIError):
            engine.dispose()
            old.close()

    def close(self) -> None:
        """Close the file."""
        with self.lock:
            self._engine.dispose()
            self._raw.close()

    def _migrate(self) -> None:
        """Bring the tables to HEAD, all in one transaction.

        Foreign keys are off meanwhile: a migration that rebuilds a table drops the old one, which would take its
        parts along. SQLite turns them on and off only outside a transaction.
        """
        from alembic import command  # noqa: PLC0415 - start-up time: seldom needed
        from alembic.config import Config  # noqa: PLC0415 - the same

        config = Config()
        config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
        self._raw.execute("PRAGMA foreign_keys=OFF")
        try:
            with self._engine.begin() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, HEAD)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise CatalogueDamaged(self.path)
        finally:
            self._raw.execute("PRAGMA foreign_keys=ON")


def _connected(path: Path) -> tuple[sqlite3.Connection, str | None]:
    """Open the file; return the migration it stands at, too, None for an empty one."""
    raw = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        revision = _revision(raw, path)
        _require_sound(raw, path)
        for pragma in _SAFE:
            raw.execute(f"PRAGMA {pragma}")
    except BaseException:
        raw.close()
        raise
    return raw, revision


def _engine(raw: sqlite3.Connection) -> Engine:
    """Return an engine that begins for itself: sqlite3's own way commits before DDL and keeps half a migration."""
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _revision(raw: sqlite3.Connection, path: Path) -> str | None:
    """Return the migration the file stands at; None for an empty one. Refuses what this program does not know."""
    tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if not tables:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone() if "alembic_version" in tables else None
    if row is None or not row[0]:
        raise CatalogueDamaged(path)
    revision = str(row[0])
    if re.fullmatch(r"\d{4}", revision) and _FIRST <= revision <= HEAD:
        return revision
    # Later programs may name their migrations in another way; a stranger's database is never asked to be updated.
    raise CatalogueFromFuture(path) if "products" in tables else CatalogueDamaged(path)


def _require_sound(raw: sqlite3.Connection, path: Path) -> None:
    """Raise CatalogueDamaged when a page of the file is broken."""
    if raw.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise CatalogueDamaged(path)
