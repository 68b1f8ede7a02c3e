"""Bad files of delimited text."""

import random

from tests.intake.bad.case import Bad, each, odd, refused, reported, table

IMPOSSIBLE_DATES = (
    *("0000-01-01", "9999-12-31", "6001-01-01", "2024-02-30", "2023-02-29", "2024-13-01"),
    *("2024-00-10", "2024-01-00", "31/04/2024", "99/99/9999", "2024年13月1日"),
    *("2024-09-23T25:00:00Z", "2024-09-23T10:99:00+09:00", "0000"),
)
UNREADABLE_DATES = (
    *("10000-01-01", "-0044-03-15", "today", "yesterday", "2024-W10", "1e3", "NaN", "\u221e", "?"),
    *("23 September", "September", "2024-09-23-24", "12 13 2024 14", "2024/2025/2026", "x" * 5000),
)
TWO_DIGITS = ("23/09/24", "23.9.24", "09-23-24", "23-Sep-24", "'24-01-01"[1:])
WRONG_ERAS = (
    *("令和0年1月1日", "平成40年1月1日"),
    *("昭和64年12月31日", "令和元年4月1日", "S99.1.1"),
)
UNREADABLE_PLACES = (
    *(
        "NaN",
        "east",
        "0x2D",
        "45\u00b061'N",
        "45\u00b030'61\"N",
        "45,5,5",
        "1234567890",
        "--45",
        "45 N S",
    ),
    *("45.5 O", "N", "1e999", "1e308", "inf", "-inf", "45\u00b0\u00b0N", "<b>45</b>", "=45"),
)
OUTSIDE = (
    ("91", "141"),
    ("-90.01", "141"),
    ("45", "361"),
    ("45", "-181"),
    ("1e8", "141"),
    ("1234567", "141"),
)
RADII = (
    *(("0", "radius-impossible"), ("-5", "radius-impossible"), ("99999", "radius-impossible")),
    *(("ten", "radius-unreadable"), ("10 bananas", "radius-unreadable")),
    *(("NaN", "radius-unreadable"), ("inf", "radius-unreadable"), ("1e999", "radius-unreadable")),
)


def bad_tables() -> list[Bad]:
    return [
        *_empty(),
        *_torn(),
        *_encodings(),
        *_large(),
        *_dates(),
        *_places(),
    ]


def _empty() -> list[Bad]:
    head = table().splitlines()[0]
    return [
        refused("empty.csv", b"", "is empty"),
        refused("mark-alone.csv", b"\xef\xbb\xbf", "has no header"),
        refused("line-end-alone.csv", b"\n", "has no header"),
        refused("spaces.csv", b"   \n  \n", "has no header"),
        refused("commas.csv", b",,,\n,,,\n", "has no header"),
        refused("header-alone.csv", head, "has no rows"),
        refused("header-and-blank-lines.csv", head + "\n\n\n,,,\n", "has no rows"),
        refused("one-letter.csv", b"x", "has no rows"),
        refused("two-zeros.csv", b"\0\0", "no text"),
        refused("quote-alone.csv", b'"', "has no"),
    ]


def _torn() -> list[Bad]:
    whole = table({}, {}, {})
    lines = whole.splitlines()
    return [
        reported("cut-in-a-row.csv", whole[:-40], "row-torn"),
        reported("cut-in-a-quote.csv", whole + '"A-9","never closed,b\nc,d\n', "row-torn"),
        reported("cut-in-a-letter.csv", (whole + "海").encode()[:-1], "row-torn"),
        reported("short-row.csv", whole + "A-9,title\n", "row-torn"),
        reported(
            "long-row.csv", whole + lines[1].replace("A-1", "A-9") + ",more,cells\n", "row-torn"
        ),
        reported("all-rows-long.csv", lines[0] + "\n" + "\n".join(f"{x},y" for x in lines[1:])),
        reported(
            "line-break-unquoted.csv", whole.replace("A ship passed", "A ship\npassed"), "row-torn"
        ),
        odd("carriage-returns.csv", whole.replace("\r\n", "\r")),
        odd("mixed-line-ends.csv", "\r".join(lines[:2]) + "\n" + "\r\n".join(lines[2:])),
        odd("line-break-quoted.csv", table({"summary": "one\ntwo\r\nthree"})),
        odd("sep-line.csv", "sep=;\n" + table({}).replace(",", ";")),
        odd("bars.csv", table({}).replace(" | ", " / ").replace(",", "|")),
        odd("tabs.tsv", table({}).replace(",", "\t")),
        odd("carets.csv", table({}).replace(",", "^")),
        reported(
            "two-delimiters.csv",
            lines[0] + "\n" + lines[1] + "\n" + lines[2].replace(",", ";"),
            "row-torn",
        ),
        odd("title-above.csv", "A list of events\nmade by somebody\n\n" + table({})),
        reported("empty-row-between.csv", lines[0] + "\n" + "," * 15 + "\n" + lines[1] + "\n"),
    ]


