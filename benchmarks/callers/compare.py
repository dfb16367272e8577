"""Measures callers beside a JDK executor, async-kernel and asyncio, and prints ratios.

    python benchmarks/callers/compare.py            everything, about six minutes
    python benchmarks/callers/compare.py --quick    a third of that; --only REGEX for some workloads

Needs Maven, JAVA_HOME at a JDK 25 and a Python that has async-kernel for; what it installs goes into
benchmarks/target/venv. All figures are calls per second, measured in this one run.
"""

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "benchmarks" / "target"
VENV = TARGET / "venv"
JMH = ["-foe", "true", "-prof", "gc", "-jvmArgs", "-Xms1g -Xmx1g -XX:+UseParallelGC"]

# workload in Java: (counterpart of the executor, counterpart in Python)
WORKLOADS = {
    "callSoonAwait": ("callSoonFromThread", "call_soon_await"),
    "callSoonAcross": ("callSoonFromThread", "call_soon_across"),
    "callSoonFromThread": ("callSoonFromThread", None),
    "submitAllThenAwait": ("submitAllFromThread", "submit_all_then_await"),
    "submitAllFromThread": ("submitAllFromThread", None),
    "toThread": ("toThread", "to_thread"),
    "callDirect": ("callDirect", "call_direct"),
    "queueCall": ("callDirect", "queue_call"),
    "group": ("group", "group"),
    "asCompleted": ("asCompleted", "as_completed"),
}


def build():
    command = ["mvn", "-B", "-ntp", "-q", "-Dfast", "-DskipTests", "-pl", "benchmarks", "-am", "package"]
    subprocess.run(command, cwd=ROOT, check=True)


def run_java(pattern, quick):
    java = Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    result = TARGET / "callers.json"
    iterations = ["-wi", "2", "-i", "3"] if quick else []
    command = [java, "-cp", f"{TARGET / 'fast' / 'lib'}/*", "org.openjdk.jmh.Main", *JMH, *iterations]
    subprocess.run([*command, "-rf", "json", "-rff", result, pattern], check=True, stdout=sys.stderr)
    figures = {}
    for entry in json.loads(result.read_text()):
        suite, workload = entry["benchmark"].split(".")[-2:]
        bytes_per_call = entry["secondaryMetrics"]["gc.alloc.rate.norm"]["score"]
        key = suite, workload, entry["params"]["backend"]
        figures[key] = entry["primaryMetric"]["score"], bytes_per_call
    return figures


def run_python(seconds):
    python = VENV / "bin" / "python"
    here = Path(__file__).parent
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", VENV], check=True)
    install = [python, "-m", "pip", "install", "-q", "-r", here / "requirements.txt"]
    subprocess.run(install, check=True)
    command = [python, here / "async_kernel.py", "--seconds", str(seconds)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def table(java, python):
    print("| workload | strands | calls/s | bytes/call | ÷ executor | ÷ async-kernel | ÷ asyncio |")
    print("|---|---|---:|---:|---:|---:|---:|")
    for (suite, workload, backend), (score, size) in java.items():
        if suite == "CallerBenchmark":
            executor, script = WORKLOADS[workload]
            beside = java.get(("ExecutorBenchmark", executor, backend), (None, None))[0]
            ratios = [beside, python["async-kernel"].get(script), python["asyncio"].get(script)]
            cells = [f"{score / figure:.2f}" if figure else "" for figure in ratios]
            print(f"| {workload} | {backend} | {score:,.0f} | {size:.0f} | {' | '.join(cells)} |")
    print("\n| beside them | calls/s | bytes/call |\n|---|---:|---:|")
    for (suite, workload, backend), (score, size) in java.items():
        if suite == "ExecutorBenchmark":
            print(f"| executor, {workload}, {backend} | {score:,.0f} | {size:.0f} |")
    for library, figures in python.items():
        for workload, score in figures.items():
            print(f"| {library}, {workload} | {score:,.0f} | |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quick", action="store_true", help="fewer iterations")
    parser.add_argument("--only", default="", help="a regular expression for workloads, as in Java")
    options = parser.parse_args()
    chosen = {name for name in WORKLOADS if re.search(options.only, name)}
    chosen |= {WORKLOADS[name][0] for name in chosen}
    build()
    python = run_python(1 if options.quick else 3)
    java = run_java(rf"benchmarks\.callers\..*\.({'|'.join(sorted(chosen))})$", options.quick)
    table(java, python)


if __name__ == "__main__":
    main()
