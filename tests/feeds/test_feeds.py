"""Feeds: a real folder, a real server of HTTP on this machine, and a state that outlives both."""

import gzip
import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from geo_tensions.errors import DataError
from geo_tensions.feeds import (
    Arrival,
    Feeds,
    Limits,
    Settings,
    State,
    What,
    intact,
    poll,
    settings_of,
)

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ROWS = b"id,title,start\na,A,2026-05-01\n"


def told(state: State) -> list[tuple[What, str]]:
    return [(event.what, event.name) for event in state.log]


class Watching:
    """A folder that is looked at again and again."""

    def __init__(self, folder: Path, **limits: int) -> None:
        self.folder = folder / "watched"
        self.folder.mkdir()
        self.settings = Settings(
            folder=self.folder, state=folder / "state" / "feeds.json", limits=Limits(**limits)
        )
        self.state = State()

    def look(self) -> list[Arrival]:
        came, self.state = poll(self.state, self.settings, now=NOW)
        # What is kept is what is remembered.
        self.state.write(self.settings.state)
        assert State.read(self.settings.state) == self.state
        return list(came)

    def looks(self) -> list[str]:
        """Look twice: what lies still is taken then."""
        return [one.name for _ in range(2) for one in self.look()]

    def put(self, name: str, content: bytes = ROWS) -> Path:
        path = self.folder / name
        path.write_bytes(content)
        return path


@pytest.fixture
def watching(tmp_path: Path) -> Watching:
    return Watching(tmp_path, file_bytes=1000, files=5, events=20)


