"""``python -m benchmarks``: ours and the peers in one browser; QUICK=1 takes small sizes."""

import json
import os
import platform
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from tools.running_app import ROOT, launch_chromium

from benchmarks import explorer, peering, peers_page, peers_streamlit, report
from benchmarks.measure import Result
from benchmarks.sample import write
from geo_tensions.ingest import load_records

RESULTS = Path(__file__).with_name("results.json")
DATA = ROOT / ".cache" / "bench"

SIZES = (1_000, 10_000, 100_000, 1_000_000)
PEER_SIZES = {
    "streamlit-folium": (300, 1_000, 3_000),
    "TimestampedGeoJson": (300, 1_000, 10_000),
    "st.pydeck_chart": (1_000, 10_000, 100_000),
    "deck.gl": (1_000, 100_000, 1_000_000),
}
QUICK_SIZES = (1_000, 100_000)
QUICK_PEER_SIZES = {
    "streamlit-folium": (300, 1_000),
    "TimestampedGeoJson": (300, 1_000),
    "st.pydeck_chart": (1_000, 10_000),
    "deck.gl": (1_000, 100_000),
}
LARGE = 100_000
"""Records above which one reading of a file is enough to time it."""

SESSIONS = 10
"""Further visitors among whom the server's memory is divided."""

CIRCLES = 18_000
"""Records of which a window of 30 % leaves about 5,000 in view."""


def main() -> None:
    """Measure, write ``results.json`` and print the tables."""
    quick = os.environ.get("QUICK", "") not in {"", "0"}
    peering.install()
    begun = time.perf_counter()
    results: list[Result] = []
    with sync_playwright() as playwright:
        browser = launch_chromium(playwright)
        conditions = _conditions(browser)
        for one in _all(browser, quick=quick):
            results.append(one)
            took = time.perf_counter() - begun
            _write(results)
            print(f"{took:6.0f} s  {one.system} {one.metric} {one.n:,}: {one.median:g} {one.unit}")
        browser.close()
    conditions["load_at_end"] = os.getloadavg()[0]
    conditions["took_s"] = round(time.perf_counter() - begun)
    RESULTS.with_name("conditions.json").write_text(
        json.dumps(conditions, indent=1) + "\n", encoding="utf-8"
    )
    print(f"\n{report.table(results)}\n\n{report.growth(results)}\n")
    print(json.dumps(conditions, indent=1))


def _all(browser: Browser, *, quick: bool) -> Iterator[Result]:
    yield from explorer.measure_start(browser, 1 if quick else 3, sessions=2 if quick else SESSIONS)
    yield from peers_streamlit.measure_empty(browser, rounds=1 if quick else 3)
    for n in QUICK_SIZES if quick else SIZES:
        paths = write(n, DATA)
        for kind, path in paths.items():
            times = []
            for _ in range(1 if quick or n > LARGE else 3):
                begun = time.perf_counter()
                load_records(path)
                times.append(time.perf_counter() - begun)
            yield Result.of(f"load_{kind}", n, explorer.NAME, times, "s")
        yield from explorer.measure(browser, paths["parquet"], n, quick=quick)
    circles = write(CIRCLES, DATA)["parquet"]
    yield from explorer.measure_circles(browser, circles, quick=quick)
    steps = 8 if quick else 20
    for system, sizes in (QUICK_PEER_SIZES if quick else PEER_SIZES).items():
        for n in sizes:
            if system == "deck.gl":
                # Without a graphics card a step over a million points takes seconds.
                few = steps if n <= LARGE else steps // 4
                yield from peers_page.measure_deck(browser, n, steps=few)
            elif system == "TimestampedGeoJson":
                yield from peers_page.measure_timestamped(browser, n, steps=steps)
            else:
                yield from peers_streamlit.measure_streamlit(browser, system, n, steps=steps)


def _write(results: Sequence[Result]) -> None:
    """Keep what has been measured so far."""
    rows = ",\n".join(json.dumps(asdict(one)) for one in results)
    RESULTS.write_text(f"[\n{rows}\n]\n", encoding="utf-8")


def _conditions(browser: Browser) -> dict[str, object]:
    packages = ("streamlit", "streamlit-folium", "folium", "pydeck", "pyarrow", "numpy", "pandas")
    return {
        "chromium": browser.version,
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "load_at_start": os.getloadavg()[0],
        "packages": {name: version(name) for name in packages} | peering.package_versions(),
        "peers": peering.SETTINGS,
        "arguments": sys.argv[1:],
    }


if __name__ == "__main__":
    main()
