"""What was picked in charts and words: which filters each pick set, and what they were before.

A chart in which something is picked goes on showing what it showed, with the pick marked in it;
the map, the table and all other charts show what was picked. That needs the state as it was without
the pick. A filter that was moved by another hand since then belongs to that hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from geo_tensions.analysis.state import FilterState


@dataclass
class Pick:
    """One pick: each filter that it set, before and now.

    ``held`` tells whether the chart that it was made in is still on the page.
    """

    fields: dict[str, tuple[Any, Any]]
    held: bool = True


@dataclass
class Picks:
    """All picks of a visitor, by the name of the chart; no two set the same filter."""

    made: dict[str, Pick] = field(default_factory=dict)
    turns: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether anything is picked."""
        return bool(self.made)

    def __contains__(self, name: object) -> bool:
        """Tell whether a chart has a pick."""
        return name in self.made

    def key(self, name: str) -> str:
        """Return the key of a chart on the page: another one when its pick must vanish from it."""
        return f"chart-{name}-{self.turns.get(name, 0)}"

    def now(self) -> dict[str, Any]:
        """Return the filters that picks have set."""
        return {
            field_name: value
            for pick in self.made.values()
            for field_name, (_, value) in pick.fields.items()
        }

    def settle(self, state: FilterState) -> None:
        """Forget picks whose filters were moved by another hand."""
        for name, pick in list(self.made.items()):
            if any(getattr(state, key) != now for key, (_, now) in pick.fields.items()):
                self.forget(name)

    def forget(self, name: str) -> None:
        """Forget a pick and take its mark off the chart; filters stay as they are."""
        if self.made.pop(name, None):
            self._turn(name)

    def drawn(self, names: frozenset[str]) -> None:
        """Take note which charts are on the page: one that left it comes back without a mark."""
        for name, pick in self.made.items():
            if pick.held and name not in names:
                pick.held = False
                self._turn(name)

    def without(self, name: str, state: FilterState) -> FilterState:
        """Return the state that a chart shows: that of the page without the chart's own pick."""
        pick = self.made.get(name)
        return _restored(state, pick) if pick and pick.held else state

    def picked(
        self, name: str, state: FilterState, changes: Mapping[str, Any]
    ) -> tuple[FilterState, FilterState]:
        """Return the state before and after a pick in a chart; no changes take its pick back.

        A pick of another chart that set the same filters is taken back first.
        """
        pick = self.made.pop(name, None)
        base = _restored(state, pick) if pick else state
        for other, rival in list(self.made.items()):
            if set(rival.fields) & set(changes):
                base = _restored(base, rival)
                self.forget(other)
        if changes:
            fields = {key: (getattr(base, key), value) for key, value in changes.items()}
            self.made[name] = Pick(fields)
        return base, replace(base, **changes)

    def cleared(self, state: FilterState) -> FilterState:
        """Return the state without any pick, and forget them all."""
        for name, pick in list(self.made.items()):
            state = _restored(state, pick)
            self.forget(name)
        return state

    def _turn(self, name: str) -> None:
        self.turns[name] = self.turns.get(name, 0) + 1


def _restored(state: FilterState, pick: Pick) -> FilterState:
    return replace(state, **{key: before for key, (before, _) in pick.fields.items()})