def _encodings() -> list[Bad]:
    japanese = table(
        {
            "title": "ロシア機の領空侵犯",
            "place": "礼文島北方の領海上空",
        }
    )
    russian = table(
        {
            "title": "Проход кораблей",
            "place": "Пролив Лаперуза",
        }
    )
    french = table(
        {
            "title": "Un avion a été aperçu",
            "place": "détroit de La Pérouse",
        }
    )
    files = [
        odd(f"{name}.csv", text.encode(name))
        for text, names in (
            (
                japanese,
                ("cp932", "euc_jp", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"),
            ),
            (russian, ("cp1251", "koi8_r", "cp866")),
            (french, ("cp1252",)),
        )
        for name in names
    ]
    good = table({}, {})
    latin = "café".encode("latin-1")
    noise = random.Random(7).randbytes(20_000)  # noqa: S311 - no secret
    return [
        *files,
        reported(
            "one-bad-byte.csv",
            table({"title": "海" * 900}).encode() + b"A-3,caf\xe9" + b"," * 14,
            "text-unreadable",
        ),
        reported("utf-16-cut.csv", good.encode("utf-16")[:-1]),
        refused("noise.csv", noise, "holds bytes that are no text"),
        refused("zeros.csv", bytes(5000), "holds bytes that are no text"),
        refused("picture.csv", b"\x89PNG\r\n\x1a\n" + noise, "is a picture"),
        refused("photo.csv", b"\xff\xd8\xff\xe0" + noise, "is a picture"),
        refused("paper.csv", b"%PDF-1.7\n" + noise, "is a PDF"),
        refused("gzip.csv", b"\x1f\x8b\x08\x00" + noise, "is packed with gzip"),
        refused("bzip2.csv", b"BZh91AY" + noise, "is packed with bzip2"),
        refused("xz.csv", b"\xfd7zXZ\0" + noise, "is packed with xz"),
        refused("zstd.csv", b"\x28\xb5\x2f\xfd" + noise, "is packed with zstd"),
        refused("seven.csv", b"7z\xbc\xaf\x27\x1c" + noise, "is a 7z archive"),
        refused("rar.csv", b"Rar!\x1a\x07" + noise, "is a RAR archive"),
        refused("program.csv", b"\x7fELF" + noise, "is a program"),
        refused("windows-program.csv", b"MZ\x90\x00" + noise, "is a program"),
        refused("shapes.csv", b"\x00\x00\x27\x0a" + noise, "is a shapefile"),
        refused("page.csv", "<!DOCTYPE html><html><body>404</body></html>", "is a web page"),
        refused("page.xls", "\n<html><table><tr><td>1</table></html>", "is a web page"),
        odd(
            "latin-tail.csv",
            good.encode() + b"A-9," + latin + good.splitlines()[1].partition("passed")[2].encode(),
        ),
        reported("zero-in-a-cell.csv", table({"summary": "a\tb\x01c"}), "text-control"),
    ]


def _large() -> list[Bad]:
    wide = ",".join(f"c{place}" for place in range(10_000))
    base = table({})
    return [
        refused("ten-thousand-columns.csv", f"{wide}\n{wide}\n", "10,000 columns; at most 512"),
        refused("ten-thousand-cells.csv", base + "x," * 10_000 + "\n", "at most 512"),
        refused("one-line.csv", b"x" * 5_000_000, "a line of more than 4,000,000"),
        refused("commas-without-end.csv", b"," * 5_000_000, "a line of more than 4,000,000"),
        refused(
            "cell-of-200000.csv", base + '"' + "x" * 200_000 + '"', "quotation mark may be missing"
        ),
        refused(
            "quote-never-closed.csv",
            base + '"' + "word\n" * 40_000,
            "quotation mark may be missing",
        ),
        reported("cell-of-40000.csv", table({"notes": "x" * 40_000}), "row-torn"),
        reported("title-of-10000.csv", table({"title": "x" * 10_000}), "title-long"),
        reported("id-of-10000.csv", table({"id": "x" * 10_000}), "id-form"),
        odd("zalgo.csv", table({"title": "a" + "\u0301" * 150})),
        reported(
            "thousand-kinds.csv",
            table(*({"kind": f"kind {x}"} for x in range(1000))),
            "kind-too-many",
        ),
        reported(
            "hundred-actors.csv",
            table({"actors": ";".join(f"a{x}" for x in range(100))}),
            "actor-unknown",
        ),
        odd("five-thousand-rows.csv", table(*({} for _ in range(5000)))),
    ]


def _dates() -> list[Bad]:
    return [
        *each("no-such-date", IMPOSSIBLE_DATES, "start", "date-impossible", end=""),
        *each("no-date", UNREADABLE_DATES, "start", "date-unreadable", end=""),
        *each("two-digit-year", TWO_DIGITS, "start", "date-two-digit-year", end=""),
        *each("wrong-era", WRONG_ERAS, "start", "date-era", end=""),
        *each(
            "coarse",
            ("2024", "2024-05", "May 2024", "0001", "5999"),
            "start",
            "date-coarse",
            end="",
        ),
        reported("no-start.csv", table({"start": "", "end": ""}), "date-missing"),
        reported("backwards.csv", table({"end": "2024-04-01"}), "end-before-start"),
        reported(
            "backwards-in-one.csv",
            table({"start": "2024-05-03/2024-05-01", "end": ""}),
            "end-before-start",
        ),
        reported("end-unreadable.csv", table({"end": "soon"}), "end-unreadable"),
        odd(
            "two-orders.csv",
            table({"start": "13/05/2024", "end": ""}, {"start": "05/13/2024", "end": ""}),
        ),
        reported(
            "month-thirteen.csv",
            table(
                *({"start": f"{d}/05/2024", "end": ""} for d in range(13, 29)),
                *({"start": f"{d}/06/2024", "end": ""} for d in range(13, 29)),
                {"start": "05/13/2024", "end": ""},
            ),
            "date-day-and-month",
        ),
        reported("order-unknown.csv", table({"start": "03/04/2024", "end": ""}), "date-order"),
    ]


def _places() -> list[Bad]:
    return [
        *each("no-latitude", UNREADABLE_PLACES, "lat", "place-unreadable"),
        *(
            reported(
                f"outside-{lat}-{lon}.csv", table({"lat": lat, "lon": lon}, {}, {}), "place-outside"
            )
            for lat, lon in OUTSIDE
        ),
        reported("half.csv", table({"lat": ""}), "place-half"),
        reported(
            "exchanged.csv",
            table({"lat": "141.5", "lon": "45.5"}, *({} for _ in range(20))),
            "place-exchanged",
        ),
        reported(
            "letters-exchanged.csv", table({"lat": "141.5E", "lon": "45.5N"}), "place-exchanged"
        ),
        reported("one-axis.csv", table({"lat": "45N", "lon": "46N"}), "place-unreadable"),
        reported("zero.csv", table({"lat": "0", "lon": "0"}), "place-zero"),
        reported("zero-signed.csv", table({"lat": "-0.0", "lon": "0.00"}), "place-zero"),
        reported(
            "metres-of-a-zone.csv",
            table().replace("45.5", "5040000").replace("141.5", "540000"),
            "place-no-crs",
        ),
        *(
            reported(
                f"radius-{value.strip()}.csv".replace(" ", "-"), table({"radius_km": value}), kind
            )
            for value, kind in RADII
        ),
        reported("no-radius.csv", table({"radius_km": ""}), "radius-missing"),
        reported("unit-unknown.csv", table().replace("radius_km", "uncertainty"), "radius-unit"),
        reported("too-exact.csv", table({"place_precision": "exact"}), "precision-conflict"),
        reported("a-route.csv", table({"place_precision": "route"}), "precision-conflict"),
        reported("no-precision.csv", table({"place_precision": "none"}), "precision-conflict"),
        reported(
            "precision-by-feeling.csv", table({"place_precision": "roughly"}), "precision-unknown"
        ),
    ]
