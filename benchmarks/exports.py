"""Time of each export of a deck: ``python -m benchmarks.exports [DECK]``."""

import sys
import time

from geo_tensions.briefing.library import FIRST_DECK, open_deck
from geo_tensions.dataset import load_dataset
from geo_tensions.exports.formats import ENDINGS, Options, deck_bytes


def main() -> None:
    """Print one line a format: seconds and size."""
    dataset = load_dataset()
    deck = open_deck(sys.argv[1] if len(sys.argv) > 1 else FIRST_DECK, dataset=dataset)
    print(f"{deck.name}, {len(deck.steps)} steps, data {dataset.catalog.data_version}")
    for ending in ENDINGS:
        if ending == ".zip":
            continue
        begun, used = time.perf_counter(), time.process_time()
        size = len(deck_bytes(deck, dataset, ending, options=Options()))
        wall, cpu = time.perf_counter() - begun, time.process_time() - used
        print(f"{ending:10} {wall:6.2f} s  {cpu:6.2f} s of processor  {size / 1000:10,.0f} kB")


if __name__ == "__main__":
    main()
