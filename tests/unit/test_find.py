"""One search in three scripts, forgiving of spelling."""

from datetime import date

import pytest

from geo_tensions.analysis.find import Finder, Target, TargetKind
from geo_tensions.analysis.find_dates import read_window, split_date
from geo_tensions.dataset import Dataset
from geo_tensions.model import Perspective


@pytest.fixture(scope="session")
def finder(dataset: Dataset) -> Finder:
    return Finder(dataset)


def first(finder: Finder, text: str) -> Target:
    return finder.find(text)[0]


@pytest.mark.parametrize(
    ("text", "begin", "end"),
    [
        ("sept 2024", "2024-09-01", "2024-09-30"),
        ("September 2024", "2024-09-01", "2024-09-30"),
        ("2024年9月", "2024-09-01", "2024-09-30"),
        ("сентябрь 2024", "2024-09-01", "2024-09-30"),
        ("23 сентября 2024", "2024-09-23", "2024-09-23"),
        ("2024年9月23日", "2024-09-23", "2024-09-23"),
        ("23.09.2024", "2024-09-23", "2024-09-23"),
        ("2024-09-23", "2024-09-23", "2024-09-23"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("2022年", "2022-01-01", "2022-12-31"),
        ("FY2024", "2024-04-01", "2025-03-31"),
        ("2024年度", "2024-04-01", "2025-03-31"),
        ("2022-2023", "2022-01-01", "2023-12-31"),
        ("Sept 2024 to Jan 2025", "2024-09-01", "2025-01-31"),
        ("September to October 2024", "2024-09-01", "2024-10-31"),
    ],
)
def test_dates(text: str, begin: str, end: str) -> None:
    window = read_window(text)
    assert window is not None
    assert (window.first, window.last) == (date.fromisoformat(begin), date.fromisoformat(end))


@pytest.mark.parametrize("text", ["", "Il-38", "Tu-95", "may", "Iturup", "択捉島", "2025 to 2024"])
def test_what_is_no_date(text: str) -> None:
    assert read_window(text) is None


def test_a_date_is_taken_out_of_a_text() -> None:
    words, window = split_date("Il-38 23 sept 2024")
    assert words == "Il-38"
    assert window is not None
    assert window.first == window.last == date(2024, 9, 23)
    assert split_date("Tu-95") == ("Tu-95", None)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Iturup", "etorofu-iturup"),
        ("etorofu", "etorofu-iturup"),
        ("択捉島", "etorofu-iturup"),
        ("択捉", "etorofu-iturup"),
        ("エトロフ", "etorofu-iturup"),
        ("Итуруп", "etorofu-iturup"),
        ("итурупп", "etorofu-iturup"),
        ("Shikotn", "shikotan"),
        ("Кунашир", "kunashir-kunashiri"),
        ("soya strait", "la-perouse-soya-strait"),
        ("Strait Soya", "la-perouse-soya-strait"),
        ("宗谷海峡", "la-perouse-soya-strait"),
        ("Sea of Okhotsk", "sea-of-okhotsk"),
        ("Охотское море", "sea-of-okhotsk"),
        ("日本海", "sea-of-japan"),
        ("Misawa", "misawa-air-base"),
        ("北方領土", "area-four"),
        ("Токио", "tokyo"),
    ],
)
def test_places(finder: Finder, text: str, place: str) -> None:
    target = first(finder, text)
    assert (target.kind, target.id) == (TargetKind.PLACE, place)
    assert target.lon is not None
    assert target.lat is not None
    assert target.zoom is not None


@pytest.mark.parametrize("text", ["Il-38", "il38", "IL 38", "Ил-38", "Il-38 sept 2024"])
def test_aircraft(finder: Finder, text: str) -> None:
    target = first(finder, text)
    assert target.kind is TargetKind.RECORD
    assert target.record in {f"AV-2024-09-23-{number}" for number in (1, 2, 3)}
    assert target.window is not None
    assert target.window.first == date(2024, 9, 23)


def test_an_event_stands_once(finder: Finder, dataset: Dataset) -> None:
    events = [
        dataset.records[dataset.row_of[target.record]].event_id
        for target in finder.find("Tu-95", limit=50)
        if target.record
    ]
    assert len(events) == len(set(events)) > 5


def test_a_date_narrows_records_and_goes_with_places(finder: Finder) -> None:
    (target,) = finder.find("sept 2024")
    assert (target.kind, target.label) == (TargetKind.DATE, "1 to 30 September 2024")
    place = first(finder, "Rebun sept 2024")
    assert place.window is not None
    assert place.window.first == date(2024, 9, 1)
    assert not any(t.record for t in finder.find("Il-38 2023"))
    assert finder.find("1 May 1700") == finder.find("1800") == []


def test_ids_old_and_new(finder: Finder) -> None:
    assert first(finder, "L-20221004-1").record == first(finder, "nk-20221004-1").record


def test_labels_follow_the_perspective(finder: Finder) -> None:
    labels = [finder.find("Iturup", perspective=p)[0].label for p in Perspective]
    assert labels == ["Etorofu / Iturup", "Etorofu", "Iturup"]


@pytest.mark.parametrize("text", ["", "   ", "xyzzy", "-", "'", "\u0000", "%", "🚀", "a" * 5000])
def test_anything_may_be_typed(finder: Finder, text: str) -> None:
    assert finder.find(text) == []
