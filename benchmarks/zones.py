"""How long zones take: the shipped records at load, and a million discs against all zones.

``python -m benchmarks.zones``; aims: under 0.5 s and under 60 s.
"""

import time

import numpy as np

from geo_tensions.analysis.zones import Places, ZoneSet, judge
from geo_tensions.dataset import load_dataset

DISCS = 1_000_000
LONGEST_KM = 150.0


def main() -> None:
    """Print the figures."""
    dataset = load_dataset()
    begin = time.perf_counter()
    zones = ZoneSet(dataset.catalog)
    read = time.perf_counter()
    zones.judge(Places.of_records(dataset.records))
    judged = time.perf_counter()
    print(f"reading {len(zones.zones)} zones: {read - begin:.2f} s")
    print(f"{len(dataset)} records against all zones: {judged - read:.2f} s")
    random = np.random.default_rng(1)
    places = Places.of_discs(
        random.uniform(115, 190, DISCS),
        random.uniform(10, 65, DISCS),
        random.uniform(0, LONGEST_KM, DISCS),
    )
    total = 0.0
    for zone in zones.zones.values():
        begin = time.perf_counter()
        judge(zone, places)
        took = time.perf_counter() - begin
        total += took
        print(f"  {zone.id:<28} {took:6.2f} s")
    print(f"{DISCS:,} discs against all zones: {total:.1f} s")


if __name__ == "__main__":
    main()
