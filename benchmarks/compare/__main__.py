"""Measures Jupyter kernels side by side, in turns, in one run, and prints a table with ratios.

    ./elara compare                       # all that are installed beside Elara
    ./elara compare python3 elara         # these; ratios are to the first
    ./elara compare python3 'mine=java:java -jar k.jar {connection_file}'

See benchmarks/README.md.
"""

import argparse
import json
import sys

import measures
import specs
import table
import turns
from client import Failed


def arguments():
    """The command line."""
    each = [m.__name__ for m in [*measures.COLD, *measures.EACH_ROUND, *measures.ONCE]]
    parser = argparse.ArgumentParser(
        prog="./elara compare", description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("kernels", nargs="*", metavar="KERNEL",
                        help="a kernelspec's name, or name=language:command line")
    parser.add_argument("--starts", type=int, default=5, help="process starts of each kernel")
    parser.add_argument("--rounds", type=int, default=3, help="turns of each warm kernel")
    parser.add_argument("--warm-up", type=int, default=500, help="cells before the first turn")
    parser.add_argument("--cells", type=int, default=200, help="cells a figure of 1+1")
    parser.add_argument("--many", type=int, default=2000, help="cells that show the growth")
    parser.add_argument("--lines", type=int, default=20_000, help="lines printed")
    parser.add_argument("--many-lines", type=int, default=1_000_000, help="lines printed once")
    parser.add_argument("--repeat", type=int, default=5, help="runs a figure of the slow measures")
    parser.add_argument("--only", action="append", metavar="MEASURE", choices=each,
                        help=f"a measure, may be repeated:\n{', '.join(each)}")
    parser.add_argument("--json", metavar="FILE", help="also write all figures to this file")
    return parser.parse_args()


def main():
    """Reads the command line, measures, prints."""
    args = arguments()
    try:
        kernels = [specs.spec(text) for text in args.kernels or specs.names()]
    except Failed as failed:
        sys.exit(f"compare: {failed}")
    figures = turns.measure(kernels, args)
    table.show(figures, kernels)
    if args.json:
        with open(args.json, "w") as file:
            json.dump({"rows": figures.rows, "reasons": figures.reasons}, file, indent=1)


if __name__ == "__main__":
    main()
