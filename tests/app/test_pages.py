"""The pages as Streamlit runs them, without a browser: aimed at the inner script, not at st.App."""

import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from geo_tensions.analysis import near_words
from geo_tensions.analysis.changes import version_key
from geo_tensions.analysis.counts import count
from geo_tensions.analysis.filters import shown
from geo_tensions.analysis.state import FilterState
from geo_tensions.analysis.summary import summarise
from geo_tensions.catalog import GEODATA_VARIABLE, find_root
from geo_tensions.dataset import Dataset
from geo_tensions.registers import load_corrections, load_scrambles
from geo_tensions.timespan import Window
from geo_tensions.ui.library import library
from geo_tensions.ui.serving import SCRIPT

TIMEOUT_S = 60


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    """Let no test see the data that another one has damaged."""
    library.clear()
    yield
    library.clear()


def opened(**params: str) -> AppTest:
    """Open the page under an address and run it once."""
    app = AppTest.from_file(str(SCRIPT), default_timeout=TIMEOUT_S)
    for key, value in params.items():
        app.query_params[key] = value
    app.run()
    assert not app.exception
    return app


def named(widgets: Any, name: str) -> Any:
    """Return the widget of a name, whichever of its turns is shown."""
    return next(item for item in widgets if re.fullmatch(rf"{name}-\d+", item.key or ""))


def sentence(app: AppTest) -> str:
    """Return the line that counts what is shown."""
    return next(item.value for item in app.markdown if "Showing" in item.value).strip("*.")


def test_a_first_visit_shows_the_default_state(dataset: Dataset) -> None:
    app = opened()
    assert sentence(app) == count(dataset, FilterState.default(dataset)).sentence
    assert named(app.selectbox, "preset").value == "since-2022"
    assert named(app.date_input, "first").value == date(2022, 2, 24)
    assert not app.error
    assert not app.warning
    assert len(app.dataframe) == 2


def test_every_preset_shows_what_python_counts(dataset: Dataset) -> None:
    app = opened()
    default = FilterState.default(dataset)
    for identifier, preset in dataset.tables.presets.items():
        named(app.selectbox, "preset").select(identifier).run()
        state = default.with_preset(preset.state, dataset=dataset)
        assert sentence(app) == count(dataset, state).sentence
        assert named(app.date_input, "first").value == state.window.first
        assert not app.exception


def test_widgets_show_the_state_of_the_address() -> None:
    app = opened(**{"from": "2024-09-01", "to": "2025-01-31", "q": "Il-38"})
    assert named(app.date_input, "first").value == date(2024, 9, 1)
    assert named(app.date_input, "last").value == date(2025, 1, 31)
    assert named(app.text_input, "text").value == "Il-38"
    assert not app.warning


def test_a_damaged_address_falls_back_and_says_so(dataset: Dataset) -> None:
    app = opened(**{"from": "yesterday", "kinds": "nothing-known"})
    assert sentence(app) == count(dataset, FilterState.default(dataset)).sentence
    assert len(app.warning) == 2
    assert "yesterday" in app.warning[0].value


def test_a_first_day_after_the_last_takes_it_along() -> None:
    app = opened(**{"from": "2024-01-01", "to": "2024-02-01"})
    named(app.date_input, "first").set_value(date(2024, 6, 1)).run()
    assert named(app.date_input, "last").value == date(2024, 6, 1)


def test_kinds_can_be_dropped_and_taken_back(dataset: Dataset) -> None:
    app = opened()
    before = sentence(app)
    named(app.checkbox, "kind-warship-passage").uncheck().run()
    assert sentence(app) != before
    app.button(key="undo").click().run()
    assert sentence(app) == before
    assert named(app.checkbox, "kind-warship-passage").value
    app.button(key="kinds-None").click().run()
    assert not any(named(app.checkbox, f"kind-{kind}").value for kind in dataset.kinds)


def test_nothing_found_is_said_and_can_be_reset(dataset: Dataset) -> None:
    app = opened(q="no record holds these words")
    assert "Nothing in the data" in app.info[0].value
    app.button(key="reset-empty").click().run()
    assert sentence(app) == count(dataset, FilterState.default(dataset)).sentence
    assert named(app.text_input, "text").value == ""


def test_the_selected_record_is_kept_in_the_table(dataset: Dataset) -> None:
    record = next(item for item in dataset.records if item["start"].startswith("2024-09-23"))
    app = opened(selected=record.id)
    assert not app.warning
    assert record["title"] in app.dataframe[0].value["Title"].to_list()


def test_hostile_titles_are_shown_as_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    title = "</script><img src=x onerror=alert(1)> ${alert(1)} `x` {{ 7 * 7 }}"
    root = damaged(tmp_path, monkeypatch, "incidents", title=title)
    app = opened(**{"from": "1855-02-07"})
    titles = app.dataframe[0].value["Title"].to_list()
    assert title in titles, root


def test_a_broken_layer_is_named_and_the_rest_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(tmp_path, monkeypatch)
    (root / "layers" / "jadiz.geojson").write_text("{", encoding="utf-8")
    (root / "layers" / "missile-launches.geojson").unlink()
    app = opened()
    told = " ".join(item.value for item in app.warning).replace("\\", "")
    assert "geodata/layers/jadiz.geojson" in told
    assert "geodata/layers/missile-launches.geojson" in told
    assert "Showing" in sentence(app)


def test_missing_data_is_one_clear_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(GEODATA_VARIABLE, str(tmp_path))
    app = opened()
    assert len(app.error) == 1
    assert "there is no datapackage.json here" in app.error[0].value
    assert "\n" not in app.error[0].value


