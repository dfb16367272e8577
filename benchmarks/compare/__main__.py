"""Measures Jupyter kernels side by side, in turns, in one run, and prints a table with ratios.

    ./elara compare                       # all that are installed beside Elara
    ./elara compare python3 elara         # these; ratios are Elara's, or the last one's, to the others
    ./elara compare python3 'mine=java:java -jar k.jar {connection_file}'

See benchmarks/README.md.
"""

import argparse
import json
import signal
import sys

import measures
import specs
import table
import turns
from client import Failed


def natural(text):
    """A number from 0 on."""
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(f"{text} is below 0")
    return number


def positive(text):
    """A number from 1 on."""
    number = natural(text)
    if number == 0:
        raise argparse.ArgumentTypeError("0 is too few")
    return number


def arguments():
    """The command line."""
    each = [m.__name__ for m in [*measures.COLD, *measures.EACH_ROUND, *measures.ONCE]]
    parser = argparse.ArgumentParser(
        prog="./elara compare", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kernels", nargs="*", metavar="KERNEL",
                        help="a kernelspec's name, or name=language:command line,\n"
                             "which is interrupted by a message")
    parser.add_argument("--starts", type=positive, default=5, help="process starts of each kernel")
    parser.add_argument("--rounds", type=positive, default=3, help="turns of each warm kernel")
    parser.add_argument("--warm-up", type=natural, default=500, help="cells before the first turn")
    parser.add_argument("--cells", type=positive, default=200, help="cells a figure of 1+1")
    parser.add_argument("--many", type=positive, default=2000, help="cells that show the growth")
    parser.add_argument("--lines", type=positive, default=20_000, help="lines printed")
    parser.add_argument("--many-lines", type=positive, default=1_000_000, help="lines printed once")
    parser.add_argument("--repeat", type=positive, default=5, help="runs a figure of the slow measures")
    parser.add_argument("--only", action="append", metavar="MEASURE", choices=each,
                        help=f"a measure, may be repeated:\n{', '.join(each)}")
    parser.add_argument("--json", metavar="FILE", help="also write all figures to this file")
    return parser.parse_args()


def main():
    """Reads the command line, measures, prints; what was measured before Ctrl-C, too."""
    args = arguments()
    try:
        kernels = specs.all_of(args.kernels)
        written = open(args.json, "w") if args.json else None
    except (Failed, OSError) as failed:
        sys.exit(f"compare: {failed}")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    figures = turns.Figures()
    status = 0
    try:
        turns.measure(kernels, args, figures)
    except KeyboardInterrupt:
        print("compare: interrupted; this is what was measured before", file=sys.stderr)
        status = 130
    table.show(figures, kernels)
    if written:
        with written:
            json.dump({"rows": figures.rows, "reasons": figures.reasons}, written, indent=1)
    sys.exit(status)


if __name__ == "__main__":
    main()
