"""Reading whole files of records: checked in columns, never one by one."""

from geo_tensions.ingest.loading import RECORDS_VARIABLE, Part, load_records, part_of
from geo_tensions.ingest.reading import Progress

__all__ = ["RECORDS_VARIABLE", "Part", "Progress", "load_records", "part_of"]
