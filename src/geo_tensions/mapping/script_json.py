"""Values as JSON that is safe inside a script.

folium and its Streamlit component paste, search and replace in the text of scripts: template
literals, ``</script>``, ``_word`` (taken for the id of an element) and ``{{ 'word' }}`` (taken for
a reference) would all be acted upon. Each character that any of them needs is written as an
escape, which a browser reads back as the same character.
"""

import json

_ESCAPED = {ord(char): f"\\u{ord(char):04x}" for char in "<>&'`$_/;"}
"""Characters that JSON's own syntax never uses outside of strings."""


def script_json(value: object) -> str:
    """Return a value as JSON for a script.

    Raises
    ------
    ValueError
        If a number is not finite: JSON has no such thing.
    """
    text = json.dumps(value, ensure_ascii=True, allow_nan=False, separators=(",", ":"))
    return text.translate(_ESCAPED)
