"""The command line."""

import json
import tomllib

import pytest

from geo_tensions.cli import main, settings_folder


def test_settings_lie_beside_the_launcher() -> None:
    content = (settings_folder() / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(content)
    assert settings["server"]["address"] == "localhost"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["fly"],
        ["run", "--port", "0"],
        ["run", "--port", "x"],
        ["run", "--records", "nowhere.csv"],
    ],
)
def test_a_wrong_command_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: geo-tensions" in capsys.readouterr().err


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(["summary", *arguments])
    return capsys.readouterr().out


def test_summary_tells_a_year_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    text = told(capsys, "--from", "2022", "--to", "2022", "--citations")
    assert text.startswith("1 January to 31 December 2022: 34 launch dates of the DPRK")
    assert "31 events: 1 airspace violation announced by Japan" in text
    assert "\nSources\n[1] " in text
    assert "data version 1." in text


def test_summary_of_one_kind_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(
        told(
            capsys,
            *("--from", "2024-09-23", "--to", "2024-09", "--kind", "airspace-violation"),
            *("--json", "--verified"),
        )
    )
    assert found["sentences"][0]["numbers"][0] == {
        "value": 1,
        "text": "1",
        "ids": ["AV-2024-09-23-1", "AV-2024-09-23-2", "AV-2024-09-23-3"],
    }


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (["--from", "2023", "--to", "2022"], "--to 2022-12-31 lies before --from 2023-01-01"),
        (["--from", "2022", "--to", "2022", "--kind", "ufo"], "--kind ufo: not known; kinds are"),
        (["--from", "soon", "--to", "2022"], "'soon' is not a date of the form"),
        (["--to", "2022"], "the following arguments are required: --from"),
    ],
)
def test_a_wrong_summary_is_one_clear_line(
    arguments: list[str], fault: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["summary", *arguments])
    assert stopped.value.code == 2
    assert fault in capsys.readouterr().err
