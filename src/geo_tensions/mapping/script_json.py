"""Values as JSON that is safe inside a script.

folium and its Streamlit component paste, search and replace in the text of scripts, and branca
compiles the text once more as a template: template literals, ``</script>``, ``_word`` (taken for
the id of an element) and ``{{ word }}`` (run on the server) would all be acted upon. Each character
that any of them needs is written as an escape, which a browser reads back as the same character.
"""

import json
import re

_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'`$_/;{}%#"}


def script_json(value: object) -> str:
    """Return a value as JSON for a script.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no such thing.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return _STRING.sub(lambda match: match.group().translate(_ESCAPED), text)
