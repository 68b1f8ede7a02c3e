"""Answers for the shipped records, statements beside them, and the command."""

import json
from typing import Any

import numpy as np
import pytest

from geo_tensions.analysis.claims import in_view, load_claims
from geo_tensions.analysis.contradictions import computed_for, contradictions, statement_of
from geo_tensions.analysis.distances import Targets
from geo_tensions.analysis.spatial import answers_of
from geo_tensions.analysis.zones import Answer, Places, RecordAnswers, ZoneSet, judge
from geo_tensions.catalog import Catalog
from geo_tensions.cli import main
from geo_tensions.dataset import Dataset
from geo_tensions.mapping.card_zones import zone_sections
from geo_tensions.model import Perspective
from geo_tensions.timespan import Timespan


@pytest.fixture(scope="module")
def zones(catalog: Catalog) -> ZoneSet:
    return ZoneSet(catalog)


@pytest.fixture(scope="module")
def answers(dataset: Dataset) -> RecordAnswers:
    return answers_of(dataset)


def said(zones: ZoneSet, zone: str, at: tuple[float, float], radius_km: float, day: str) -> Answer:
    start = [Timespan.parse(day).start]
    return judge(zones.zones[zone], Places.of_discs(*at, radius_km, start)).answer(0)


SEA_OF_JAPAN = (137.0, 40.0)
"""Far inside Japan's identification zone, clear of its published north-western limit."""


@pytest.mark.parametrize(
    ("zone", "at", "radius_km", "day", "answer"),
    [
        ("jadiz", SEA_OF_JAPAN, 30, "2020-01-01", Answer.CERTAINLY),
        ("jadiz", SEA_OF_JAPAN, 30, "1969-08-29", Answer.CERTAINLY),
        ("jadiz", SEA_OF_JAPAN, 30, "1969-08-28", Answer.UNDETERMINED),
        ("jadiz", (132.997222, 39.0), 30, "2020-01-01", Answer.POSSIBLY),
        ("jadiz", (130.0, 42.0), 30, "2020-01-01", Answer.NOT),
        # No inner line is known: Tokyo, and 10 km off Oga.
        ("jadiz", (139.77, 35.68), 1, "2020-01-01", Answer.UNDETERMINED),
        ("jadiz", (139.58, 39.95), 1, "2020-01-01", Answer.UNDETERMINED),
        # The Pacific side is estimated.
        ("jadiz", (143.0, 36.0), 10, "2020-01-01", Answer.UNDETERMINED),
        # The four islands and the Liancourt Rocks lie outside.
        ("jadiz", (147.84, 44.99), 5, "2020-01-01", Answer.NOT),
        ("jadiz", (131.87, 37.24), 5, "2020-01-01", Answer.NOT),
        # West of Yonaguni the limit moved in 2010.
        ("jadiz", (122.75, 24.45), 2, "2012-01-01", Answer.UNDETERMINED),
        ("kadiz", (131.87, 37.24), 5, "2020-01-01", Answer.CERTAINLY),
        ("kadiz", (131.87, 37.24), 5, "2013-12-14", Answer.UNDETERMINED),
        ("cadiz", (125.0, 29.0), 5, "2013-11-23", Answer.CERTAINLY),
        ("cadiz", (125.0, 29.0), 5, "2013-11-22", Answer.UNDETERMINED),
        ("tadiz", (121.0, 28.8), 5, "2020-01-01", Answer.UNDETERMINED),
        ("eez-jp-defacto", (149.0, 43.0), 20, "2020-01-01", Answer.NOT),
        ("eez-jp-claim", (149.0, 43.0), 20, "2020-01-01", Answer.CERTAINLY),
        ("eez-ru-defacto", (149.0, 43.0), 20, "2020-01-01", Answer.CERTAINLY),
        ("eez-ru-claim", (149.0, 43.0), 20, "2020-01-01", Answer.NOT),
        ("eez-kr", (132.3, 37.6), 5, "2020-01-01", Answer.UNDETERMINED),
        ("eez-jp-claim", (132.3, 37.6), 5, "2020-01-01", Answer.UNDETERMINED),
        ("eez-cn", (124.3, 26.3), 5, "2020-01-01", Answer.UNDETERMINED),
        ("eez-jp-defacto", (124.3, 26.3), 5, "2020-01-01", Answer.UNDETERMINED),
        ("territorial-sea-jp-defacto", (140.5, 41.3), 1, "2020-01-01", Answer.UNDETERMINED),
        ("eez-cn", (118.0, 15.0), 5, "2020-01-01", Answer.OUTSIDE_COVERAGE),
        ("eez-ru-defacto", (37.6, 55.8), 5, "2020-01-01", Answer.OUTSIDE_COVERAGE),
        ("sea-of-okhotsk", (37.6, 55.8), 5, "2020-01-01", Answer.NOT),
        ("sea-of-okhotsk", (150.0, 53.0), 100, "2020-01-01", Answer.CERTAINLY),
        ("sea-of-japan", (135.0, 40.0), 250, "2020-01-01", Answer.TOO_COARSE),
        ("land-ru-defacto", (147.84, 44.99), 1, "2020-01-01", Answer.CERTAINLY),
        ("land-jp-claim", (147.84, 44.99), 1, "2020-01-01", Answer.CERTAINLY),
        ("land-jp-defacto", (147.84, 44.99), 1, "2020-01-01", Answer.NOT),
    ],
)
def test_a_place_gets_its_answer(
    zones: ZoneSet, zone: str, at: tuple[float, float], radius_km: float, day: str, answer: Answer
) -> None:
    assert said(zones, zone, at, radius_km, day) is answer


