"""Bad workbooks and archives."""

import io
import stat
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
from tests.intake.bad.case import GOOD, Bad, bomb, odd, refused, reported

NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(
    change: Callable[[Any], object] | None = None, *, rows: int = 2
) -> Callable[[], bytes]:
    """Return what makes a workbook of good rows, changed by somebody."""

    def make() -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.append(list(GOOD))
        for number in range(1, rows + 1):
            sheet.append(list({**GOOD, "id": f"A-{number}"}.values()))
        if change:
            change(sheet)
        content = io.BytesIO()
        book.save(content)
        return content.getvalue()

    return make


def put(**cells: Any) -> Callable[[], bytes]:
    """Return a workbook with other values in some cells."""

    def change(sheet: Any) -> None:
        for place, value in cells.items():
            sheet[place] = value

    return workbook(change)


def archive(*members: tuple[str | zipfile.ZipInfo, str | bytes]) -> Callable[[], bytes]:
    def make() -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
            for name, text in members:
                made.writestr(name, text)
        return content.getvalue()

    return make


def link() -> zipfile.ZipInfo:
    info = zipfile.ZipInfo("xl/workbook.xml")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info


PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
BOOK = (
    f'<workbook {NS} xmlns:r="{REL}">'
    '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
)


def sheet_of(cells: str, *, before: str = "") -> Callable[[], bytes]:
    """Return a minimal workbook whose sheet holds these cells as XML."""
    sheet = f"<worksheet {NS}><sheetData>{cells}</sheetData></worksheet>"
    return archive(
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", _related("officeDocument", "xl/workbook.xml")),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", _related("worksheet", "worksheets/sheet1.xml")),
        ("xl/worksheets/sheet1.xml", f"<?xml version='1.0'?>{before}{sheet}"),
    )


