"""Every bad file."""

from tests.intake.bad.case import Bad
from tests.intake.bad.databases import bad_databases
from tests.intake.bad.features import bad_features
from tests.intake.bad.parquets import bad_parquets
from tests.intake.bad.placemarks import bad_placemarks
from tests.intake.bad.tables import bad_tables
from tests.intake.bad.words import bad_words
from tests.intake.bad.workbooks import bad_workbooks

CORPUS: tuple[Bad, ...] = (
    *bad_tables(),
    *bad_words(),
    *bad_features(),
    *bad_placemarks(),
    *bad_databases(),
    *bad_workbooks(),
    *bad_parquets(),
)
