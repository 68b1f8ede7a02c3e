"""Ids, titles, kinds and running text of a file."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.ingest.checks import ID_FORM
from geo_tensions.intake.distinct import encode, spread, translate
from geo_tensions.intake.kinds import (
    MOST_KINDS,
    OTHER_KIND,
    OWN,
    OWN_FORM,
    known_kinds,
    label_of,
    own_kinds,
    slug,
)
from geo_tensions.intake.problems import Mask
from geo_tensions.intake.work import NO_TEXT, Work, is_null, joined

ID_CHARS = 80
"""Longest id that is taken as it is: the name of the set goes before it."""

TITLE_CHARS = 200
"""Longest title."""

CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{80}-\x{9f}\x{202a}-\x{202e}\x{2066}-\x{2069}]"
"""Characters that no text needs: controls, and those that turn the direction of the rest."""

_REPLACEMENT = "\ufffd"
_TEXTS = ("summary", "notes", "equipment", "position_basis", "place", "title", "source", "actors")


def check_ids(work: Work) -> None:
    """Make the column ``id``; without a column of them, a row is named by its number."""
    numbered = pc.binary_join_element_wise(
        "row", pc.cast(pa.array(work.raw.rows), pa.string()), "-"
    )
    column = work.mapping.column("id")
    if column is None:
        work.made["id"] = numbered
        return
    ids = work.told("id")
    missing = is_null(ids)
    mend = work.problems.add(
        missing, column, "id-missing", "the row has no name", proposal=numbered
    )
    ids = pc.if_else(pa.array(mend), numbered, ids)
    formed = pc.and_(
        pc.match_substring_regex(ids, ID_FORM), pc.less_equal(pc.utf8_length(ids), ID_CHARS)
    )
    wrong = ~pc.fill_null(formed, fill_value=True).to_numpy(zero_copy_only=False)
    if wrong.any():
        spelled = _where(ids, wrong, lambda text: slug(text, longest=ID_CHARS - 20) or None)
        spelled = pc.coalesce(spelled, numbered)
        reason = f"it is not of letters, digits and . _ : / - (at most {ID_CHARS})"
        mend = work.problems.add(wrong, column, "id-form", reason, proposal=spelled)
        ids = pc.if_else(pa.array(mend), spelled, ids)
    work.made["id"] = _once(work, ids, column)


def _once(work: Work, ids: pa.Array, column: str) -> pa.Array:
    """Return ids that are used once: the row's number tells a repeated one from the first."""
    _, codes = encode(pa.chunked_array([ids]))
    before = np.maximum.accumulate(np.concatenate([[-1], codes[:-1]])) if len(codes) else codes
    repeated = (codes >= 0) & (codes <= before) & ~work.problems.left_out
    if not repeated.any():
        return ids
    rows = pc.cast(pa.array(work.raw.rows), pa.string())
    numbered = pc.binary_join_element_wise(ids, rows, "-row-")
    reason = "it is the name of a row above"
    mend = work.problems.add(repeated, column, "id-repeated", reason, proposal=numbered)
    return pc.if_else(pa.array(mend), numbered, ids)


def check_titles(work: Work) -> None:
    """Make the column ``title``; a row without one can be called by its kind and place."""
    named = joined(", ", work.told("kind"), work.told("place"))
    named = pc.utf8_slice_codeunits(named, 0, TITLE_CHARS)
    for_all = pa.scalar(work.mapping.for_all.get("title"), pa.string())
    kind_for_all = pa.scalar(work.mapping.for_all.get("kind"), pa.string())
    named = pc.coalesce(for_all, named, kind_for_all, pa.scalar("Untitled", pa.string()))
    column = work.mapping.column("title")
    if column is None:
        work.made["title"] = named
        return
    title = work.told("title")
    missing = is_null(title)
    mend = work.problems.add(missing, column, "title-missing", "there is no title", proposal=named)
    title = pc.if_else(pa.array(mend), named, title)
    long = pc.greater(pc.utf8_length(title), TITLE_CHARS)
    at = pc.fill_null(long, fill_value=False).to_numpy(zero_copy_only=False)
    short = pc.binary_join_element_wise(
        pc.utf8_slice_codeunits(title, 0, TITLE_CHARS - 1), "\u2026", ""
    )
    reason = f"it is longer than {TITLE_CHARS} characters"
    mend = work.problems.add(at, column, "title-long", reason, proposal=short)
    work.remark(mend, pc.binary_join_element_wise("Title in full:", title, " "))
    work.made["title"] = pc.if_else(pa.array(mend), short, title)


