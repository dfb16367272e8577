"""Shows figures as a Markdown table."""

from statistics import median

# The kernels that targets are against, by the name of their kernelspec.
IPYKERNEL = "python3"
ASYNC_KERNEL = "async"
SHOWN = {IPYKERNEL: "ipykernel", ASYNC_KERNEL: "async-kernel"}

# What is wanted: so many times another kernel's figure, or a figure.
TARGETS = {
    "start to first 1+1, ms": (0.7, IPYKERNEL),
    "memory after the first cell, MB": (100, None),
    "1+1, median, ms": (0.5, ASYNC_KERNEL),
    "kernel_info, median, ms": (0.6, ASYNC_KERNEL),
    "30-statement cell, median, ms": (0.6, IPYKERNEL),
    "30 cells at once, ms a cell": (0.8, ASYNC_KERNEL),
    "completion, idle, ms": (0.2, IPYKERNEL),
    "completion, while a cell runs, ms": (0.2, IPYKERNEL),
    "20,000 lines, ms": (1.0, IPYKERNEL),
    "1,000,000 lines, ms": (0.3, IPYKERNEL),
    "interrupt of a loop, ms": (0.7, IPYKERNEL),
    "two subshells, a second each, ms": (1050, None),
}


def show(figures, specs):
    """The table, then what is missing and why.

    Ratios are those of one kernel, Elara or else the last, to each other one; below 1 is better.
    """
    names = [spec.name for spec in specs]
    subject = "elara" if "elara" in names else names[-1]
    others = [name for name in names if name != subject]
    shown = {name: SHOWN.get(name, name) for name in names}
    heads = list(shown.values()) + [f"{shown[subject]} ÷ {shown[name]}" for name in others]
    targets = ["target"] if subject == "elara" else []
    print("| " + " | ".join(["", *heads, *targets]) + " |")
    print("|---|" + "--:|" * len(heads) + "---|" * len(targets))
    for row, values in figures.rows.items():
        ours = middle(values, subject)
        cells = [text(middle(values, name)) for name in names]
        cells += [ratio(ours, middle(values, name)) for name in others]
        cells += [target(row, values, ours) for _ in targets]
        print("| " + " | ".join([row, *cells]) + " |")
    for name, reasons in figures.reasons.items():
        for measure, reason in reasons.items():
            print(f"\n– {name}, {measure}: {reason}", end="")
    print()


def target(row, values, ours):
    """What is wanted in a row and whether it was reached, as far as what it is against was measured."""
    if row not in TARGETS:
        return ""
    factor, of = TARGETS[row]
    words = f"at most {factor:,}" if of is None else f"{factor} × {SHOWN[of]}"
    limit = factor if of is None else middle(values, of)
    if ours is None or limit is None:
        return words
    reached = ours <= (factor if of is None else factor * limit)
    return words + (": reached" if reached else ": missed")


def middle(values, name):
    """The median of a kernel's figures, or None."""
    return median(values[name]) if name in values else None


def text(value):
    """A figure with three digits, or all of those before the point."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def ratio(value, of):
    """How many times as much."""
    return "–" if value is None or not of else f"{value / of:.2f}"
