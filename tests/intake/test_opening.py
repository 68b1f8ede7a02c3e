"""Files of every format opened: what stands in them, and what is said while opening."""

import io
import os
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet
import pytest
from tests.intake.bad.databases import package
from tests.intake.lists import judged, opened

from geo_tensions.errors import DataError
from geo_tensions.intake import ENDINGS, FORMATS, GEOMETRY, guess, read, read_bytes, template
from geo_tensions.tables import Tables


@pytest.mark.parametrize("kind", FORMATS)
def test_a_template_of_each_format_passes_as_it_is(kind: str, tables: Tables) -> None:
    name = f"list{FORMATS[kind].endings[0]}"
    raw = read_bytes(template(kind), name=name)
    assert (raw.format, raw.name, len(raw)) == (kind, name, 1)
    mapping = guess(raw, tables=tables)
    assert mapping.questions() == ()
    report = judged(raw, tables, mapping)
    assert report.problems.num_rows == 0
    row = report.accepted.to_pylist()[0]
    assert (row["lon"], row["lat"], row["radius_km"]) == (140.97, 45.58, 20)
    assert row["kind"] == "airspace-violation"
    assert row["source"].startswith("Japan Ministry of Defense | Press conference")
    assert row["actors"] == "RU-NAVY;JP-SDF"
    assert "Il-38 north of Rebun Island" in row["title"]


def test_the_template_of_excel_explains_its_columns_on_a_second_sheet() -> None:
    raw = read_bytes(template("excel"), name="a.xlsx", layer="explanation")
    assert raw.layers == ("events", "explanation")
    assert raw.layer == "explanation"
    assert "radius_km" in raw.table.column(0).to_pylist()


def test_the_template_of_geopackage_explains_its_columns_in_a_table() -> None:
    raw = read_bytes(template("gpkg"), name="a.gpkg", layer="explanation")
    assert raw.layers == ("events", "explanation")
    assert raw.points is None
    assert "radius_km" in raw.table.column("name").to_pylist()


MANY = 45_000
"""Rows: more than two blocks, and more than are looked at for the header."""


def _csv(rows: int) -> bytes:
    return ("id;when\n" + "".join(f"{row};2024\n" for row in range(rows))).encode()


def _geojson(rows: int) -> bytes:
    features = (
        f'{{"type":"Feature","properties":{{"id":{row},"when":"2024"}},"geometry":null}}'
        for row in range(rows)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _kml(rows: int) -> bytes:
    placemarks = (
        f'<Placemark><ExtendedData><Data name="id"><value>{row}</value></Data>'
        '<Data name="when"><value>2024</value></Data></ExtendedData></Placemark>'
        for row in range(rows)
    )
    return f"<kml>{''.join(placemarks)}</kml>".encode()


def _excel(rows: int) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["id", "when"])
    for row in range(rows):
        sheet.append([row, "2024"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _parquet(rows: int) -> bytes:
    content = io.BytesIO()
    pyarrow.parquet.write_table(
        pa.table({"id": range(rows), "when": ["2024"] * rows}), content, row_group_size=999
    )
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "make", "rows", "first"),
    [
        ("a.csv", _csv, MANY, 2),
        ("a.geojson", _geojson, MANY, 1),
        ("a.kml", _kml, MANY, 1),
        ("a.xlsx", _excel, 100, 2),
        ("a.parquet", _parquet, MANY, 1),
        ("a.gpkg", lambda rows: package(rows=rows)(), 100, 1),
    ],
)
def test_every_row_of_a_long_file_is_read(
    name: str, make: Callable[[int], bytes], rows: int, first: int, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(make(rows))
    told: list[float] = []
    raw = read(path, progress=lambda part, _words: told.append(part))
    assert raw.rows.tolist() == list(range(first, rows + first))
    assert len(set(raw.column("id").to_pylist())) == len(raw) == rows
    assert told == sorted(told)
    assert told[-1] == 1


def test_cells_stay_as_written_and_rows_keep_their_numbers(tmp_path: Path) -> None:
    raw = opened(tmp_path, 'a;b\n" 1 ";x\n;\n\n"two\nlines";\n')
    assert raw.table.to_pylist() == [{"a": " 1 ", "b": "x"}, {"a": "two\nlines", "b": None}]
    assert raw.rows.tolist() == [2, 5]
    assert raw.unit == "row"
    assert raw.told == (
        "Its cells are parted by semicolons.",
        "2 empty rows were passed over.",
    )


def test_rows_above_the_header_are_passed_over_and_told(tmp_path: Path) -> None:
    raw = opened(tmp_path, "A list of events\nof the desk,,\n\na,b,c\n1,2,3\n")
    assert raw.columns == ("a", "b", "c")
    assert raw.rows.tolist() == [5]
    assert "3 rows above the header were passed over." in raw.told


def test_columns_of_one_name_and_of_none_get_their_own(tmp_path: Path) -> None:
    raw = opened(tmp_path, f"a,a,,{GEOMETRY}\n1,2,3,4\n")
    assert raw.columns == ("a", "a 2", "column 3", f"{GEOMETRY} 2")


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("The file is in UTF-16.",)),
        ("utf-16-le", ("The file is in UTF-16-LE, without the mark that says so.",)),
        ("cp932", ("The file is taken to be in cp932, not UTF-8.",)),
        ("euc_jp", ("The file is taken to be in euc_jp, not UTF-8.",)),
    ],
)
def test_the_encoding_is_found_and_told(
    encoding: str, told: tuple[str, ...], tmp_path: Path
) -> None:
    text = "番号,日付,場所\n1,2024年9月23日,礼文島北方の領海上空\n"
    raw = opened(tmp_path, text, encoding=encoding)
    assert raw.columns == ("番号", "日付", "場所")
    assert raw.told == told


