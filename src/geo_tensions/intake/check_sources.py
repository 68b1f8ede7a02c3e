"""Sources, evidence and actors of a file."""

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from geo_tensions.columns import EVIDENCE
from geo_tensions.ingest.checks import ACTOR_SEPARATOR
from geo_tensions.intake.dates import read_date
from geo_tensions.intake.distinct import encode, spread, translate
from geo_tensions.intake.fields import SOURCE_PARTS
from geo_tensions.intake.plain import words
from geo_tensions.intake.problems import Mask
from geo_tensions.intake.vocabulary import EVIDENCE_WORDS
from geo_tensions.intake.work import NO_TEXT, Work, blank_to_null, is_null
from geo_tensions.model import Evidence
from geo_tensions.tables import Tables

_WEB = r"(?i)^https?://[^\s/]+"
_SEPARATORS = re.compile(r"[;/\u3001\u30fb|]|,(?!\d)")
_BAR = re.compile(r"\s*\|\s*")


def check_sources(work: Work) -> None:
    """Make the column ``source`` as ``publisher | title | date | url``."""
    parts = {name: _part(work, name) for name in SOURCE_PARTS}
    whole = work.told("source")
    if any(name in work.mapping.uses for name in SOURCE_PARTS):
        # A column of sources beside columns of their parts tells who published.
        parts["source_publisher"] = pc.coalesce(parts["source_publisher"], _flat(whole))
        whole = _joined(work, parts)
    else:
        whole = _checked_urls(work, whole)
    source = pc.coalesce(whole, pa.scalar(_for_all(work), pa.string()))
    missing = is_null(source)
    column = work.mapping.column("source") or work.mapping.column("source_url") or ""
    work.problems.add(missing, column, "source-missing", "no source is given")
    work.lacks(missing, "No source is given.")
    work.made["source"] = source


def _part(work: Work, name: str) -> pa.Array:
    texts = work.told(name)
    if name == "source_date":
        order = work.mapping.date_order
        return translate(
            pa.chunked_array([texts]),
            lambda text: read_date(text, order=order).start or _BAR.sub(" / ", text),
        )
    if name == "source_url":
        wrong = ~is_null(texts) & ~_mask(pc.match_substring_regex(texts, _WEB))
        column = work.mapping.column(name) or ""
        work.problems.add(wrong, column, "url-no-web-address", "it is no address of the web")
        work.remark(wrong, pc.binary_join_element_wise("Address as written:", texts, " "))
        texts = pc.if_else(pa.array(wrong), NO_TEXT, texts)
        return pc.replace_substring(texts, "|", "%7C")
    return _flat(texts)


def _flat(texts: pa.Array) -> pa.Array:
    return pc.replace_substring_regex(texts, r"\s*\|\s*", " / ")


def _joined(work: Work, parts: Mapping[str, pa.Array]) -> pa.Array:
    given = [pc.fill_null(parts[name], "") for name in SOURCE_PARTS]
    told = pc.binary_join_element_wise(*given, " | ")
    bare = pc.binary_join_element_wise(*given, "")
    return pc.if_else(pc.equal(bare, ""), pa.nulls(len(work.raw), pa.string()), told)


def _checked_urls(work: Work, whole: pa.Array) -> pa.Array:
    """Return sources in one text; an address in them that is none of the web becomes words."""

    def say(text: str) -> str:
        parts = _BAR.split(text)
        if len(parts) == len(SOURCE_PARTS) and parts[3] and not re.match(_WEB, parts[3]):
            return " | ".join([*parts[:3], ""]) + f" ({parts[3]})"
        return text

    if not _mask(pc.match_substring(whole, "|")).any():
        return whole
    told = translate(pa.chunked_array([whole]), say)
    changed = _mask(pc.not_equal(told, whole))
    column = work.mapping.column("source") or ""
    reason = "its fourth part is no address of the web"
    work.problems.add(changed, column, "url-no-web-address", reason)
    work.remark(changed, pc.binary_join_element_wise("Source as written:", whole, " "))
    kept = pc.replace_substring_regex(told, r"\s*\|\s*\([^|]*\)$", "")
    return pc.if_else(pa.array(changed), blank_to_null(kept), whole)


def _for_all(work: Work) -> str | None:
    told = work.mapping.for_all
    if any(name in told for name in SOURCE_PARTS):
        return " | ".join(told.get(name, "").replace("|", "/") for name in SOURCE_PARTS)
    return told.get("source")


def check_evidence(work: Work) -> None:
    """Make the column ``evidence``; what lacks radius, day or source is unverified."""
    column = work.mapping.column("evidence")
    for_all = work.mapping.for_all.get("evidence")
    texts = pc.coalesce(work.told("evidence"), pa.scalar(for_all, pa.string()))
    levels = {level.value: level for level in EVIDENCE} | dict(EVIDENCE_WORDS)
    told = translate(pa.chunked_array([texts]), lambda text: levels.get(words(text)))
    unknown = ~is_null(texts) & is_null(told)
    reason = f"it is none of {', '.join(EVIDENCE)}"
    unverified = Evidence.UNVERIFIED.value
    mended = work.problems.add(
        unknown, column or "", "evidence-unknown", reason, proposal=unverified
    )
    work.remark(mended, pc.binary_join_element_wise("Evidence as written:", texts, " "))
    work.made["evidence"] = pc.if_else(pa.array(work.unverified | mended), unverified, told)


def check_actors(work: Work) -> None:
    """Make the column ``actors``; actors that the tables do not know stay in the notes."""
    column = work.mapping.column("actors")
    for_all = work.mapping.for_all.get("actors")
    texts = pc.coalesce(work.told("actors"), pa.scalar(for_all, pa.string()))
    known = _actor_names(work.tables)
    different, codes = encode(pa.chunked_array([texts]))
    read = work.each(different, lambda text: _named(text, known))
    actors = [ACTOR_SEPARATOR.join(dict.fromkeys(codes_)) or None for codes_, _ in read]
    names = [", ".join(rest) or None for _, rest in read]
    lost = spread(names, codes)
    unknown = ~is_null(lost)
    reason = pc.binary_join_element_wise("the tables do not know", lost, " ")
    work.problems.add(unknown, column or "", "actor-unknown", reason)
    said = pc.binary_join_element_wise("Actors as written: ", lost, ".", "")
    work.remark(unknown, said)
    work.made["actors"] = spread(actors, codes)


def _named(text: str, known: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """Return the codes of the actors that a text names, and the names that are none."""
    if whole := known.get(words(text)):
        return [whole], []
    parts = [part.strip() for part in _SEPARATORS.split(text) if part.strip()]
    codes = [known[words(part)] for part in parts if words(part) in known]
    return codes, [part for part in parts if words(part) not in known]


def _actor_names(tables: Tables) -> dict[str, str]:
    names = {words(code): code for code in tables.actors}
    for code, actor in tables.actors.items():
        for label in (actor.label, re.split(r"[,(]", actor.label)[0]):
            names.setdefault(words(label), code)
    return names


def _mask(found: pa.Array) -> Mask:
    mask: Mask = pc.fill_null(found, fill_value=False).to_numpy(zero_copy_only=False)
    return mask