def _related(kind: str, target: str) -> str:
    one = f'<Relationship Id="r1" Type="{REL}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{one}</Relationships>'


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def calc_sheet(body: str) -> Callable[[], bytes]:
    """Return a minimal OpenDocument spreadsheet."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0"?><office:document-content {spaces}><office:body>'
        f"<office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    return archive(
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
        ("META-INF/manifest.xml", "<manifest/>"),
    )


def good_rows() -> str:
    """Return a table of good rows as OpenDocument writes it."""
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for text in texts
        )
        + "</table:table-row>"
        for texts in (GOOD, GOOD.values())
    )
    return f'<table:table table:name="s">{rows}</table:table>'


def bad_workbooks() -> list[Bad]:
    return [*_archives(), *_sheets()]


def _archives() -> list[Bad]:
    whole = workbook()
    marked = zipfile.ZipInfo("doc.kml")
    locked = bytearray(whole())
    # Bit 0 of the flags of the first entry in the list of members: locked.
    place = locked.index(b"PK\x01\x02") + 8
    locked[place] |= 1
    return [
        refused("cut.xlsx", lambda: whole()[:2000], "is a damaged archive"),
        refused("cut-short.xlsx", lambda: whole()[:-30], "is a damaged archive"),
        refused("head-alone.xlsx", b"PK\x03\x04", "is a damaged archive"),
        refused("empty-archive.xlsx", b"PK\x05\x06" + bytes(18), "is a zip archive"),
        refused("locked.xlsx", bytes(locked), "is locked by a password"),
        refused("linked.xlsx", archive((link(), "/etc/passwd")), "with symbolic links"),
        refused(
            "many-members.xlsx", archive(*((f"{x}", "") for x in range(10_001))), "more than 10,000"
        ),
        refused("letter.docx", archive(("word/document.xml", "<x/>")), "is a zip archive"),
        refused("slides.pptx", archive(("ppt/presentation.xml", "<x/>")), "is a zip archive"),
        refused("packed.zip", archive(("list.csv", "id\n1\n")), "unpack it and choose one"),
        refused("earth.kmz", archive((marked, "<kml/>")), "is a KMZ archive"),
        refused("climbing.zip", archive(("../../../tmp/own", "x")), "is a zip archive"),
        refused("csv-in-disguise.xlsx", "id,title\n1,2\n", "is named .xlsx but is no Excel"),
        refused("noise-in-disguise.xlsx", bytes(range(256)) * 20, "is named .xlsx but is no Excel"),
        refused(
            "old-noise.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xa5" * 4000, "cannot be read"
        ),
        refused("old-head.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "cannot be read"),
        refused("nothing-in-it.xlsx", archive(("xl/workbook.xml", "")), "cannot be read"),
        refused(
            "no-sheets.xlsx", archive(("xl/workbook.xml", f"<workbook {NS}/>")), "cannot be read"
        ),
        refused(
            "no-calc.ods",
            archive(("mimetype", "application/vnd.oasis.opendocument.spreadsheet")),
            "cannot be read",
        ),
        refused(
            "text.odt",
            archive(("mimetype", "application/vnd.oasis.opendocument.text")),
            "is a zip archive",
        ),
    ]


def _sheets() -> list[Bad]:
    good = "".join(text_cell(f"{chr(65 + place)}1", name) for place, name in enumerate(GOOD))
    laughs = '<!DOCTYPE x [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;">]>'
    repeated = (
        '<table:table table:name="s"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
    )
    return [
        refused("empty-sheet.xlsx", _empty_book, "is empty"),
        refused("header-alone.xlsx", workbook(rows=0), "has no rows"),
        bomb(
            "far-cell.xlsx",
            sheet_of(
                f'<row r="1">{good}</row><row r="1048576">{text_cell("XFD1048576", "x")}</row>'
            ),
            "needs more memory or time",
        ),
        refused(
            "columns-of-600.xlsx",
            workbook(lambda sheet: sheet.append(["x"] * 600)),
            "columns; at most 512",
        ),
        bomb("repeated.ods", calc_sheet(repeated), "cannot be read"),
        refused("sheet-cut.xlsx", sheet_of('<row r="1"><c r="A1"'), "cannot be read"),
        refused(
            "row-of-letters.xlsx",
            sheet_of('<row r="x"><c r="??"><v>1</v></c></row>'),
            "cannot be read",
        ),
        refused(
            "shared-texts-gone.xlsx",
            sheet_of('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
            "cannot be read",
        ),
        refused(
            "laughs.xlsx",
            sheet_of(
                f'<row r="1">{good}</row><row r="2">{text_cell("B2", "&b;")}</row>', before=laughs
            ),
            "unrecognized entity",
        ),
        reported(
            "formulas.xlsx", put(B3="=1+1", I3='=HYPERLINK("http://127.0.0.1:9")'), "title-missing"
        ),
        reported("errors.xlsx", put(F3="#REF!"), "place-half"),
        odd("numbers.xlsx", put(F3=45.5, G3=141.5, H3=10)),
        odd("days.xlsx", put(D3=date(2024, 5, 1), E3=datetime(2024, 5, 2, 13, 15))),  # noqa: DTZ001
        reported("truths.xlsx", put(D3=True), "date-unreadable"),
        odd("serial-number.xlsx", put(D3=45_413)),
        reported("scripts.xlsx", put(B3="<script>alert(1)</script>", I3="javascript:alert(1)")),
        odd("title-above.xlsx", workbook(lambda sheet: sheet.insert_rows(1, 3))),
        odd(
            "moved.xlsx", workbook(lambda sheet: (sheet.insert_cols(1, 2), sheet.insert_rows(1, 2)))
        ),
        odd("hidden.xlsx", workbook(lambda sheet: sheet.row_dimensions.group(2, 3, hidden=True))),
        odd("calc.ods", calc_sheet(good_rows())),
        odd("merged.xlsx", workbook(lambda sheet: sheet.merge_cells("O2:P2"))),
    ]


def _empty_book() -> bytes:
    content = io.BytesIO()
    openpyxl.Workbook().save(content)
    return content.getvalue()
