"""Texts of the data inside Markdown."""


def markdown_plain(text: str) -> str:
    """Return text in which Markdown finds nothing to act upon."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]()<>#+!|$~:" else char for char in text)


def link(address: str) -> str:
    """Return a link that shows its own address; nothing if Markdown could break out of it."""
    return f"<{address}>" if not set(address) & set(" <>\n") else ""