@pytest.mark.parametrize(
    ("text", "encodings"),
    [
        ("Título,año,descripción\nEspañol,2024,El niño soñó con mañanas\n", "cp1252"),
        ("Título;Descrição\nVoo;Dois aviões russos aproximaram-se, ação\n", "cp1252"),
        ("Ereignis;Datum;Beschreibung\nÜberflug;1.2.2024;Maßnahmen über Japan\n", "cp1252"),
        ("Titre;Début;Résumé\nSurvol;1.2.2024;aperçus près des îles, à Noël\n", "cp1252"),
        ("Název;Datum\nPřelet letadel;1.2.2024\nŘíká ministerstvo, že šlo o cvičení;2\n", "cp1250"),
        ("Название;Дата\nПролёт;1.2.2024\n", "cp1251 koi8_r cp866"),
        ("Дата;Место\n1.2.2024;Итуруп\n", "cp1251 koi8_r cp866"),
        ("日付,場所\n2024,択捉島\n", "cp932 euc_jp iso2022_jp"),
        ("날짜,장소\n2024,독도 인근 해역\n", "cp949"),
    ],
)
def test_letters_are_told_apart_even_in_short_lists(
    text: str, encodings: str, tmp_path: Path
) -> None:
    for encoding in encodings.split():
        raw = opened(tmp_path, text, encoding=encoding)
        assert list(raw.columns) == text.splitlines()[0].replace(",", ";").split(";")


def test_the_user_may_name_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("имя,дата\nПролив,2024\n".encode("cp866"))
    assert read(path, encoding="cp866").columns == ("имя", "дата")
    with pytest.raises(DataError, match="'nonsense' is no encoding"):
        read(path, encoding="nonsense")
    with pytest.raises(DataError, match="is no encoding"):
        read(path, encoding="base64")


def test_a_sheet_is_chosen_by_name_and_its_types_become_texts(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["other"])
    book.active.append(["x"])
    sheet = book.create_sheet("Zwei")
    sheet.append(["n", "x", "flag"])
    sheet.append([1, 45.25, True])
    path = tmp_path / "a.xlsx"
    book.save(path)
    raw = read(path, layer="Zwei")
    assert raw.layers == ("Sheet", "Zwei")
    assert raw.table.to_pylist() == [{"n": "1", "x": "45.25", "flag": "true"}]
    assert read(path).layer == "Sheet"
    with pytest.raises(DataError, match="has no sheet 'Drei'; choose one of 'Sheet', 'Zwei'"):
        read(path, layer="Drei")


def test_a_layer_that_a_format_does_not_have_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    with pytest.raises(DataError, match="has no layer 'x'"):
        read(tmp_path / "a.csv", layer="x")


def test_dates_of_kml_keep_their_precision(tmp_path: Path) -> None:
    text = (
        "<kml><Placemark><name>a</name><TimeStamp><when>2024-09</when></TimeStamp>"
        "<Point><coordinates>141,45,0</coordinates></Point></Placemark></kml>"
    )
    raw = opened(tmp_path, text, name="a.kml")
    assert raw.table.to_pylist() == [{"name": "a", "begin": "2024-09"}]
    assert (raw.unit, raw.points.x[0], raw.points.y[0]) == ("feature", 141, 45)


def test_a_geopackage_is_read_from_a_folder_where_nothing_may_be_written(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(package()())
    tmp_path.chmod(0o555)
    try:
        assert len(read(path)) == 2
        assert os.listdir(tmp_path) == ["a.gpkg"]  # noqa: PTH208 - also what is hidden
    finally:
        tmp_path.chmod(0o755)


def test_what_is_no_plain_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    for path, words in (
        (tmp_path, "is no file"),
        (tmp_path / "pipe.csv", "is no file"),
        (Path("/dev/zero"), "is no file"),
        (tmp_path / "loop.csv", "cannot be read"),
        (tmp_path / "nowhere.csv", "cannot be read"),
    ):
        with pytest.raises(DataError, match=words):
            read(path)


def test_an_upload_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert len(read_bytes(b"a,b\n1,2\n", name="../../etc/list.csv")) == 1
    assert len(read_bytes(template("parquet"), name="a.parquet")) == 1
    with pytest.raises(DataError):
        read_bytes(b"", name="empty.csv")
    assert list(tmp_path.iterdir()) == []


def test_endings_of_all_formats_are_known() -> None:
    assert {".csv", ".xlsx", ".geojson", ".gpkg", ".kml", ".parquet"} <= set(ENDINGS)
