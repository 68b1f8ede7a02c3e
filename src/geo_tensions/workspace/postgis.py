"""A workspace in a PostgreSQL database with PostGIS."""

import io
from collections.abc import Iterator, Mapping

import psycopg
import pyarrow as pa
import pyarrow.csv
import sqlalchemy as sa
from psycopg import sql
from sqlalchemy import event

from geo_tensions.workspace.backends import Tell
from geo_tensions.workspace.errors import WorkspaceError
from geo_tensions.workspace.schema import VERSION_TABLE
from geo_tensions.workspace.store import Bbox

SCHEMA = "geo_tensions"
"""Schema of the database that holds the tables."""

WAIT_S = 10
"""How long a connection is waited for, seconds."""

_LOCK = 0x47656F54
"""Number of the lock that commits and migrations take: the letters GeoT."""

_REASONS: Mapping[str, tuple[str, str]] = {
    "53100": ("its disk is full", "nothing was kept; ask who runs it"),
    "53300": ("has too many connections", "nothing was kept; try again"),
    "25006": ("may only be read", "nothing was kept; ask who runs it"),
    "42501": ("does not allow that", "nothing was kept; ask who runs it for the rights"),
    "40001": ("somebody else was writing", "nothing was kept; try again"),
    "40P01": ("somebody else was writing", "nothing was kept; try again"),
}
"""Meaning of SQLSTATE codes (PostgreSQL, appendix A)."""

_NOT_REACHED = ("connection failed", "connection is bad", "failed to resolve", "connection timeout")
"""How psycopg begins what it says of a connection that was never there; it gives no code."""


class PostGis:
    """Implements :class:`~geo_tensions.workspace.backends.Backend` on PostgreSQL."""

    errors: tuple[type[Exception], ...] = (psycopg.Error,)

    def __init__(self, url: sa.URL) -> None:
        told = {"connect_timeout": str(WAIT_S), "application_name": "geo-tensions"}
        query = {**told, **url.query, "client_encoding": "UTF8"}
        url = url.set(drivername="postgresql+psycopg", query=query)
        place = f"{url.host or _text(url.query.get('host')) or 'local socket'}"
        place += f":{url.port}" if url.port else ""
        self.where = f"postgresql://{place}/{url.database or ''}"
        self.engine = sa.create_engine(url, pool_pre_ping=True)
        self._path = f"{SCHEMA}, public"
        event.listen(self.engine, "connect", self._connected)

    def _connected(self, connection: psycopg.Connection, _record: object) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('search_path', %s, false)", (self._path,))
        connection.commit()

    def prepare(self) -> None:
        """See to it that schema and PostGIS are there, and that both are found."""
        with self.engine.begin() as connection:
            self.lock(connection)
            if connection.exec_driver_sql("SHOW server_encoding").scalar() != "UTF8":
                raise WorkspaceError(self.where, "is not in UTF-8", "use another database")
            if self._extension_schema(connection) is None:
                if not self._available(connection):
                    problem, remedy = "has no PostGIS", "install PostGIS on the server"
                    raise WorkspaceError(self.where, problem, remedy)
                connection.exec_driver_sql("CREATE EXTENSION postgis")
            there = sa.text("SELECT 1 FROM pg_namespace WHERE nspname = :name")
            if connection.execute(there, {"name": SCHEMA}).scalar() is None:
                connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
            extension = self._extension_schema(connection)
        self._path = f'{SCHEMA}, public, "{extension}"'
        # Connections made before do not know the path.
        self.engine.dispose()

    def reason(self, error: BaseException) -> tuple[str, str]:
        """Return what PostgreSQL's code means."""
        code = str(getattr(error, "sqlstate", None) or "")
        if code in _REASONS:
            return _REASONS[code]
        first = " ".join((str(error).splitlines() or [type(error).__name__])[0].split())
        if first.startswith(_NOT_REACHED):
            problem = f"cannot be reached ({first})"
            return problem, "correct the address, or look whether the server runs"
        lost = isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
        if lost or code.startswith(("08", "57")):
            problem = f"the connection was lost ({first})"
            return problem, "what was under way is kept whole or not at all; look, and try again"
        return f"cannot be used ({first})", "nothing was kept; ask who runs it"

    def lock(self, connection: sa.Connection) -> None:
        """Take the lock that ends with the transaction."""
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))

    def ready(self, connection: sa.Connection) -> bool:
        """Tell whether the schema has the table of versions."""
        return VERSION_TABLE in sa.inspect(connection).get_table_names(schema=SCHEMA)

    def found(self, connection: sa.Connection) -> None:
        """Refuse a schema that holds anything else."""
        if sa.inspect(connection).get_table_names(schema=SCHEMA):
            problem = f"its schema {SCHEMA} holds other tables"
            raise WorkspaceError(self.where, problem, "use another database")

    def checked(self, connection: sa.Connection) -> None:
        """Trust who owns the database."""

    def insert(self, connection: sa.Connection, rows: Iterator[pa.Table], *, tell: Tell) -> None:
        """Write rows by COPY; the points follow from the coordinates."""
        driver = connection.connection.driver_connection
        if not isinstance(driver, psycopg.Connection):
            raise TypeError(driver)
        options = pyarrow.csv.WriteOptions(include_header=False)
        first = next(rows, None)
        if first is None:
            return
        names = sql.SQL(", ").join(map(sql.Identifier, first.column_names))
        statement = sql.SQL("COPY records ({}) FROM STDIN (FORMAT csv)").format(names)
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            batch: pa.Table | None = first
            while batch is not None:
                content = io.BytesIO()
                pyarrow.csv.write_csv(batch, content, options)
                copy.write(content.getbuffer())
                tell(batch.num_rows)
                batch = next(rows, None)
        # The planner knows of the rows at once, not when the server finds the time.
        connection.exec_driver_sql("ANALYZE records")

    def touching(self, box: Bbox) -> sa.ColumnElement[bool]:
        """Ask the GiST index of the geometry."""
        envelope = sa.func.ST_MakeEnvelope(*box, 4326)
        return sa.literal_column("records.geom").op("&&", is_comparison=True)(envelope)

    @staticmethod
    def _extension_schema(connection: sa.Connection) -> str | None:
        found = connection.exec_driver_sql(
            "SELECT nspname FROM pg_extension JOIN pg_namespace ON pg_namespace.oid = extnamespace "
            "WHERE extname = 'postgis'"
        ).scalar()
        return None if found is None else str(found)

    @staticmethod
    def _available(connection: sa.Connection) -> bool:
        asked = "SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'"
        return connection.exec_driver_sql(asked).scalar() is not None


def _text(value: str | tuple[str, ...] | None) -> str:
    return value if isinstance(value, str) else ",".join(value or ())
