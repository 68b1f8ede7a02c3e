"""Reading whole files of records: checked in columns, never one by one."""

from geo_tensions.ingest.loading import RECORDS_VARIABLE, load_records
from geo_tensions.ingest.reading import Progress

__all__ = ["RECORDS_VARIABLE", "Progress", "load_records"]
