"""What is known of places: counts, official against computed, and who claims what."""

import pandas as pd
import streamlit as st

from geo_tensions.analysis.claims import load_claims
from geo_tensions.analysis.known import Known, known_by_kind, known_by_year
from geo_tensions.analysis.spatial import answers_of
from geo_tensions.dataset import Dataset
from geo_tensions.errors import DataError
from geo_tensions.mapping.card_zones import contradictions_of
from geo_tensions.model import Perspective
from geo_tensions.ui.words import markdown_plain

GRADES = {
    "contradiction": "Contradiction, whichever way the four islands are counted",
    "by-scenario": "Contradiction in one way of counting the four islands",
    "point": "The disc allows for both; its centre lies on the other side",
}
_SHORT_PX = 420


def show(dataset: Dataset) -> None:
    """Show how much is known of places, the contradictions and the claims."""
    try:
        found = contradictions_of(answers_of(dataset))
        claims = load_claims(dataset.catalog, dataset.tables)
    except DataError as error:
        st.warning(markdown_plain(str(error)))
        return
    rows = [item.row for item in found]
    st.header("Places, statements, contradictions")
    st.markdown(
        "Derived places are fall areas computed from range and direction. A statement is one of a "
        "ministry or government on Japan's waters or airspace."
    )
    kinds = {
        dataset.kinds[kind].label: known for kind, known in known_by_kind(dataset, rows).items()
    }
    by_kind, by_year = st.tabs(["Places by kind", "Places by year"])
    by_kind.dataframe(_table("Kind", kinds), hide_index=True)
    by_year.dataframe(
        _table("Year", known_by_year(dataset, rows)), hide_index=True, height=_SHORT_PX
    )
    st.subheader(f"Official statement and computed answer differ ({len(found)})")
    st.markdown("Both are kept; neither corrects the other. Limits at sea are computed here.")
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "Id": item.record.id,
                    "Date": item.record["start"],
                    "Title": item.record["title"],
                    "Grade": GRADES[item.kind],
                    "Difference": item.words,
                    "Statement": item.statement.words,
                }
                for item in found
            ]
        ),
        hide_index=True,
    )
    st.subheader("Claims")
    states = dataset.tables.states
    st.dataframe(
        pd.DataFrame(
            [
                {
                    "What": claim.name.neutral,
                    "Administered by": states[claim.administered_by],
                    "Claimed by": ", ".join(states[code] for code in claim.claimed_by),
                    "Neutral": claim.words[Perspective.NEUTRAL],
                    "Japanese": claim.words[Perspective.JAPAN],
                    "Russian": claim.words[Perspective.RUSSIA],
                    "Waters": claim.zones_note,
                }
                for claim in claims.values()
            ]
        ),
        hide_index=True,
    )


def _table(what: str, counts: dict[str, Known]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {
                what: key,
                "Records": known.records,
                "With place": known.placed,
                "Derived place": known.derived,
                "No place": known.unplaced,
                "Official statement": known.stated,
                "Contradiction": known.contradicted,
            }
            for key, known in counts.items()
        ]
    )