def check_kinds(work: Work) -> dict[str, str]:
    """Make the column ``kind``; return each own kind's id with the text it stands for."""
    column = work.mapping.column("kind")
    told = work.told("kind")
    for_all = work.mapping.for_all.get("kind")
    texts = pc.coalesce(told, pa.scalar(for_all, pa.string()))
    work.problems.add(is_null(texts), column or "", "kind-missing", "no kind is given")
    different, codes = encode(pa.chunked_array([texts]))
    chosen = {
        text: kind
        for text, kind in work.mapping.kinds.items()
        if kind in work.tables.kinds or OWN_FORM.fullmatch(kind)
    }
    ids = {**known_kinds(different, work.tables), **chosen}
    ids |= {text: text for text in different if text not in ids and text in work.tables.kinds}
    counts = np.bincount(codes[codes >= 0], minlength=len(different)).tolist()
    rest = {text: count for text, count in zip(different, counts, strict=True) if text not in ids}
    often = sorted(rest, key=lambda text: -rest[text])
    ids |= own_kinds(often[:MOST_KINDS], taken=ids.values())
    many = np.array([text not in ids for text in [*different, ""]])[codes] & (codes >= 0)
    mend = work.problems.add(
        many,
        column or "",
        "kind-too-many",
        f"the file has more than {MOST_KINDS} kinds of its own",
        proposal=OTHER_KIND,
    )
    work.remark(mend, pc.binary_join_element_wise("Kind as written:", texts, " "))
    kinds = spread([ids.get(text) for text in different], codes)
    work.made["kind"] = pc.if_else(pa.array(mend), OTHER_KIND, kinds)
    own: dict[str, str] = {}
    for text in different:
        if (kind := ids.get(text, "")).startswith(OWN):
            own.setdefault(kind, label_of(text))
    if mend.any():
        own[OTHER_KIND] = "Other"
    return {key: label for key, label in own.items() if key not in work.tables.kinds}


def clean(work: Work) -> None:
    """Take control characters out of every text, and tell of bytes that could not be read."""
    for field in _TEXTS:
        column = work.mapping.column(field)
        if column is None or column not in work.raw.table.column_names:
            continue
        texts = work.told(field)
        unread = _mask(pc.match_substring(texts, _REPLACEMENT))
        reason = "some of its bytes are no text in the encoding of the file"
        work.problems.add(unread, column, "text-unreadable", reason, proposal=texts)
        odd = _mask(pc.match_substring_regex(texts, CONTROL))
        work.problems.add(odd, column, "text-control", "control characters were taken out")
    for name, texts in work.made.items():
        if pa.types.is_string(texts.type):
            work.made[name] = without_controls(texts)


def without_controls(texts: pa.Array) -> pa.Array:
    """Return texts without control characters; line ends stay."""
    if not _mask(pc.match_substring_regex(texts, CONTROL)).any():
        return texts
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(texts, CONTROL, ""))


def _where(texts: pa.Array, at: Mask, say: object) -> pa.Array:
    chosen = pc.if_else(pa.array(at), texts, NO_TEXT)
    return translate(pa.chunked_array([chosen]), say)  # type: ignore[arg-type]


def _mask(found: pa.Array) -> Mask:
    mask: Mask = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    return mask
