"""The command line."""

import tomllib

import pytest

from geo_tensions.cli import main, settings_folder


def test_settings_lie_beside_the_launcher() -> None:
    content = (settings_folder() / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    settings = tomllib.loads(content)
    assert settings["server"]["address"] == "localhost"
    assert settings["browser"]["gatherUsageStats"] is False
    assert settings["client"]["showErrorDetails"] == "none"


@pytest.mark.parametrize("arguments", [[], ["fly"], ["run", "--port", "0"], ["run", "--port", "x"]])
def test_a_wrong_command_is_explained(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: geo-tensions" in capsys.readouterr().err
