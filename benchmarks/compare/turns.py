"""Lets kernels take turns in every measurement, so that the machine's moods hit all of them."""

import sys

import measures
from client import Failed, started


class Figures:
    """What was measured: {row: {kernel: [values]}}, and why something was not."""

    def __init__(self):
        self.rows = {}
        self.reasons = {}

    def note(self, name, figures):
        for row, value in figures.items():
            self.rows.setdefault(row, {}).setdefault(name, []).append(value)

    def failed(self, name, measure, reason):
        reasons = self.reasons.setdefault(name, {})
        if measure not in reasons:
            reasons[measure] = reason
            print(f"{name}: {measure}: {reason}", file=sys.stderr)


class Turn:
    """A kernel, warm; a fresh one takes its place when it fails."""

    def __init__(self, spec, args):
        self.spec = spec
        self.args = args
        self.kernel = None
        self.cannot = set()

    def _warm(self):
        if self.kernel is None:
            self.kernel = started(self.spec)
            self.kernel.await_iopub()
            for _ in range(self.args.warm_up):
                self.kernel.run("1+1")
        return self.kernel

    def take(self, measure, figures):
        """Measures, unless this kernel has shown that it cannot do it."""
        if measure in self.cannot:
            return
        try:
            kernel = self._warm()
            kernel.drain()
            figures.note(self.spec.name, measure(kernel, self.args))
        except Exception as failed:  # one that answers nonsense must not end the comparison
            self.cannot.add(measure)
            figures.failed(self.spec.name, measure.__name__, words(failed))
            self.close()

    def close(self):
        """Ends the kernel."""
        if self.kernel is not None:
            self.kernel.close()
            self.kernel = None


def words(failed):
    """What went wrong, on one line."""
    said = str(failed) if isinstance(failed, Failed) else f"{type(failed).__name__}: {failed}"
    return " ".join(said.split())


def measure(specs, args, figures):
    """Takes all figures of all kernels; those taken are there if it is interrupted."""
    wanted = lambda each: not args.only or each.__name__ in args.only
    for cold in filter(wanted, measures.COLD):
        for _ in range(args.starts):
            for spec in specs:
                try:
                    figures.note(spec.name, cold(spec))
                except Exception as failed:
                    figures.failed(spec.name, cold.__name__, words(failed))
    turns = [Turn(spec, args) for spec in specs]
    again = [each for each in measures.EACH_ROUND if wanted(each)] * args.rounds
    try:
        for each in again + [each for each in measures.ONCE if wanted(each)]:
            for turn in turns:
                turn.take(each, figures)
    finally:
        for turn in turns:
            turn.close()
