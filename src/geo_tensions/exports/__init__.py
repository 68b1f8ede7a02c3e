"""Files that leave: slides, pages, pictures, tables, citations; none needs a browser."""
