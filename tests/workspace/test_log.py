"""The log of changes, on both stores: what is kept, what is refused, what is taken back."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo_tensions.workspace import Conflict, Op, Workspace, WorkspaceError, open_workspace
from geo_tensions.workspace.changes import (
    GEOMETRY,
    Change,
    Feature,
    addition,
    correction,
    fold,
    revisions_of,
    withdrawal,
)

AIKO = {"who": "Aiko", "why": "The Ministry of Defense says so."}
BORIS = {"who": "Борис", "why": "Новый источник."}


def feature(identifier: str = "A-1", **properties: Any) -> Feature:
    told = {"id": identifier, "title": "old", "summary": None, "sources": [], "radius_km": 20}
    return {"type": "Feature", "properties": told | properties, GEOMETRY: None}


def test_a_new_workspace_is_empty(workspace: Workspace) -> None:
    assert workspace.head() == 0
    assert workspace.changes() == []
    assert workspace.history("A-1") == []
    assert workspace.sets() == []


def test_what_is_committed_is_numbered_and_kept(store: str) -> None:
    there = feature()
    with open_workspace(store) as first:
        one = first.commit(
            [correction(there, "title", "new", **AIKO), correction(there, "radius_km", 5, **AIKO)],
            {},
        )
        two = first.commit([correction(feature("A-2"), "title", "Ünï 日本 🛰", **BORIS)], {})
    assert (one.number, two.number) == (1, 2)
    assert [change.number for change in (*one.changes, *two.changes)] == [1, 2, 3]
    with open_workspace(store) as again:
        assert again.changes() == [*one.changes, *two.changes]
        assert again.changes(since=1) == [*two.changes]
        assert again.history("A-1") == [*one.changes]
        assert again.head() == 2


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(after=VALUES)
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_comes_back_as_it_was(workspace: Workspace, after: Any) -> None:
    known = workspace.history("A-1")
    there = fold({"A-1": feature()}, known).features["A-1"]
    change = correction(there, "summary", ["again", after], **AIKO)
    change = replace(change, after=["again", after, len(known)])
    kept = workspace.commit([change], revisions_of(known))
    assert workspace.history("A-1")[-1] == kept.changes[0]
    assert repr(kept.changes[0].after) == repr(change.after)


def test_who_has_read_an_older_state_is_shown_both(store: str) -> None:
    there = feature()
    with open_workspace(store) as aiko, open_workspace(store) as boris:
        aiko.commit([correction(there, "title", "hers", **AIKO)], {})
        with pytest.raises(Conflict) as told:
            boris.commit([correction(there, "title", "his", **BORIS)], {})
        clash = told.value
        assert (clash.record, clash.key) == ("A-1", "title")
        assert (clash.mine, clash.theirs, clash.who) == ("his", "hers", "Aiko")
        assert clash.when == aiko.changes()[0].when
        assert 'title was changed to "hers" by Aiko at 20' in str(clash)
        assert 'while you wanted "his"' in str(clash)
        # Nothing of it was kept; having looked, he decides again.
        assert boris.head() == 1
        seen = boris.changes()
        now = fold({"A-1": there}, seen).features["A-1"]
        boris.commit([correction(now, "title", "his", **BORIS)], revisions_of(seen))
        assert [change.after for change in aiko.history("A-1")] == ["hers", "his"]


def test_another_value_of_the_same_record_is_a_conflict_too(workspace: Workspace) -> None:
    there = feature()
    workspace.commit([correction(there, "radius_km", 5, **AIKO)], {})
    with pytest.raises(Conflict) as told:
        workspace.commit([correction(there, "title", "his", **BORIS)], {})
    assert (told.value.key, told.value.mine, told.value.theirs) == ("radius_km", None, 5)
    assert "after you had read the record" in str(told.value)
    workspace.commit([correction(feature("A-2"), "title", "other", **BORIS)], {})


def test_a_record_that_was_withdrawn_meanwhile(workspace: Workspace) -> None:
    there = feature()
    workspace.commit([withdrawal(there, **AIKO)], {})
    with pytest.raises(Conflict, match="was withdrawn by Aiko at") as told:
        workspace.commit([correction(there, "title", "his", **BORIS)], {})
    assert told.value.theirs is None
    with pytest.raises(WorkspaceError, match="record A-1: was withdrawn; read the record anew"):
        workspace.commit([correction(there, "title", "his", **BORIS)], {"A-1": 1})
    workspace.commit([addition(feature(title="back"), **BORIS)], {"A-1": 1})
    with pytest.raises(WorkspaceError, match="was added already"):
        workspace.commit([addition(there, **AIKO)], {"A-1": 2})


def test_all_or_none(workspace: Workspace) -> None:
    workspace.commit([correction(feature("A-2"), "title", "x", **AIKO)], {})
    both = [correction(feature(key), "title", "y", **BORIS) for key in ("A-1", "A-2")]
    with pytest.raises(Conflict):
        workspace.commit(both, {})
    bad = replace(both[0], why="")
    with pytest.raises(WorkspaceError, match="record A-1: nothing says why it was made"):
        workspace.commit([both[0], bad], {})
    with pytest.raises(WorkspaceError, match="its title is not what the change says it was"):
        workspace.commit([both[0], both[0]], {})
    with pytest.raises(WorkspaceError, match="its title is not what the change says it was"):
        workspace.commit([withdrawal(feature("A-2"), **BORIS)], {"A-2": 1})
    with pytest.raises(WorkspaceError, match="there is no change to keep"):
        workspace.commit([], {})
    assert workspace.history("A-1") == []
    assert workspace.head() == 1


@pytest.mark.parametrize("how", ["correct", "add", "withdraw"])
def test_undo_and_redo(workspace: Workspace, how: str) -> None:
    there = feature()
    base = {} if how == "add" else {"A-1": there}
    make = {
        "correct": lambda: correction(there, "title", "new", **AIKO),
        "add": lambda: addition(there, **AIKO),
        "withdraw": lambda: withdrawal(there, **AIKO),
    }
    workspace.commit([make[how]()], {})
    done = fold(base, workspace.changes())
    back = workspace.undo([1], "Boris", why="It was wrong.").changes[0]
    assert (back.who, back.why, back.number) == ("Boris", "It was wrong.", 2)
    assert fold(base, workspace.changes()).features == base
    with pytest.raises(WorkspaceError, match="change 1: is undone already"):
        workspace.undo([1], "Boris")
    again = workspace.undo([2], "Boris").changes[0]
    assert again.why == "Change 2 taken back: It was wrong."
    assert fold(base, workspace.changes()) == done


def test_undo_of_several_is_one_revision(workspace: Workspace) -> None:
    there = feature()
    new = fold({"A-1": there}, [correction(there, "title", "b", **AIKO)]).features["A-1"]
    workspace.commit([correction(there, "title", "b", **AIKO)], {})
    workspace.commit([correction(new, "title", "c", **AIKO)], {"A-1": 1})
    workspace.commit([correction(feature("A-2"), "title", "z", **AIKO)], {})
    revision = workspace.undo([1, 2, 3], "Aiko")
    assert revision.number == 4
    assert [(one.record, one.after) for one in revision.changes] == [
        ("A-2", "old"),
        ("A-1", "b"),
        ("A-1", "old"),
    ]


def test_undo_takes_nobody_elses_work_away(workspace: Workspace) -> None:
    there = feature()
    workspace.commit([correction(there, "title", "b", **AIKO)], {})
    new = fold({"A-1": there}, workspace.changes()).features["A-1"]
    workspace.commit([correction(new, "title", "c", **BORIS)], {"A-1": 1})
    with pytest.raises(Conflict) as told:
        workspace.undo([1], "Aiko")
    assert (told.value.mine, told.value.theirs, told.value.who) == ("old", "c", "Борис")
    # Another value does not stand in the way.
    workspace.commit([correction(new, "radius_km", 5, **BORIS)], {"A-1": 2})
    workspace.undo([2], "Aiko")
    added = feature("A-3")
    workspace.commit([addition(added, **AIKO)], {})
    workspace.commit([correction(added, "title", "his", **BORIS)], {"A-3": workspace.head()})
    with pytest.raises(Conflict):
        workspace.undo([workspace.changes()[-2].number], "Aiko")


def test_undo_of_nothing(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceError, match="there is no change 7"):
        workspace.undo([7], "Aiko")
    with pytest.raises(WorkspaceError, match="there is no change to undo"):
        workspace.undo([], "Aiko")
    with pytest.raises(WorkspaceError, match="nothing says who undoes it"):
        workspace.undo([7], " ")


def test_two_people_at_once_lose_nothing(store: str) -> None:
    """Each counts a record up 20 times; every step that was kept follows from the one before."""
    steps, people = 20, ("Aiko", "Boris")
    start = Barrier(len(people))
    there = feature(radius_km=0)

    def work(who: str) -> set[str]:
        met = set()
        with open_workspace(store) as mine:
            start.wait()
            for _ in range(steps):
                while True:
                    seen = mine.history("A-1")
                    present = fold({"A-1": there}, seen).features["A-1"]
                    step = present["properties"]["radius_km"] + 1
                    change = correction(present, "radius_km", step, who=who, why="One more.")
                    try:
                        mine.commit([change], revisions_of(seen))
                    except Conflict as clash:
                        met.add(clash.who)
                    else:
                        break
        return met

    with ThreadPoolExecutor(len(people)) as pool:
        met = list(pool.map(work, people))
    assert all(who not in others for who, others in zip(people, met, strict=True))
    with open_workspace(store) as after:
        log = after.changes()
    assert [change.after for change in log] == list(range(1, steps * len(people) + 1))
    assert [change.number for change in log] == list(range(1, steps * len(people) + 1))
    assert {who: sum(change.who == who for change in log) for who in people} == dict.fromkeys(
        people, steps
    )


def test_one_workspace_serves_many_threads(workspace: Workspace) -> None:
    def work(number: int) -> Change:
        made = correction(feature(f"T-{number}"), "title", "x", **AIKO)
        return workspace.commit([made], {}).changes[0]

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(work, range(40)))
    assert sorted(change.number for change in made) == list(range(1, 41))
    assert {change.op for change in workspace.changes()} == {Op.CORRECT}


def test_a_thousand_and_more_changes_are_one_revision(workspace: Workspace) -> None:
    many = [correction(feature(f"M-{number}"), "title", "x", **AIKO) for number in range(1_500)]
    kept = workspace.commit(many, {})
    assert len(kept.changes) == 1_500
    back = workspace.undo([change.number for change in kept.changes], "Aiko")
    assert {change.after for change in back.changes} == {"old"}
    assert workspace.head() == 2
