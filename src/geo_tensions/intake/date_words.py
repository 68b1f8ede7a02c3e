"""Names of months and days, and the Japanese eras, as they stand in dates of foreign files."""

from collections.abc import Mapping
from datetime import date

_MONTHS = (
    "january jan januar jän janvier janv jänner enero ene январь января янв",
    "february feb februar fevrier fevr février févr febrero февраль февраля фев февр",
    "march mar mär mrz märz maerz mars marzo март марта мар",
    "april apr avril avr abril abr апрель апреля апр",
    "may mai mayo май мая",
    "june jun juni juin junio июнь июня июн",
    "july jul juli juillet juil julio июль июля июл",
    "august aug août aout agosto ago август августа авг",
    "september sep sept septembre septiembre setiembre set сентябрь сентября сен сент",
    "october oct oktober okt octobre octubre октябрь октября окт",
    "november nov novembre noviembre ноябрь ноября ноя нояб",
    "december dec dezember dez décembre decembre déc diciembre dic декабрь декабря дек",
)

MONTHS: Mapping[str, int] = {
    word: number for number, names in enumerate(_MONTHS, start=1) for word in names.split()
}
"""Number of each month by its names: English, German, French, Spanish, Russian."""

_FILLERS = (
    "of the de del le la el den der am год года году г yr year",
    "monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun",
    "montag dienstag mittwoch donnerstag freitag samstag sonntag mo di mi do fr sa so",
    "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "lunes martes miércoles miercoles jueves viernes sábado sabado domingo",
    "понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс",
)

FILLERS = frozenset(word for line in _FILLERS for word in line.split())
"""Words that stand beside a date and say nothing more."""

ERAS: Mapping[str, tuple[date, date | None]] = {
    "明治": (date(1868, 10, 23), date(1912, 7, 30)),
    "大正": (date(1912, 7, 30), date(1926, 12, 25)),
    "昭和": (date(1926, 12, 25), date(1989, 1, 7)),
    "平成": (date(1989, 1, 8), date(2019, 4, 30)),
    "令和": (date(2019, 5, 1), None),
}
"""First and last day of each era (the laws and decrees that began them)."""

ERA_LETTERS: Mapping[str, str] = {"m": "明治", "t": "大正", "s": "昭和", "h": "平成", "r": "令和"}
"""The letter that stands for an era in forms."""