def test_every_record_gets_an_answer_and_a_reason_where_it_has_none(
    dataset: Dataset, answers: RecordAnswers
) -> None:
    judged = answers.of("jadiz")
    plain = {Answer.CERTAINLY, Answer.POSSIBLY, Answer.NOT}
    for row, record in enumerate(dataset.records):
        answer = judged.answer(row)
        assert (answer in plain) == (judged.why(row) == ""), record.id
        if not record.drawn:
            assert answer in {Answer.SYMBOLIC, Answer.NO_PLACE}, record.id
        elif record["place_precision"] == "route" or record["radius_km"] >= 200:
            assert answer is Answer.TOO_COARSE, record.id


def test_official_statements_stand_apart_from_inferred_and_computed_ones(
    dataset: Dataset,
) -> None:
    for record in dataset.records:
        basis = (record["japan_eez"] or {}).get("basis")
        if basis in {"inferred", "computed", "reported"}:
            assert statement_of(record) is None, record.id
        elif basis == "official":
            assert statement_of(record) is not None, record.id


def test_no_computed_answer_excludes_an_official_one(answers: RecordAnswers) -> None:
    found = contradictions(answers)
    assert [item.kind for item in found] == ["point"] * len(found)
    assert {item.record.id for item in found} >= {"NV-2022-09-03", "L-20230316-1"}
    for item in found:
        assert 0 < item.off_km <= item.record["radius_km"]
        assert item.words.startswith("officially ")


def test_a_contradiction_is_found_where_there_is_one(
    dataset: Dataset, answers: RecordAnswers
) -> None:
    """Every statement turned round contradicts what is certain, in the scenario where it is."""
    turned = 0
    for row, record in enumerate(dataset.records):
        statement = statement_of(record)
        if statement is None:
            continue
        computed = computed_for(answers, row, statement)
        if set(computed.values()) == {Answer.NOT}:
            assert not statement.inside, record.id
            turned += 1
    assert turned > 20


def test_perspectives_choose_scenarios_and_the_neutral_one_keeps_both() -> None:
    assert [in_view(name, Perspective.NEUTRAL) for name in ("defacto", "claim", "")] == [True] * 3
    assert [in_view(name, Perspective.JAPAN) for name in ("defacto", "claim")] == [False, True]
    assert [in_view(name, Perspective.RUSSIA) for name in ("defacto", "claim")] == [True, False]


def test_claims_give_both_positions_with_their_documents(
    catalog: Catalog, dataset: Dataset
) -> None:
    claims = load_claims(catalog, dataset.tables)
    four = claims["four-islands"]
    assert (four.administered_by, four.defacto, four.claim) == ("RU", "RU", "JP")
    assert {"Japan", "Russia", "neutral"} <= {item.claimant for item in four.positions}
    documents = " ".join(item.document for item in four.positions)
    for words in ("Delimitation", "Sakhalin for the Kuril", "Yalta", "2(c)", "Joint Declaration"):
        assert words in documents
    assert claims["liancourt-rocks"].of_nobody
    assert set(claims["senkaku-diaoyu"].claimed_by) == {"CN", "JP", "TW"}
    for claim in claims.values():
        assert all(code in dataset.tables.states for code in claim.claimed_by)
        assert all(claim.words[item] for item in Perspective)
        assert all(item.source or item.verification == "background" for item in claim.positions)


def test_distances_of_a_disc_are_a_range(zones: ZoneSet) -> None:
    targets = Targets(zones.layers)
    near = {item.target: item for item in targets.of(Places.of_discs(145.9, 43.5, 5), 0)}
    assert near["japan-claim"].km < near["japan-defacto"].km
    assert near["russia-defacto"].km < near["russia-claim"].km
    for item in near.values():
        assert item.least_km == pytest.approx(max(item.km - 5, 0))
        assert item.most_km == pytest.approx(item.km + 5)
        assert item.nautical[0] == pytest.approx(item.km / 1.852)
    on_land = {item.target: item for item in targets.of(Places.of_discs(142.8, 43.4, 5), 0)}
    assert on_land["hokkaido"].km == 0
    assert targets.of(Places.of_discs(142.8, 43.4, 300), 0) == []


