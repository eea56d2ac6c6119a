"""Reads tables out of Markdown."""


def table(text, header):
    """Return the rows, as lists of cells, of the table in `text` whose first column is headed `header`."""
    lines = text.split(f"\n| {header} |")[1].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