def test_feeds_are_off_by_default(tmp_path: Path) -> None:
    settings = settings_of({"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)})
    assert not settings.on
    assert settings.state == tmp_path / "geo-tensions" / "feeds.json"
    assert Feeds(settings).look(NOW) == ()
    assert not settings.state.exists()


def test_settings_of_the_environment(tmp_path: Path) -> None:
    settings = settings_of(
        {
            "GEO_TENSIONS_FEED_FOLDER": str(tmp_path),
            "GEO_TENSIONS_FEED_LIST": "list.txt",
            "GEO_TENSIONS_FEED_STATE": str(tmp_path / "s.json"),
            "GEO_TENSIONS_FEED_INTERVAL": "30",
        }
    )
    assert settings.on
    assert settings.addresses == Path.cwd() / "list.txt"
    assert (settings.interval_s, settings.fetched) == (30, tmp_path / "s-fetched")
    for wrong in ("1", "soon", "nan", "inf"):
        with pytest.raises(DataError, match=r"GEO_TENSIONS_FEED_INTERVAL: .* write 60"):
            settings_of({"GEO_TENSIONS_FEED_INTERVAL": wrong})


def test_a_file_comes_once_and_only_when_it_lies_still(watching: Watching) -> None:
    path = watching.put("launches.csv", ROWS[:10])
    assert watching.look() == []
    path.write_bytes(ROWS)
    assert watching.look() == []
    (came,) = watching.look()
    digest = hashlib.sha256(ROWS).hexdigest()
    assert (came.path, came.size, came.sha256) == (path, len(ROWS), digest)
    assert came.when == "2026-05-01T12:00:00+00:00"
    assert intact(came)
    assert watching.state.waiting == (came,)
    assert watching.look() == []
    path.write_bytes(b"something else")
    assert not intact(came)
    assert watching.looks() == ["launches.csv"]
    (waiting,) = watching.state.waiting
    assert intact(waiting)
    assert told(watching.state) == [(What.CAME, "launches.csv")] * 2


def test_the_same_content_under_another_name_is_noted(watching: Watching) -> None:
    watching.put("a.csv")
    watching.put("b.csv")
    assert watching.looks() == ["a.csv"]
    event = watching.state.log[-1]
    assert (event.what, event.name) == (What.AGAIN, "b.csv")
    assert event.words.endswith("with the content of a.csv")


def test_what_is_removed_is_noted_and_waits_no_more(watching: Watching) -> None:
    path = watching.put("a.csv")
    assert watching.looks() == ["a.csv"]
    path.unlink()
    assert watching.look() == []
    assert watching.state.waiting == ()
    assert told(watching.state)[-1] == (What.REMOVED, "a.csv")
    watching.put("a.csv")
    assert watching.looks() == []
    assert told(watching.state)[-1] == (What.AGAIN, "a.csv")


def test_unfinished_files_are_passed_over(watching: Watching) -> None:
    for name in ("a.csv.part", "b.tmp", "c.crdownload", ".hidden", "~$d.xlsx", "e.csv~", "F.SWP"):
        watching.put(name)
    assert watching.looks() == []
    assert watching.state.log == ()
    (watching.folder / "a.csv.part").rename(watching.folder / "a.csv")
    assert watching.looks() == ["a.csv"]


def test_what_is_refused_gets_one_line(watching: Watching, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_bytes(b"secret")
    (watching.folder / "link.csv").symlink_to(secret)
    (watching.folder / "folder").mkdir()
    os.mkfifo(watching.folder / "pipe.csv")
    watching.put("large.csv", b"x" * 1001)
    watching.put("bell\x07.csv")
    assert watching.looks() + watching.looks() == []
    words = {event.name: event.words for event in watching.state.log}
    assert len(watching.state.log) == 5
    assert "is a symbolic link" in words["link.csv"]
    assert "is a folder" in words["folder"]
    assert "is no file" in words["pipe.csv"]
    assert "has 1,001 bytes, more than 1,000" in words["large.csv"]
    assert "signs that cannot be shown" in words["bell\ufffd.csv"]
    watching.put("zebra.csv")
    assert watching.looks() == []
    assert "holds 6 files, of which only the first 5 are looked at" in watching.state.log[-1].words


def test_a_link_that_takes_the_place_of_a_file_is_not_followed(
    watching: Watching, tmp_path: Path
) -> None:
    path = watching.put("a.csv")
    assert watching.looks() == ["a.csv"]
    (came,) = watching.state.waiting
    (tmp_path / "same.csv").write_bytes(ROWS)
    path.unlink()
    path.symlink_to(tmp_path / "same.csv")
    with pytest.raises(OSError, match="symbolic links"):
        intact(came)


def test_a_folder_that_is_away_is_told_once(watching: Watching) -> None:
    watching.put("a.csv")
    assert watching.looks() == ["a.csv"]
    away = watching.folder.rename(watching.folder.with_name("away"))
    assert watching.looks() == []
    assert [what for what, _ in told(watching.state)] == [What.CAME, What.FAILED]
    assert "cannot be looked at (No such file or directory)" in watching.state.log[-1].words
    away.rename(watching.folder)
    assert watching.looks() == []
    assert len(watching.state.log) == 2


def test_the_log_keeps_the_latest(watching: Watching) -> None:
    for number in range(30):
        watching.put("a.csv", str(number).encode())
        watching.looks()
    assert len(watching.state.log) == 20
    assert len(watching.state.waiting) == 1


# Addresses.


class Served(ThreadingHTTPServer):
    """A server on this machine that answers as a test says."""

    answers: dict[str, Callable[[BaseHTTPRequestHandler], None]]
    asked: list[tuple[str, dict[str, str]]]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    server: Served

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        self.server.answers[self.path](self)

    def log_message(self, *_told: object) -> None:
        pass


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with Served(("127.0.0.1", 0), _Handler) as server:
        server.answers, server.asked = {}, []
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def answering(
    content: bytes = ROWS, status: int = 200, **headers: str
) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(content)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def listing(tmp_path: Path, *lines: str, **limits: float) -> Settings:
    path = tmp_path / "list.txt"
    path.write_text("\ufeff# releases\n\n" + "\n".join(lines), encoding="utf-8")
    limited = Limits(**{"file_bytes": 1000, "wait_s": 5, **limits})
    return Settings(addresses=path, state=tmp_path / "feeds.json", limits=limited)


def test_an_address_gives_its_file_once(served: Served, tmp_path: Path) -> None:
    served.answers["/x/Launches%20May.csv?k=1"] = answering(ETag='"1"', Last_Modified="Fri")
    settings = listing(tmp_path, f"{served.base}/x/Launches%20May.csv?k=1")
    (came,), state = poll(State(), settings, now=NOW)
    assert came.name == "Launches-May.csv"
    assert came.path.parent == tmp_path / "feeds-fetched"
    assert came.path.read_bytes() == ROWS
    assert intact(came)
    assert served.asked[0][1]["Accept-Encoding"] == "identity"
    # The server may say that nothing is new, or send the same once more.
    for answer in (answering(b"", 304), answering()):
        served.answers["/x/Launches%20May.csv?k=1"] = answer
        came_again, state = poll(state, settings, now=NOW)
        assert came_again == ()
    assert served.asked[1][1]["If-None-Match"] == '"1"'
    assert served.asked[1][1]["If-Modified-Since"] == "Fri"
    assert told(state) == [(What.CAME, "Launches-May.csv")]
    assert [item.name for item in settings.fetched.iterdir()] == [came.path.name]


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("/export?f=csv", "text/csv; charset=utf-8", "export.csv"),
        ("/", "application/geo+json", "file.geojson"),
        ("/..%2F..%2Fetc%2Fpasswd", "text/plain", "passwd"),
        ("/a%00b%0A.kml", "text/plain", "a-b-.kml"),
    ],
)
def test_names_are_harmless(
    served: Served, tmp_path: Path, path: str, kind: str, name: str
) -> None:
    served.answers[path] = answering(Content_Type=kind)
    settings = listing(tmp_path, served.base + path)
    (came,), _ = poll(State(), settings, now=NOW)
    assert came.name == name
    assert came.path.parent == settings.fetched


def test_troubles_are_lines_and_the_rest_goes_on(served: Served, tmp_path: Path) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "900")
        handler.end_headers()
        handler.wfile.write(b"x")

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        handler.wfile.write(b"x" * 5000)

    served.answers = {
        "/missing": answering(b"", 404),
        "/large": answering(b"x" * 1001),
        "/endless": endless,
        "/cut": cut,
        "/packed": answering(gzip.compress(b"x"), Content_Encoding="gzip"),
        "/to-file": answering(b"", 302, Location="file:///etc/passwd"),
        "/to-ftp": answering(b"", 301, Location="ftp://example.org/x"),
        "/loop": answering(b"", 302, Location="/loop"),
        "/moved": answering(b"", 307, Location="/good.csv"),
        "/good.csv": answering(),
    }
    expected = {
        "/missing": "answers 404",
        "/large": "has 1,001 bytes, more than 1,000",
        "/endless": "has more than 1,000 bytes",
        "/cut": "the connection broke off",
        "/packed": "sends packed content although asked not to",
        "/to-file": "leads to file:///etc/passwd, which is no address",
        "/to-ftp": "leads to ftp://example.org/x, which is no address",
        "/loop": "leads on more than 5 times",
    }
    lines = [served.base + path for path in (*expected, "/moved")]
    settings = listing(tmp_path, *lines)
    came, state = poll(State(), settings, now=NOW)
    assert [(one.name, one.origin) for one in came] == [("moved", f"{served.base}/moved")]
    words = {event.name: event.words for event in state.log if event.what is What.FAILED}
    assert set(words) == {served.base + path for path in expected}
    for path, phrase in expected.items():
        assert phrase in words[served.base + path]
    # Each trouble is told once, and its end not at all.
    served.answers["/missing"] = answering(b"found")
    came, again = poll(state, settings, now=NOW)
    assert [one.name for one in came] == ["missing"]
    assert len(again.log) == len(state.log) + 1
    assert sorted(item.name[13:] for item in settings.fetched.iterdir()) == ["missing", "moved"]


