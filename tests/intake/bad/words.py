"""Bad files of delimited text whose words or headers are the fault."""

from tests.intake.bad.case import GOOD, Bad, each, odd, reported, table

SCRIPTS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "${alert(1)}",
    "{{7*7}}",
    "'; DROP TABLE records; --",
    "\x1b[31mred\x1b[0m\x07",
)
TEXT_FIELDS = (
    *("title", "kind", "place", "source", "actors", "evidence"),
    *("equipment", "summary", "notes", "place_precision"),
)
FORMULAS = ("=1+1", "+1+1", "-1+1", "@SUM(A1)", "=cmd|' /C calc'!A0", "\t=1", "\uff1d1+1")


def bad_words() -> list[Bad]:
    return [*_words(), *_headers()]


def _words() -> list[Bad]:
    return [
        *(
            reported(f"script-in-{field}.csv", table(*({field: script} for script in SCRIPTS)))
            for field in TEXT_FIELDS
        ),
        *(
            reported(f"formula-in-{field}.csv", table(*({field: text} for text in FORMULAS)))
            for field in ("id", *TEXT_FIELDS)
        ),
        *each(
            "id",
            ("../../etc/passwd", "a, b", "a b", "番号", "-x", "a\nb", "\u202eabc", "%00"),
            "id",
            "id-form",
        ),
        reported("id-missing.csv", table({"id": ""}), "id-missing"),
        reported("id-repeated.csv", table({"id": "A-1"}), "id-repeated"),
        reported("row-repeated.csv", table() + table().splitlines()[1], "id-repeated"),
        reported("title-missing.csv", table({"title": ""}), "title-missing"),
        reported("kind-missing.csv", table({"kind": ""}), "kind-missing"),
        odd("kind-of-signs.csv", table({"kind": "???"})),
        odd("kind-own.csv", table({"kind": "own-"}, {"kind": "own-x"}, {"kind": "OWN X"})),
        reported("actor-unknown.csv", table({"actors": "RU-NAVY;XX"}), "actor-unknown"),
        reported("evidence-unknown.csv", table({"evidence": "rumour"}), "evidence-unknown"),
        reported("source-missing.csv", table({"source": ""}), "source-missing"),
        reported(
            "address-of-a-script.csv",
            table({"source": "a | b | 2024 | javascript:alert(1)"}),
            "url-no-web-address",
        ),
        reported(
            "address-of-a-file.csv",
            table({"source": "", "source_url": "file:///etc/passwd"}),
            "url-no-web-address",
        ),
        reported("turned.csv", table({"title": "abc\u202edef\u2066"}), "text-control"),
        reported("bell.csv", table({"notes": "ring\x07"}), "text-control"),
    ]


def _headers() -> list[Bad]:
    rows = table({}).splitlines()
    body = "\n".join(rows[1:])
    same = ",".join(["x"] * len(GOOD))
    return [
        reported("no-header.csv", body + "\n" + body.replace("A-1", "A-8").replace("A-2", "A-9")),
        reported("same-names.csv", f"{same}\n{body}\n"),
        reported("no-names.csv", '"a"' + "," * (len(GOOD) - 1) + f"\n{body}\n"),
        odd("names-of-ours.csv", rows[0].replace("notes", "(geometry)") + f"\n{body}\n"),
        odd(
            "name-of-reason.csv",
            rows[0].replace("notes", "reason").replace("equipment", "row") + f"\n{body}\n",
        ),
        odd("name-of-formula.csv", rows[0].replace("notes", "=1+1") + f"\n{body}\n"),
        odd("name-in-brackets.csv", "<" + rows[0].replace(",", ">,", 1) + f"\n{body}\n"),
        odd("name-in-braces.csv", "{" + rows[0].replace(",", "},", 1) + f"\n{body}\n"),
        odd("name-with-break.csv", rows[0].replace("notes", '"no\ntes"') + f"\n{body}\n"),
        odd("name-of-10000.csv", rows[0].replace("notes", "n" * 10_000) + f"\n{body}\n"),
        odd("name-of-script.csv", rows[0].replace("notes", SCRIPTS[0]) + f"\n{body}\n"),
    ]
