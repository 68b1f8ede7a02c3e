"""Cards of the ground, accounts side by side, and how much is known of places."""

import pytest

from geo_tensions.analysis.claims import load_claims
from geo_tensions.analysis.known import known_by_kind, known_by_year
from geo_tensions.analysis.spatial import answers_of
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.about import NO_SOURCE, about, adiz_dates
from geo_tensions.mapping.card_accounts import accounts_of, spread_km
from geo_tensions.mapping.card_zones import contradictions_of
from geo_tensions.mapping.cards import card
from geo_tensions.model import Perspective


@pytest.mark.parametrize("perspective", list(Perspective))
def test_every_claim_has_its_card_with_all_positions(
    dataset: Dataset, perspective: Perspective
) -> None:
    cards = about(dataset, perspective)["cards"]
    for claim in load_claims(dataset.catalog, dataset.tables).values():
        told = [
            fact
            for section in cards[f"claim:{claim.id}"]["sections"]
            if section["id"].startswith("position-")
            for fact in section["facts"]
        ]
        assert len(told) == len(claim.positions)
        assert all(fact.get("source") or NO_SOURCE in fact["note"] for fact in told)


def test_a_perspective_names_the_islands(dataset: Dataset) -> None:
    titles = [
        about(dataset, perspective)["cards"]["island:etorofu-iturup"]["title"]
        for perspective in (Perspective.NEUTRAL, Perspective.JAPAN, Perspective.RUSSIA)
    ]
    assert titles == ["Etorofu / Iturup", "Etorofu", "Iturup"]


def test_zones_of_neighbours_begin_with_their_dates(dataset: Dataset) -> None:
    dates = adiz_dates(dataset)
    assert dates["kadiz"]["label"].endswith("2013")
    assert dates["tadiz"]["since"] is None


def test_reports_are_told_apart_by_who_said_them() -> None:
    accounts = accounts_of("about 1,600 km (ROK); 1,320 km, off Hachinohe (CNS); 1,380 km")
    assert [who for who, _ in accounts] == ["ROK", "CNS", ""]
    assert spread_km(accounts) == 280
    assert spread_km(accounts_of("over 300 km (A); fell early (B)")) is None


def test_accounts_stand_side_by_side_in_the_card(dataset: Dataset) -> None:
    record = dataset.records[dataset.row_of["L-19980831-1"]]
    sections = {item["id"]: item["facts"] for item in card(record, dataset=dataset)["sections"]}
    labels = [fact["label"] for fact in sections["side-by-side"]]
    assert "Range: CNS factsheet" in labels
    assert "Place: difference" in labels


def test_counts_of_places_are_those_of_the_records(dataset: Dataset) -> None:
    rows = [item.row for item in contradictions_of(answers_of(dataset))]
    for counts in (known_by_kind(dataset, rows), known_by_year(dataset, rows)):
        assert sum(known.records for known in counts.values()) == len(dataset)
        assert sum(known.contradicted for known in counts.values()) == len(rows)
        unplaced = sum(not record.drawn for record in dataset.records)
        assert sum(known.unplaced for known in counts.values()) == unplaced