def test_within_a_distance_agrees_with_the_distance(zones: ZoneSet) -> None:
    target = Targets(zones.layers).all["hokkaido"]
    random = np.random.default_rng(3)
    size = 300
    discs = (
        random.uniform(135, 155, size),
        random.uniform(38, 50, size),
        random.uniform(0, 90, size),
    )
    places = Places.of_discs(*discs)
    assert (target.within(places, 100.0) == (target.measure(places).least_km <= 100.0)).all()


@pytest.mark.parametrize("lat", [90.0, -90.0, 0.0])
@pytest.mark.parametrize("lon", [-180.0, 0.0, 180.0, 359.9, -30.0])
def test_distances_hold_anywhere_on_earth(zones: ZoneSet, lon: float, lat: float) -> None:
    found = Targets(zones.layers).of(Places.of_discs(lon, lat, 1), 0)
    assert len(found) == 6
    assert all(0 < item.km < 20_004 for item in found)


@pytest.mark.parametrize("bad", [(0, 91, 1), (float("nan"), 0, 1), (0, 0, -1)])
def test_what_is_no_disc_is_refused(bad: tuple[float, float, float]) -> None:
    with pytest.raises(ValueError, match="a disc needs"):
        Places.of_discs(*bad)


def facts_of(dataset: Dataset, identifier: str, **more: Any) -> dict[str, dict[str, Any]]:
    record = dataset.records[dataset.row_of[identifier]]
    return {
        fact["label"]: fact
        for section in zone_sections(record, dataset=dataset, **more)
        for fact in section["facts"]
    }


def test_a_card_shows_the_official_word_beside_the_computed_one(dataset: Dataset) -> None:
    facts = facts_of(dataset, "NV-2022-09-03")
    official = facts["Official on Japan's exclusive economic zone"]
    computed = facts["Computed for Japan's exclusive economic zone"]
    assert (official["text"], official["tone"]) == ("Outside", "official")
    assert computed["text"] == "Possibly inside (computed)"
    assert "Differs from the official statement" in computed["note"]
    assert "169 \u00b1 30 km" in facts["From Hokkaido (main island)"]["text"]


def test_a_card_says_whose_claim_an_airspace_is(dataset: Dataset) -> None:
    facts = facts_of(dataset, "AV-2019-07-23")
    near = facts["Airspace near Liancourt Rocks (Dokdo / Takeshima)"]
    assert near["text"] == "administered by ROK, claimed by Japan, ROK"


def test_a_card_of_an_act_gives_no_answer_and_says_why(dataset: Dataset) -> None:
    (fact,) = facts_of(dataset, "HI-1956-10-19").values()
    assert fact["text"].startswith("No answer")
    assert fact["note"]


def test_no_card_states_a_probability(dataset: Dataset) -> None:
    for record in dataset.records:
        for section in zone_sections(record, dataset=dataset):
            for fact in section["facts"]:
                assert "%" not in fact["text"] + fact.get("note", ""), record.id


def test_the_command_answers_for_a_place(capsys: pytest.CaptureFixture[str]) -> None:
    for perspective, scenarios in (
        ("neutral", {None, "defacto", "claim"}),
        ("japan", {None, "claim"}),
        ("russia", {None, "defacto"}),
    ):
        main(
            ["zones", "--at", "149,43", "--radius-km", "20", "--perspective", perspective, "--json"]
        )
        told = json.loads(capsys.readouterr().out)
        assert {zone["scenario"] for zone in told["zones"]} == scenarios
        assert {zone["answer"] for zone in told["zones"]} <= {answer.value for answer in Answer}
        assert {item["target"] for item in told["distances"]} >= {"hokkaido", "air-base"}
        assert told["perspective"] == perspective


def test_the_command_judges_by_the_limits_of_a_date(capsys: pytest.CaptureFixture[str]) -> None:
    main(["zones", "--at", "137,40", "--date", "1960-01-01", "--json"])
    told = {zone["zone"]: zone for zone in json.loads(capsys.readouterr().out)["zones"]}
    assert told["jadiz"]["answer"] == "undetermined"
    assert "earlier zone" in told["jadiz"]["why"]


def test_the_command_lists_contradictions(capsys: pytest.CaptureFixture[str]) -> None:
    main(["zones", "--contradictions"])
    text = capsys.readouterr().out
    assert "The whole disc lies on the other side: none" in text
    assert "NV-2022-09-03" in text


@pytest.mark.parametrize("bad", ["north", "190", "10,95", "1,2,3"])
def test_the_command_refuses_what_is_no_place(bad: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["zones", "--at", bad])
    assert stop.value.code == 2
    assert bad in capsys.readouterr().err
