"""Every bad file."""

from tests.intake.bad.case import Bad
from tests.intake.bad.databases import bad_databases
from tests.intake.bad.features import bad_features
from tests.intake.bad.tables import bad_tables
from tests.intake.bad.workbooks import bad_workbooks

CORPUS: tuple[Bad, ...] = (
    *bad_tables(),
    *bad_features(),
    *bad_databases(),
    *bad_workbooks(),
)
