"""Decks as text: what is read, and how every fault names file, step and field."""

from collections.abc import Sequence

import pytest

from geo_tensions.briefing.library import deck_names, open_deck
from geo_tensions.briefing.model import ChartKind, Deck, StepKind
from geo_tensions.briefing.reading import LIMITS, MAX_BYTES, DeckError, read_deck
from geo_tensions.dataset import Dataset
from geo_tensions.model import Evidence, Perspective

HEAD = 'title = "A deck"\n'


def read(text: str, dataset: Dataset, name: str = "a-deck") -> Deck:
    return read_deck(text, name=name, where="a-deck.toml", dataset=dataset)


def faults(text: str, dataset: Dataset) -> Sequence[str]:
    with pytest.raises(DeckError) as caught:
        read(text, dataset)
    assert str(caught.value).splitlines() == list(caught.value.problems)
    return caught.value.problems


def step(*lines: str) -> str:
    return HEAD + '[[step]]\nid = "one"\nheading = "One"\n' + "\n".join(lines) + "\n"


def test_a_step_takes_the_defaults_of_a_first_visit(dataset: Dataset):
    deck = read(step(), dataset)
    only = deck.steps[0]
    assert only.kind is StepKind.MAP
    assert Evidence.UNVERIFIED not in only.state.evidence
    assert only.windows == (only.state.window,)
    assert only.state.perspective is Perspective.NEUTRAL


def test_a_step_with_ids_shows_every_kind_and_former_ids_still_lead_there(dataset: Dataset):
    only = read(step('ids = ["NK-20221004-1"]'), dataset).steps[0]
    assert only.state.ids == {"L-20221004-1"}
    assert only.state.kinds == set(dataset.kinds)


def test_several_windows_show_what_touches_any_of_them(dataset: Dataset):
    text = 'windows = [["2024-09-23", "2024-09-23"], ["2025-01-30", "2025-01-30"]]'
    only = read(step(text), dataset).steps[0]
    rows = {dataset.records[row].id for row in only.shown(dataset).nonzero()[0]}
    assert {"AV-2024-09-23-1", "FL-2025-01-30-A"} <= rows
    assert "DR-2024-12-04" not in rows
    assert len(only.states()) == 2
    assert str(only.state.window.last) == "2025-01-30"


def test_windows_may_name_the_ends_of_the_data(dataset: Dataset):
    only = read(step('windows = [["first", "cutoff"]]'), dataset).steps[0]
    assert only.state.window == dataset.extent


def test_charts_and_tables_are_read(dataset: Dataset):
    lines = (
        'kind = "chart"',
        'chart = { kind = "scrambles", first = 2010, last = 2020 }',
        'table = { kind = "rows", columns = ["a", "b"], rows = [["1", "2"]], heading = "T" }',
    )
    only = read(step(*lines), dataset).steps[0]
    assert only.chart is not None
    assert only.chart.kind is ChartKind.SCRAMBLES
    assert only.table is not None
    assert only.table.rows == (("1", "2"),)