def test_what_takes_too_long_is_left(served: Served, tmp_path: Path) -> None:
    going = threading.Event()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        going.wait(20)
        answering()(handler)

    served.answers = {"/silent": silent, "/slow": answering()}
    silent_one = listing(tmp_path, f"{served.base}/silent", wait_s=0.1)
    _, state = poll(State(), silent_one, now=NOW)
    assert "no answer in time" in state.log[-1].words
    going.set()
    _, state = poll(State(), listing(tmp_path, f"{served.base}/slow", whole_s=0), now=NOW)
    assert "takes longer than 0 seconds" in state.log[-1].words


def test_what_is_no_address_is_refused(tmp_path: Path) -> None:
    wrong = {
        "file:///etc/passwd": "begins with http",
        "ftp://example.org/a.csv": "begins with http",
        "http://": "begins with http",
        "https://name:secret@example.org/a.csv": "holds a name or a password",
        "http://[::1": "is no address",
        "http://example.org:99999/a": "is no address",
        "http://127.0.0.1:9/a\u202ecsv.b": "begins with http",
        "http://example.org/" + "a" * 2000: "begins with http",
    }
    settings = listing(tmp_path, *wrong)
    came, state = poll(State(), settings, now=NOW)
    assert came == ()
    assert [event.what for event in state.log] == [What.REFUSED] * len(wrong)
    for event, phrase in zip(state.log, wrong.values(), strict=True):
        assert phrase in event.words
    assert poll(state, settings, now=NOW)[1] == state


