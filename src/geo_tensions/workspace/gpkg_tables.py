"""What makes an SQLite file a GeoPackage 1.4 (OGC 12-128r19) with an indexed layer of points."""

# ruff: noqa: S608 - put together from the constants below
APPLICATION_ID = 0x47504B47
"""The letters GPKG."""

USER_VERSION = 10400

SRS_ID = 4326

_WGS84 = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)

HEAD = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    f"PRAGMA user_version = {USER_VERSION}",
    """
    CREATE TABLE gpkg_spatial_ref_sys (
      srs_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL PRIMARY KEY,
      organization TEXT NOT NULL,
      organization_coordsys_id INTEGER NOT NULL,
      definition TEXT NOT NULL,
      description TEXT
    )
    """,
    """
    CREATE TABLE gpkg_contents (
      table_name TEXT NOT NULL PRIMARY KEY,
      data_type TEXT NOT NULL,
      identifier TEXT UNIQUE,
      description TEXT DEFAULT '',
      last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
      min_x DOUBLE,
      min_y DOUBLE,
      max_x DOUBLE,
      max_y DOUBLE,
      srs_id INTEGER,
      CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
    )
    """,
    """
    CREATE TABLE gpkg_geometry_columns (
      table_name TEXT NOT NULL,
      column_name TEXT NOT NULL,
      geometry_type_name TEXT NOT NULL,
      srs_id INTEGER NOT NULL,
      z TINYINT NOT NULL,
      m TINYINT NOT NULL,
      CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
      CONSTRAINT uk_gc_table_name UNIQUE (table_name),
      CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
      CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)
    )
    """,
    """
    CREATE TABLE gpkg_extensions (
      table_name TEXT,
      column_name TEXT,
      extension_name TEXT NOT NULL,
      definition TEXT NOT NULL,
      scope TEXT NOT NULL,
      CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
    )
    """,
    f"""
    INSERT INTO gpkg_spatial_ref_sys VALUES
      ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', NULL),
      ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', NULL),
      ('WGS 84 geodetic', {SRS_ID}, 'EPSG', {SRS_ID}, '{_WGS84}', 'longitude, latitude, degrees')
    """,
)
"""Comes before the tables of the workspace."""

CONTENTS = (
    "ALTER TABLE records ADD COLUMN geom POINT",
    f"""
    INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES
      ('records', 'features', 'records', 'Own rows, of all sets', {SRS_ID}),
      ('sets', 'attributes', 'sets', 'Sets of own rows', NULL),
      ('changes', 'attributes', 'changes', 'Log of changes', NULL)
    """,
    f"INSERT INTO gpkg_geometry_columns VALUES ('records', 'geom', 'POINT', {SRS_ID}, 0, 0)",
    "CREATE VIRTUAL TABLE rtree_records_geom USING rtree(id, minx, maxx, miny, maxy)",
    """
    INSERT INTO gpkg_extensions VALUES (
      'records', 'geom', 'gpkg_rtree_index',
      'http://www.geopackage.org/spec120/#extension_rtree', 'write-only'
    )
    """,
)
"""Makes the table ``records`` a layer."""

_NEW, _OLD = (f"({row}.geom NOTNULL AND NOT ST_IsEmpty({row}.geom))" for row in ("NEW", "OLD"))
_NOT_NEW, _NOT_OLD = (f"({row}.geom ISNULL OR ST_IsEmpty({row}.geom))" for row in ("NEW", "OLD"))
_BOUNDS = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
_PUT = f"INSERT OR REPLACE INTO rtree_records_geom VALUES (NEW.fid, {_BOUNDS})"
_TAKE = "DELETE FROM rtree_records_geom WHERE id = OLD.fid"
_MOVED = "UPDATE OF geom ON records WHEN OLD.fid = NEW.fid"
_RENUMBERED = "UPDATE ON records WHEN OLD.fid != NEW.fid"

TRIGGERS = {
    f"rtree_records_geom_{name}": (
        f"CREATE TRIGGER rtree_records_geom_{name} AFTER {when} BEGIN {what}; END"
    )
    for name, when, what in (
        ("insert", f"INSERT ON records WHEN {_NEW}", _PUT),
        ("update2", f"{_MOVED} AND {_NOT_NEW}", _TAKE),
        ("update4", f"{_RENUMBERED} AND {_NOT_NEW}", f"{_TAKE} OR id = NEW.fid"),
        ("update5", f"{_RENUMBERED} AND {_NEW}", f"{_TAKE}; {_PUT}"),
        ("update6", f"{_MOVED} AND {_NEW} AND {_OLD}", _PUT),
        ("update7", f"{_MOVED} AND {_NEW} AND {_NOT_OLD}", _PUT),
        ("delete", "DELETE ON records WHEN OLD.geom NOTNULL", _TAKE),
    )
}
"""Keep the index true whoever writes the layer (extension ``gpkg_rtree_index``)."""

GDAL_TRIGGERS = {
    f"trigger_{verb}_feature_count_records": (
        f"CREATE TRIGGER trigger_{verb}_feature_count_records AFTER {verb.upper()} ON records "
        f"BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 "
        "WHERE lower(table_name) = lower('records'); END"
    )
    for verb, sign in (("insert", "+"), ("delete", "-"))
}
"""What GDAL may add to a layer that it has edited."""