@pytest.mark.parametrize(
    ("line", "field", "words"),
    [
        ('ids = ["AV-2099-01-01"]', "ids", "'AV-2099-01-01' names no record"),
        ('kinds = ["ufo"]', "kinds", "'ufo' is not known"),
        ('actors = ["Atlantis"]', "actors", "'Atlantis' is not known"),
        ('layers = ["rails"]', "layers", "'rails' is not known"),
        ('sources = ["nothing"]', "sources", "is in no table of sources"),
        ('perspective = "martian"', "perspective", "'martian' is not known; use one of"),
        ('kind = "film"', "kind", "'film' is not known"),
        ('selected = "X-1"', "selected", "'X-1' names no record"),
        ('windows = [["2025-01-31", "2025-01-01"]]', "windows", "window 1 cannot be read"),
        ('windows = [["2025-02-30", "2025-03-01"]]', "windows", "window 1 cannot be read"),
        ('windows = ["2025"]', "windows", "window 1 cannot be read"),
        ("windows = []", "windows", "is no list of pairs"),
        ("text = 7", "text", "is a number, text was expected"),
        ('text = "a\\u0000b"', "text", "holds control characters"),
        (f'text = "{"x" * 600}"', "text", f"has 600 characters, at most {LIMITS['text']} fit"),
        ("play = 1", "play", "is a number; write true or false"),
        ("view = { lon = 143, lat = 95 }", "view, lat", "95 is not between"),
        ("view = { lon = 143, tilt = 3 }", "view, tilt", "is no field of a deck"),
        ('headline = "x"', "headline", "is no field of a deck; check the spelling"),
        ('callout = [{ text = "x" }]', "callout 1", "has no place; give lon and lat, or record"),
        (
            'callout = [{ text = "x", record = "PO-2025-01-20" }]',
            "callout 1, record",
            "has no place on the map",
        ),
        ('check = [{ article = "x" }]', "check 1, record", "is missing"),
        ('kind = "chart"', "chart", "is missing"),
        ('kind = "table"', "table", "is missing"),
        (
            'chart = { kind = "scrambles", first = 2020, last = 2010 }',
            "chart, last",
            "2010 is before first",
        ),
        (
            'table = { kind = "rows", columns = ["a"], rows = [["1", "2"]] }',
            "table, rows",
            "row 1 has 2 cells; write 1",
        ),
        ('id = "Bad Id"', "", "is no TOML"),
    ],
)
def test_a_fault_names_file_step_and_field(line: str, field: str, words: str, dataset: Dataset):
    problems = faults(step(line), dataset)
    assert len(problems) == 1
    assert words in problems[0]
    place = f"a-deck.toml, step 1 (one), {field}: " if field else "a-deck.toml: "
    assert problems[0].startswith(place)


def test_all_faults_are_told_at_once(dataset: Dataset):
    text = 'author = 3\n[[step]]\nids = ["X"]\n[[step]]\nheading = "B"\nkinds = ["Y"]\n'
    problems = faults(text, dataset)
    assert [problem.split(": ")[0] for problem in problems] == [
        "a-deck.toml, title",
        "a-deck.toml, author",
        "a-deck.toml, step 1, heading",
        "a-deck.toml, step 1, ids",
        "a-deck.toml, step 2, kinds",
    ]


def test_two_steps_may_not_share_an_id(dataset: Dataset):
    text = step() + '[[step]]\nid = "one"\nheading = "Two"\n'
    assert "'one' is used twice" in faults(text, dataset)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "title: is missing"),
        (HEAD, "step: there is none; write at least one [[step]]"),
        (HEAD + "step = 3", "step: is no list of tables"),
        (HEAD + "step = [3]", "step 1: is no table"),
        ("title = ", "is no TOML"),
        ("\xff\xfe", "is no TOML"),
        ("a = " + "[" * 5000, "is no TOML"),
        (HEAD + "# " + "x" * MAX_BYTES, "is larger than 1,000 kB"),
        (HEAD + '[[step]]\nheading="x"\n' * 101, "there are 101, at most 100 are read"),
    ],
)
def test_what_is_no_deck_is_told(text: str, words: str, dataset: Dataset):
    assert any(words in problem for problem in faults(text, dataset))


def test_a_bad_name_is_told(dataset: Dataset):
    with pytest.raises(DeckError, match="is no name; use lower-case words and hyphens"):
        read(step(), dataset, name="../Bad")


def test_decks_are_found_by_name_and_by_file(dataset: Dataset, tmp_path):
    names = deck_names(dataset.catalog)
    assert names[0] == "relations-at-a-low"
    assert len(names) == 3
    path = tmp_path / "mine.toml"
    path.write_text(step(), encoding="utf-8")
    assert open_deck(str(path), dataset=dataset).name == "mine"
    with pytest.raises(DeckError, match="is not shipped"):
        open_deck("../secret", dataset=dataset)
    with pytest.raises(DeckError, match="cannot be read"):
        open_deck(str(tmp_path / "absent.toml"), dataset=dataset)
