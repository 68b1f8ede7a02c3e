"""The page that says where everything comes from, made from the catalogue alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from geo_tensions import __version__
from geo_tensions.analysis.counts import per_kind, per_year
from geo_tensions.catalog import Catalog, Resource
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.mapping.card_words import plain, safe_url
from geo_tensions.mapping.published import Published
from geo_tensions.model import Flag
from geo_tensions.tables import read_rows
from geo_tensions.ui import evidence
from geo_tensions.ui.library import library, opened
from geo_tensions.ui.words import link, markdown_plain

_SHORT_PX = 420


def show() -> None:
    """Show versions, limits, files, counts, what is missing, positions and sources."""
    published = opened()
    dataset = published.dataset
    with st.container(key="sources-page"):
        _head(dataset)
        _files(dataset.catalog)
        _counts(dataset)
        # What is told of places are the shipped ones: own lists make no statements.
        evidence.show(library().dataset)
        _missing(published)
        _positions(dataset)
        _documents(dataset)


def _head(dataset: Dataset) -> None:
    catalog = dataset.catalog
    st.title("Data and sources")
    st.markdown(markdown_plain(str(catalog.descriptor.get("description", ""))))
    incidents, launches = (dataset.cutoffs[key] or "no date" for key in ("incidents", "launches"))
    st.markdown(
        f"Data version **{markdown_plain(catalog.data_version)}**, "
        f"incidents known to **{incidents}**, launches known to **{launches}**."
    )
    st.caption(f"Geo Tensions {__version__}. Absence after a cut-off date proves nothing.")
    _bullets(_limits(catalog.descriptor))


def _files(catalog: Catalog) -> None:
    st.header("Files")
    resources = list(catalog.resources.values())
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "File": resource.path,
                    "Title": resource.title,
                    "Features or rows": _number(resource) or None,
                    "Known to": catalog.cutoff(resource.name),
                    "Licences": ", ".join(_licences(resource)),
                    "Sources": "; ".join(_named(resource.descriptor.get("sources"))),
                }
                for resource in resources
            ]
        ),
        hide_index=True,
        height=_SHORT_PX,
    )
    with st.expander("Each file: description, sources, licences, limits"):
        for resource in resources:
            _file(resource)


def _file(resource: Resource) -> None:
    descriptor = resource.descriptor
    st.markdown(f"**{markdown_plain(resource.title)}**  \n`{resource.path}`")
    st.markdown(markdown_plain(str(descriptor.get("description", ""))))
    lines = [
        *(f"Source: {_linked(item)}" for item in _items(descriptor.get("sources"))),
        *(f"Licence: {_linked(item)}" for item in _items(descriptor.get("licenses"))),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    _bullets(_limits(descriptor))
    st.caption(f"SHA-256 {resource.sha256}")


def _counts(dataset: Dataset) -> None:
    st.header("Counts")
    st.markdown(
        "Rows of one sortie, patrol or voyage are one event, rows of one day's launches one launch "
        "date. Most kinds are selections: a count says what was collected, not what happened."
    )
    years = pd.DataFrame(
        [
            {
                "Year": str(year),
                "Events": tally.events,
                "Launch dates": tally.launch_dates,
                "Missiles": tally.missiles,
                "Not on the map": tally.not_drawn,
            }
            for year, tally in per_year(dataset)
        ]
    )
    tallies = per_kind(dataset)
    kinds = pd.DataFrame(
        [
            {
                "Kind": kind.label,
                "Completeness": plain(kind.completeness),
                "Events": tallies[kind.id].events,
                "Launch dates": tallies[kind.id].launch_dates,
                "Not on the map": tallies[kind.id].not_drawn,
                "What that means": kind.completeness_note,
            }
            for kind in dataset.kinds.values()
        ]
    )
    by_kind, by_year = st.tabs(["By kind, with completeness", "By year"])
    by_kind.dataframe(kinds, hide_index=True, height=35 * len(kinds) + 40)
    by_year.bar_chart(years, x="Year", y=["Events", "Launch dates"], height=240)
    by_year.dataframe(years, hide_index=True, height=_SHORT_PX)


def _missing(published: Published) -> None:
    dataset = published.dataset
    st.header("What is missing")
    columns = dataset.columns
    unverified = int(columns.has(Flag.UNVERIFIED).sum())
    undrawn = int((~columns.has(Flag.DRAWN)).sum())
    sourceless = int((~dataset.texts.cites).sum())
    _bullets(
        [
            f"{undrawn} of {len(dataset)} records have no place on the map.",
            f"{unverified} records are unverified; they are hidden until asked for.",
            f"{sourceless} records cite no source; all of them are unverified or not drawn."
            if sourceless
            else "Every record cites a source.",
            f"{int(columns.has(Flag.COARSE_DATE).sum())} records are known to the month or year.",
        ]
    )
    limits = [
        f"{resource.title}: {text}"
        for resource in dataset.catalog.resources.values()
        for text in _limits(resource.descriptor)
    ]
    if limits:
        with st.expander(f"Known limits of the files ({len(limits)})"):
            _bullets(limits)
    if published.problems:
        st.subheader("Left out, because it could not be read")
        _bullets(published.problems)


def _positions(dataset: Dataset) -> None:
    st.header("Positions of the states, in their own terms")
    try:
        rows = read_rows(dataset.catalog, "positions")
    except DataError as error:
        st.warning(markdown_plain(str(error)))
        return
    claimants = list(dict.fromkeys(row.get("claimant") or "" for row in rows))
    tabs = st.tabs([claimant if claimant != "neutral" else "Neutral" for claimant in claimants])
    for tab, claimant in zip(tabs, claimants, strict=True):
        with tab.container(height=_SHORT_PX, border=False):
            for row in rows:
                if row.get("claimant") == claimant:
                    st.markdown(_position(row, dataset))


def _position(row: Mapping[str, str], dataset: Dataset) -> str:
    source = dataset.sources.get(row.get("source") or "")
    address = safe_url(source.url) if source else ""
    told = [row.get("document") or "", row.get("date") or ""]
    if source:
        told.append(f"{source.publisher}: {source.title}")
    if row.get("verification") == "background":
        told.append("general knowledge, no source was read")
    subject = (row.get("subject") or "").strip()
    lines = [
        f"**{markdown_plain(subject[:1].upper() + subject[1:])}**",
        markdown_plain(row.get("statement") or ""),
        f"*{markdown_plain(', '.join(item for item in told if item))}*",
    ]
    if address:
        lines[-1] += f" {link(address)}"
    return "  \n".join(line for line in lines if line != "**")


def _documents(dataset: Dataset) -> None:
    st.header("Documents cited")
    cited = dataset.texts.times_cited(dataset.sources)
    rows = [
        {
            "Publisher": source.publisher,
            "Title": source.title,
            "Date": source.date_published,
            "Address": safe_url(source.url),
            "Read in a copy at": source.read_via,
            "Tier": plain(source.tier),
            "Records": cited.get(source.id, 0),
            "Id": source.id,
        }
        for source in dataset.sources.values()
    ]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height=_SHORT_PX,
        column_config={"Address": st.column_config.LinkColumn()},
    )


def _bullets(lines: Iterable[str]) -> None:
    st.markdown("\n".join(f"- {markdown_plain(line)}" for line in lines))


def _limits(descriptor: Mapping[str, Any]) -> Sequence[str]:
    return [str(text) for text in descriptor.get("knownLimits") or []]


def _items(value: object) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _named(value: object) -> list[str]:
    return [str(item.get("title") or item.get("name") or "") for item in _items(value)]


def _licences(resource: Resource) -> list[str]:
    items = _items(resource.descriptor.get("licenses"))
    return [str(item.get("name") or item.get("title")) for item in items]


def _number(resource: Resource) -> int | None:
    for key in ("features", "rows"):
        if isinstance(number := resource.descriptor.get(key), int):
            return number
    return None


def _linked(item: Mapping[str, Any]) -> str:
    words = ", ".join(
        markdown_plain(str(item[key]))
        for key in ("producer", "title", "version", "note")
        if item.get(key)
    )
    address = safe_url(str(item.get("path") or ""))
    return f"{words} {link(address)}" if address else words
