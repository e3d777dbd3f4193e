"""Texts of a page of predictions: numbers with their intervals, and tables."""
MONTH = 30.4375  # days


def percent(value):
    return "-" if value is None else f"{100 * value + 0:.1f}"


def percents(values, middle="median"):
    return f"{percent(values[middle])} ({percent(values['lower'])} to {percent(values['upper'])})"


def months(values, middle="median"):
    text = lambda days: "not reached" if days is None else f"{days / MONTH:.1f}"
    if values["lower"] is None:
        return "not reached"
    return f"{text(values[middle])} ({text(values['lower'])} to {text(values['upper'])})"


def table(heads, rows):
    """Lines, and an empty one after them."""
    return ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads), *("| " + " | ".join(row) + " |" for row in rows), ""]
