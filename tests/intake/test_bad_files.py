"""Bad files: each gets one clear line or a report, and nothing else happens."""

import io
from pathlib import Path

import pytest
from tests.intake.bad.case import Bad
from tests.intake.bad.corpus import CORPUS

from geo_tensions.errors import DataError
from geo_tensions.intake import check, guess, opening, read
from geo_tensions.intake.child import read_here
from geo_tensions.tables import Tables


def test_the_corpus_is_large_and_no_file_is_there_twice() -> None:
    assert len(CORPUS) >= 200
    assert len({bad.name for bad in CORPUS}) == len(CORPUS)
    assert len({(Path(bad.name).suffix, bad.content) for bad in CORPUS}) == len(CORPUS)


@pytest.mark.parametrize("bad", CORPUS, ids=lambda bad: bad.name)
def test_a_bad_file_gets_one_line_or_a_report(
    bad: Bad, tmp_path: Path, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not bad.apart:
        # The same readers in this process: half a second less for each of a hundred files.
        monkeypatch.setattr(opening, "read_apart", read_here)
    path = tmp_path / bad.name
    path.write_bytes(bad.content)
    if bad.line:
        with pytest.raises(DataError) as refused:
            read(path, name=bad.name)
        line = str(refused.value)
        assert bad.line in line
        assert line.startswith(bad.name)
        assert line.isprintable()
        assert len(line) < 500
    else:
        raw = read(path, name=bad.name)
        report = check(raw, guess(raw, tables=tables), tables=tables)
        found = {count.kind for count in report.counts}
        assert bad.kinds <= found
        assert "rules" not in found
        assert report.accepted.num_rows + report.rejected.num_rows == report.rows == len(raw)
        if bad.odd:
            assert report.taken.all(), report.problems.to_pylist()
        report.write_rejected_to(io.StringIO())
    assert path.read_bytes() == bad.content
    assert list(tmp_path.iterdir()) == [path]