def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy the data to where it can be damaged."""
    root = tmp_path / "geodata"
    shutil.copytree(find_root(), root)
    monkeypatch.setenv(GEODATA_VARIABLE, str(root))
    return root


def damaged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, layer: str, *, title: str) -> Path:
    """Copy the data with another title on the last record that a first visit shows."""
    root = copied(tmp_path, monkeypatch)
    path = root / "layers" / f"{layer}.geojson"
    collection = json.loads(path.read_text(encoding="utf-8"))
    shown = [
        item["properties"]
        for item in collection["features"]
        if item["properties"]["kind"] == "airspace-violation"
        and item["properties"]["evidence"] != "unverified"
    ]
    shown[-1]["title"] = title
    path.write_text(json.dumps(collection), encoding="utf-8")
    return root


def sources_page() -> None:
    from geo_tensions.ui.sources import show  # noqa: PLC0415 - runs as a script of its own

    show()


def test_the_page_of_sources_names_every_file_and_document(dataset: Dataset) -> None:
    app = AppTest.from_function(sources_page, default_timeout=TIMEOUT_S).run()
    assert not app.exception
    assert not app.warning
    tables = [table.value for table in app.dataframe]
    files, kinds, years, places, by_year, contradictions, claims, documents = tables
    assert files["File"].to_list() == [item.path for item in dataset.catalog.resources.values()]
    assert kinds["Events"].sum() + kinds["Launch dates"].sum() > 0
    assert len(kinds) == len(dataset.kinds)
    assert years["Missiles"].sum() == count(dataset, FilterState.default(dataset)).total.missiles
    assert places["Records"].sum() == by_year["Records"].sum() == len(dataset)
    assert places["Contradiction"].sum() == len(contradictions)
    assert "Liancourt Rocks" in claims["What"].str.cat()
    assert documents["Id"].to_list() == list(dataset.sources)
    told = " ".join(item.value for item in app.markdown)
    for claimant in ("Status of the four islands", "San Francisco Art"):
        assert claimant in told.replace("\\", "")


def told(app: AppTest) -> str:
    """Return all text of a page."""
    texts = [*app.markdown, *app.caption, *app.info]
    return " ".join(str(item.value) for item in texts).replace("\\", "")


@pytest.mark.parametrize("tab", ["charts", "words", "compare", "new"])
def test_every_tab_opens_for_every_preset(dataset: Dataset, tab: str) -> None:
    app = opened(tab=tab)
    default = FilterState.default(dataset)
    for identifier, preset in dataset.tables.presets.items():
        named(app.selectbox, "preset").select(identifier).run()
        assert not app.exception
        assert not app.error
        state = default.with_preset(preset.state, dataset=dataset)
        assert sentence(app) == count(dataset, state).sentence


@pytest.mark.parametrize("tab", ["charts", "words", "compare", "new"])
def test_tabs_open_where_nothing_is_shown(tab: str) -> None:
    app = opened(tab=tab, q="no record holds these words")
    assert not app.exception
    assert "Nothing in the data" in app.info[0].value


def test_words_are_those_of_the_summary(dataset: Dataset) -> None:
    window = {"from": "2022-01-01", "to": "2022-12-31"}
    app = opened(tab="words", kinds="missile-launch", **window)
    days = Window(date(2022, 1, 1), date(2022, 12, 31))
    kinds = frozenset({"missile-launch"})
    state = replace(FilterState.default(dataset), window=days, kinds=kinds)
    further = near_words.sentences(dataset, shown(dataset, state))
    periods = load_scrambles(dataset.catalog)
    summary = summarise(dataset, state, scrambles=periods, further=further)
    text = told(app).replace("*", "")
    for said in summary.sentences:
        assert str(said) in text
    (copied_text,) = (item.value for item in app.code if item.value.startswith(summary.text))
    assert summary.references in copied_text
    assert "93 ± 70 km" in text


def test_a_number_leads_to_its_records_and_clears() -> None:
    window = {"from": "2022-01-01", "to": "2022-12-31"}
    app = opened(tab="words", kinds="missile-launch", **window)
    before = sentence(app)
    button = next(item for item in app.button if "passed over Japan" in item.label)
    button.click().run()
    assert "ids" in app.query_params
    assert sentence(app) != before
    app.button(key="clear-selection").click().run()
    assert sentence(app) == before
    assert "ids" not in app.query_params


def test_a_tab_whose_file_is_broken_leaves_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copied(tmp_path, monkeypatch)
    (root / "tables" / "corrections-log.csv").write_text("id,date\nx\n", encoding="utf-8")
    app = opened(tab="new")
    assert "corrections-log.csv" in app.error[0].value
    assert "Showing" in sentence(app)


def test_a_place_chosen_moves_the_view() -> None:
    app = opened()
    before = dict(app.query_params)
    named(app.selectbox, "find").select("Etorofu / Iturup").run()
    assert app.query_params["lon"] == "147.8400"
    assert named(app.selectbox, "find").value is None
    assert before["lon"] != app.query_params["lon"]


def test_changes_since_a_version_are_those_of_the_log(dataset: Dataset) -> None:
    app = opened(tab="new")
    log = load_corrections(dataset.catalog)
    assert len({entry.id for entry in log}) == len(set(app.dataframe[0].value["Id"]))
    latest = max((entry.data_version for entry in log), key=version_key)
    named(app.selectbox, "kept-news-since").select(latest).run()
    assert f"Since data version {latest}: nothing new." in told(app)
