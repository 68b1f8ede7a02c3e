"""What a file says of itself in words: dates, filters, counts, cut-offs, credits."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlsplit

from geo_tensions.analysis.spatial import relations, targets
from geo_tensions.analysis.state import FilterState
from geo_tensions.columns import EVIDENCE
from geo_tensions.dataset import Dataset
from geo_tensions.exports.scene import Scene
from geo_tensions.mapping.card_words import EVIDENCE_WORDS, safe_url
from geo_tensions.model import Perspective, Source
from geo_tensions.timespan import Window

PERSPECTIVE_WORDS: Mapping[Perspective, str] = {
    Perspective.NEUTRAL: "neutral names and boundaries",
    Perspective.JAPAN: "names and boundaries as Japan states them",
    Perspective.RUSSIA: "names and boundaries as Russia states them",
}
"""What is written on every picture; no perspective changes an event or a count."""

STATUS_LINE = (
    "The four islands are administered by Russia (Sakhalin Oblast) and claimed by Japan "
    "(Hokkaido, Nemuro Subprefecture). No treaty in force between the two states settles to whom "
    "they belong."
)
"""Neutral wording on the islands, for every export."""

ADIZ_LINE = (
    "An air defence identification zone is not sovereign airspace; entering it breaks no border. "
    "Russia has declared none in the region."
)
"""Neutral wording on the zone, wherever it is drawn."""

_OWN = "Written for this package"
"""How the catalogue names what nobody else made."""

_MOST_WINDOWS = 3
_MOST_LISTED = 4


def window_words(windows: Sequence[Window]) -> str:
    """Return windows of time as dates, such as ``2024-09-22``."""
    told = [
        f"{w.first}" if w.first == w.last else f"{w.first} \u2013 {w.last}"
        for w in windows[:_MOST_WINDOWS]
    ]
    more = f" and {len(windows) - _MOST_WINDOWS} more" if len(windows) > _MOST_WINDOWS else ""
    return "; ".join(told) + more


def filter_words(state: FilterState, *, dataset: Dataset) -> str:
    """Return what a state leaves out, in words; empty where it shows what a first visit does."""
    base = FilterState.default(dataset)
    parts: list[str] = []
    if state.ids:
        parts.append(f"{len(state.ids)} chosen records")
    elif state.kinds != base.kinds:
        kinds = [kind.label for kind in dataset.kinds.values() if kind.id in state.kinds]
        parts.append("kinds: " + _listed(kinds, len(dataset.kinds)))
    if state.actor_groups:
        parts.append("actors: " + _listed(sorted(state.actor_groups), len(dataset.actor_groups)))
    if state.evidence != base.evidence:
        levels = [EVIDENCE_WORDS[level][0].lower() for level in EVIDENCE if level in state.evidence]
        parts.append("evidence: " + _listed(levels, len(EVIDENCE)))
    if state.place != base.place:
        levels = sorted(level.value for level in state.place)
        parts.append("place known as: " + _listed(levels, len(base.place)))
    if state.text:
        parts.append(f"text: \u201c{state.text}\u201d")
    parts += _place_words(state, dataset)
    if state.passed_over_japan:
        parts.append("passed over Japan")
    if state.stated_inside_eez:
        parts.append("inside Japan's EEZ as stated by its government")
    return "; ".join(parts)


def _place_words(state: FilterState, dataset: Dataset) -> Sequence[str]:
    parts: list[str] = []
    if state.zones:
        words = relations(dataset.catalog)
        parts.append("place: " + _listed([words[zone] for zone in sorted(state.zones)], len(words)))
    if state.near:
        label = targets(dataset.catalog)[state.near.target]
        parts.append(f"may lie within {state.near.km:g} km of {label}")
    if state.polygon:
        parts.append(f"may lie in a drawn area of {len(state.polygon)} corners")
    return parts


def _listed(items: Sequence[str], total: int) -> str:
    if not items:
        return "none"
    if len(items) == total:
        return "all"
    if len(items) > _MOST_LISTED:
        return f"{len(items)} of {total}"
    return ", ".join(items)


def cutoff_words(dataset: Dataset) -> str:
    """Return until when the data knows anything."""
    cutoffs = dataset.cutoffs
    return (
        f"Incidents to {cutoffs['incidents'] or 'an unknown day'}, launches to "
        f"{cutoffs['launches'] or 'an unknown day'}; absence after that proves nothing."
    )


def data_line(scene: Scene) -> str:
    """Return the line that tells data version, cut-offs, perspective and view."""
    parts = [
        f"Geo Tensions, data {scene.dataset.catalog.data_version}{_own_words(scene.dataset)}",
        cutoff_words(scene.dataset).rstrip("."),
        PERSPECTIVE_WORDS[scene.state.perspective],
    ]
    text = ". ".join(part[:1].upper() + part[1:] for part in parts)
    # No full stop after an id that somebody copies.
    return f"{text}. View {scene.view_id}"


def _own_words(dataset: Dataset) -> str:
    """Return that own records or changes stand among the data; nothing where all of it ships."""
    return " with own data" if dataset.origins else ""


def source_line(scene: Scene, *, most: int = 5) -> str:
    """Return whose reports a picture rests on: publishers, each once."""
    names = list(dict.fromkeys(source.publisher for source in scene.sources if source.publisher))
    if not names:
        return "Sources: see the data package."
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return "Sources: " + "; ".join(names[:most]) + more + "."


def credit_line(dataset: Dataset, resources: Iterable[str]) -> str:
    """Return whose data lie under a picture, with their licences, from the catalogue."""
    titles: dict[str, None] = {}
    licences: dict[str, None] = {}
    for name in resources:
        resource = dataset.catalog.resources.get(name)
        if resource is None:
            continue
        for item in resource.descriptor.get("licenses") or []:
            if isinstance(item, dict) and (licence := item.get("name") or item.get("title")):
                licences[str(licence)] = None
        for source in resource.descriptor.get("sources") or []:
            title = _short(str(source.get("title") or "")) if isinstance(source, dict) else ""
            if title:
                titles["Geo Tensions" if title == _OWN else title] = None
    if not titles:
        return ""
    licensed = f" Licences: {', '.join(licences)}." if licences else ""
    return f"Map data: {'; '.join(titles)}.{licensed}"


def about(scene: Scene) -> dict[str, str]:
    """Return what a data file says of itself: version, filters, numbers, limits, licences."""
    dataset = scene.dataset
    return {
        "title": scene.title or "Geo Tensions",
        "data_version": dataset.catalog.data_version,
        "own_data": _own_names(dataset),
        "dates": window_words(scene.windows),
        "filters": filter_words(scene.state, dataset=dataset) or "as on a first visit",
        "shown": scene.counts.sentence,
        "perspective": scene.state.perspective.value,
        "view": scene.view_id,
        "cutoff": cutoff_words(dataset),
        "handling": scene.handling,
        "credits": credit_line(dataset, ["incidents", "missile-launches", "routes"]),
        "limits": "Positions are estimates within radius_km. " + STATUS_LINE,
    }


def _own_names(dataset: Dataset) -> str:
    """Return the names of own sets among the data, and how many records were changed by hand."""
    origins = dataset.origins
    if origins is None:
        return ""
    edited = f"{len(origins.edits)} records changed by hand" if origins.edits else ""
    return "; ".join(filter(None, [*origins.sets.values(), edited]))


def source_text(source: Source) -> str:
    """Return a source as one line of a list, with the host of its address."""
    host = urlsplit(safe_url(source.url)).hostname or ""
    where = host.removeprefix("www.") or (
        f"read in a copy at {source.read_via}" if source.read_via else ""
    )
    parts = (source.publisher, source.title, source.date_published, where)
    return ", ".join(part for part in parts if part)


def _short(title: str) -> str:
    """Return the part of a catalogue's title that names the work."""
    for mark in (";", ":", ", from the package", " (", ", full resolution"):
        title = title.split(mark, maxsplit=1)[0]
    return title.strip()
