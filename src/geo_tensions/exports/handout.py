"""A deck on one sheet of paper: the first map, and every step in a line or two."""

from typing import Final

from geo_tensions.briefing.model import Deck, StepKind
from geo_tensions.dataset import Dataset
from geo_tensions.exports.canvas import Format, Look, saved
from geo_tensions.exports.files import Progress, silent
from geo_tensions.exports.pages import Pen
from geo_tensions.exports.pdf import bound
from geo_tensions.exports.picture import draw_picture
from geo_tensions.exports.scene import Scene
from geo_tensions.exports.theme import ThemeName
from geo_tensions.exports.words import STATUS_LINE, credit_line, cutoff_words, window_words

A4_PT: Final = (595.276, 841.89)
"""Width and height of a sheet of A4 (ISO 216), points."""

_MARGIN, _GAP = 34.0, 16.0
_MAP_HEIGHT = 300.0
_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_INCH = 72.0


def handout_bytes(
    deck: Deck,
    dataset: Dataset,
    *,
    look: ThemeName = ThemeName.LIGHT,
    progress: Progress = silent,
) -> bytes:
    """Return a deck as a one-page PDF, A4 upright."""
    progress(0, 2, "page")
    pen = Pen(*A4_PT, title=deck.title, author=deck.author, look=look)
    bottom = _Sheet(pen, deck, dataset).draw()
    pen.next_page()
    progress(1, 2, "map")
    number = next(
        (at for at, step in enumerate(deck.steps, start=1) if step.kind is StepKind.MAP), 1
    )
    wide = A4_PT[0] - 2 * _MARGIN
    view = Look(width=wide * 1.5, height=_MAP_HEIGHT * 1.5, theme=look, bare=True)
    scene = Scene.of_step(dataset, deck, number)
    picture = saved(draw_picture(scene, view), view, Format.PDF, title=deck.title)
    content = bound(
        pen.finish(),
        pictures={0: (picture, _MARGIN / _INCH, bottom / _INCH, wide / _INCH)},
        bookmarks=[],
        deck=deck,
        dataset=dataset,
    )
    progress(2, 2, "done")
    return content


class _Sheet:
    def __init__(self, pen: Pen, deck: Deck, dataset: Dataset) -> None:
        self.pen = pen
        self.deck = deck
        self.dataset = dataset

    def draw(self) -> float:
        """Draw all but the map; return the map's lower edge."""
        pen, deck = self.pen, self.deck
        wide, high = A4_PT
        room = wide - 2 * _MARGIN
        pen.paper()
        top = high - 22
        pen.line(deck.handling, _MARGIN, top, room, 9, align="centre", bold=True, ink="ink-2")
        pen.bar(_MARGIN, top - 14, 44, 3.5)
        y = pen.text(deck.title, _MARGIN, top - 18, 21, room, bold=True)
        y = pen.text(deck.subtitle, _MARGIN, y, 11, room, ink="ink-2")
        bottom = y - 8 - _MAP_HEIGHT
        foot = self._foot(room)
        self._steps(bottom - 12, foot + 6, room)
        return bottom

    def _foot(self, room: float) -> float:
        pen, deck, dataset = self.pen, self.deck, self.dataset
        parts = [
            (
                f"Data {dataset.catalog.data_version}. {cutoff_words(dataset)} Most kinds are "
                f"selections. {STATUS_LINE}"
            ),
            credit_line(dataset, ["incidents", "missile-launches", "land-detail"]),
            f"View ids: {deck.name}/1 to {deck.name}/{len(deck.steps)}."
            + (f" {deck.author}." if deck.author else ""),
        ]
        text = " ".join(filter(None, parts))
        size = 6.5
        lines = pen.lines(text, size, room)
        top = 24 + len(lines) * size * 1.2
        pen.text(text, _MARGIN, top, size, room, ink="ink-2")
        return top

    def _steps(self, top: float, bottom: float, room: float) -> None:
        column = (room - _GAP) / 2
        size = next((one for one in _SIZES if self._fits(one, top - bottom, column)), _SIZES[-1])
        x, y = _MARGIN, top
        for number in range(len(self.deck.steps)):
            if y - self._height(number, size, column) < bottom and x == _MARGIN:
                x, y = _MARGIN + column + _GAP, top
            for text, bold in self._words(number):
                y = self.pen.text(text, x, y, size, column, bold=bold)
            y -= size * 0.45

    def _fits(self, size: float, room: float, column: float) -> bool:
        used, columns = 0.0, 1
        for number in range(len(self.deck.steps)):
            high = self._height(number, size, column)
            if used + high > room:
                columns, used = columns + 1, 0.0
            used += high
        return columns <= 2  # noqa: PLR2004 - two columns

    def _height(self, number: int, size: float, column: float) -> float:
        count = sum(
            len(self.pen.lines(text, size, column, bold=bold)) for text, bold in self._words(number)
        )
        return count * size * 1.2 + size * 0.45

    def _words(self, number: int) -> list[tuple[str, bool]]:
        step = self.deck.steps[number]
        heading = f"{number + 1}. {step.heading} ({window_words(step.windows)})"
        first = step.text.split("\n\n")[0].replace("\n", " ")
        return [(heading, True), *([(first, False)] if first else [])]