def test_lists_that_cannot_be_used_are_told_once(served: Served, tmp_path: Path) -> None:
    served.answers["/a"] = answering()
    many = listing(tmp_path, f"{served.base}/a", "http://example.org/b", addresses=1)
    came, state = poll(State(), many, now=NOW)
    assert len(came) == 1
    assert "holds 2 addresses, of which only the first 1 are asked" in state.log[-1].words
    assert len(poll(state, many, now=NOW)[1].log) == len(state.log)
    _, large = poll(State(), listing(tmp_path, "x" * 50, list_bytes=20), now=NOW)
    assert "has more than 20 bytes" in large.log[-1].words
    settings = listing(tmp_path)
    settings.addresses.unlink()
    _, missing = poll(State(), settings, now=NOW)
    assert "cannot be read (No such file or directory)" in missing.log[-1].words


def test_nothing_listens(tmp_path: Path) -> None:
    _, state = poll(State(), listing(tmp_path, "http://127.0.0.1:9/x"), now=NOW)
    assert "cannot be fetched (no connection)" in state.log[-1].words


# Between looks.


def test_what_waits_outlives_the_process_until_it_is_settled(
    served: Served, tmp_path: Path
) -> None:
    served.answers["/a.csv"] = answering()
    settings = listing(tmp_path, f"{served.base}/a.csv")
    feeds = Feeds(settings)
    (came,) = feeds.look(NOW)
    assert feeds.look(NOW + timedelta(seconds=59)) == ()
    assert len(served.asked) == 1
    later = Feeds(settings)
    assert later.look(NOW + timedelta(seconds=60)) == ()
    assert later.waiting == (came,)
    assert [event.what for event in later.log] == [What.CAME]
    # A newer content of an address takes the place of the older.
    served.answers["/a.csv"] = answering(b"newer")
    (newer,) = later.look(NOW + timedelta(seconds=120))
    assert later.waiting == (newer,)
    assert not came.path.exists()
    later.settle(newer.sha256)
    assert later.waiting == ()
    assert not newer.path.exists()
    assert Feeds(settings).look(NOW) == ()


def test_settling_does_not_wait_for_a_look(served: Served, tmp_path: Path) -> None:
    begun, going = threading.Event(), threading.Event()

    def slow(handler: BaseHTTPRequestHandler) -> None:
        begun.set()
        going.wait(20)
        answering(b"slow")(handler)

    served.answers = {"/a.csv": answering(), "/b.csv": answering(b"first")}
    feeds = Feeds(listing(tmp_path, f"{served.base}/a.csv", f"{served.base}/b.csv"))
    first, _ = feeds.look(NOW)
    served.answers["/b.csv"] = slow
    looking = threading.Thread(target=feeds.look, args=(NOW + timedelta(hours=1),))
    looking.start()
    begun.wait(20)
    assert feeds.look(NOW + timedelta(hours=2)) == ()
    feeds.settle(first.sha256)
    assert [one.name for one in feeds.waiting] == ["b.csv"]
    going.set()
    looking.join()
    assert [one.sha256 for one in feeds.waiting] == [hashlib.sha256(b"slow").hexdigest()]
    assert State.read(feeds.settings.state).waiting == feeds.waiting


def test_a_damaged_state_is_told_and_nothing_is_taken(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    settings = Settings(folder=tmp_path / "in", state=tmp_path / "feeds.json")
    for damaged in (b"{", b"[]", b'{"form": 9}', b'{"form": 1, "known": 3}', b"\xff"):
        settings.state.write_bytes(damaged)
        feeds = Feeds(settings)
        assert feeds.look(NOW) == ()
        assert feeds.trouble.startswith(f"{settings.state}: ")
        assert "delete it" in feeds.trouble
        assert settings.state.read_bytes() == damaged
    settings.state.unlink()
    assert feeds.look(NOW + timedelta(hours=1)) == ()
    assert feeds.trouble == ""


def test_a_state_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "in" / "a.csv").write_bytes(ROWS)
    feeds = Feeds(Settings(folder=tmp_path / "in", state=tmp_path / "file" / "feeds.json"))
    assert feeds.look(NOW) == ()
    assert "file" in feeds.trouble
    assert "\n" not in feeds.trouble
