"""Changes of records by hand: undone, folded, told, kept in a workspace, given as a patch."""

from pathlib import Path

from geo_tensions.dataset import Dataset
from geo_tensions.own import combine
from geo_tensions.own.combine import feature_of
from geo_tensions.ui.own_changes import Ledger, judged
from geo_tensions.ui.own_patch import patch_text
from geo_tensions.workspace import open_workspace
from geo_tensions.workspace.changes import correction
from geo_tensions.workspace.patch import read_patch

ID = "AV-2024-09-23-1"


def retitled(dataset: Dataset, key: str = "title", value: object = "Another"):
    feature = feature_of(dataset.records[dataset.row_of[ID]])
    return feature, correction(feature, key, value, who="Ann", why="Read again")


def test_a_step_is_undone_by_its_opposite(dataset: Dataset) -> None:
    feature, change = retitled(dataset)
    ledger = Ledger()
    ledger.make([change], what="correcting")
    changed = ledger.folded({ID: feature}, (), sets=())
    assert changed.features[ID]["properties"]["title"] == "Another"
    assert [edit.before for edit in changed.edits[ID]] == [feature["properties"]["title"]]
    assert combine(dataset, changed=changed).records[dataset.row_of[ID]]["title"] == "Another"
    ledger.back()
    assert not ledger.folded({ID: feature}, (), sets=())
    assert len(ledger.changes) == 2
    assert ledger.back() == []


def test_a_source_told_in_words_is_judged_sound_and_leaves_with_an_id(dataset: Dataset) -> None:
    told = "Harbour office | Log | 2024-09-24 | https://example.org/log"
    feature, _ = retitled(dataset)
    sources = [*feature["properties"]["sources"], told]
    _, change = retitled(dataset, "sources", sources)
    assert judged([change], dataset) == []
    text, left = patch_text([change], dataset)
    patch = read_patch(text)
    assert left == 0
    assert [source.publisher for source in patch.sources] == ["Harbour office"]
    assert patch.changes[0].after[-1] == patch.sources[0].id


def test_faults_are_one_line_each(dataset: Dataset) -> None:
    _, change = retitled(dataset, "start", "2024-13-40")
    assert len(judged([change], dataset)) == 1


def test_what_a_workspace_keeps_takes_the_place_of_what_was_made(
    dataset: Dataset, tmp_path: Path
) -> None:
    _, change = retitled(dataset)
    ledger = Ledger()
    ledger.make([change], what="correcting")
    with open_workspace(tmp_path / "store.gpkg") as workspace:
        ledger.settle(workspace.commit(ledger.unsaved, {}).changes)
    assert [one.number for one in ledger.changes] == [1]
    assert ledger.unsaved == []
