"""What runs while the server starts."""

import subprocess
import sys


def test_the_map_component_is_not_imported_before_a_page_runs() -> None:
    script = (
        "import sys; from geo_tensions.ui import serving; serving._read(); "
        "sys.exit('streamlit_folium' in sys.modules or 'folium' not in sys.modules)"
    )
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", script], check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr.decode()
