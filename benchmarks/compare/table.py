"""Shows figures as a Markdown table."""

from statistics import median



def show(figures, specs):
    """The table, then what is missing and why. Ratios are to the first kernel; below 1 is better."""
    base, *others = [spec.name for spec in specs]
    print("| | " + " | ".join([base] + [f"{name} | ratio" for name in others]) + " |")
    print("|---|" + "--:|" * (1 + 2 * len(others)))
    for row, values in figures.rows.items():
        of_base = middle(values, base)
        cells = [text(of_base)]
        for name in others:
            value = middle(values, name)
            cells += [text(value), ratio(value, of_base)]
        print(f"| {row} | " + " | ".join(cells) + " |")
    for name, reasons in figures.reasons.items():
        for measure, reason in reasons.items():
            print(f"\n– {name}, {measure}: {reason}", end="")
    print()


def middle(values, name):
    """The median of a kernel's figures, or None."""
    return median(values[name]) if name in values else None


def text(value):
    """A figure with three or four digits."""
    return "–" if value is None else f"{value:.4g}"


def ratio(value, of):
    """How many times as much."""
    return "–" if value is None or not of else f"{value / of:.2f}"
