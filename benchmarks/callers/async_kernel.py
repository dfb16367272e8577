"""The workloads of CallerBenchmark for async-kernel's Caller and for plain asyncio.

Prints calls per second as JSON: {"async-kernel": {workload: figure}, "asyncio": {…}}.
Run by compare.py; needs what requirements.txt names.
"""

import argparse
import asyncio
import json
import statistics
import sys
import time
from pathlib import Path

# This file bears the name of the package it measures.
sys.path = [entry for entry in sys.path if Path(entry).resolve() != Path(__file__).resolve().parent]

from async_kernel import Caller  # noqa: E402
from async_kernel.pending import Pending, PendingGroup  # noqa: E402

MANY = 10_000
ROUNDS = 1_000


async def one():
    return 1


class OnCaller:
    """Each workload is run inside a task of the caller and does that many calls."""

    def __init__(self, caller, other):
        self.caller = caller
        self.other = other
        self.count = 0

    def counted(self):
        self.count += 1

    async def call_soon_await(self):
        for _ in range(ROUNDS):
            await self.caller.call_soon(one)
        return ROUNDS

    async def call_soon_across(self):
        for _ in range(ROUNDS):
            await self.other.call_soon(one)
        return ROUNDS

    async def submit_all_then_await(self):
        for pending in [self.caller.call_soon(one) for _ in range(MANY)]:
            await pending
        return MANY

    async def to_thread(self):
        for _ in range(ROUNDS):
            await self.caller.to_thread(one)
        return ROUNDS

    async def call_direct(self):
        for _ in range(MANY):
            self.caller.call_direct(self.counted)
        await self.caller.call_soon(one)
        return MANY

    async def queue_call(self):
        over = Pending()

        def queued(number):
            self.count += 1
            if number == MANY:
                over.set_result(None)

        for number in range(1, MANY + 1):
            self.caller.queue_call(queued, number)
        await over
        self.caller.queue_close(queued)
        return MANY

    async def group(self):
        async with PendingGroup():
            for _ in range(MANY):
                self.caller.call_soon(one)
        return MANY

    async def as_completed(self):
        total = 0
        async for pending in self.caller.as_completed([self.caller.call_soon(one) for _ in range(MANY)]):
            total += pending.result()
        assert total == MANY
        return MANY


class OnLoop:
    """The same with plain asyncio, where there is a counterpart."""

    async def call_soon_await(self):
        for _ in range(ROUNDS):
            await asyncio.create_task(one())
        return ROUNDS

    async def submit_all_then_await(self):
        for task in [asyncio.create_task(one()) for _ in range(MANY)]:
            await task
        return MANY

    async def to_thread(self):
        for _ in range(ROUNDS):
            await asyncio.to_thread(lambda: 1)
        return ROUNDS

    async def group(self):
        async with asyncio.TaskGroup() as group:
            for _ in range(MANY):
                group.create_task(one())
        return MANY

    async def as_completed(self):
        for future in asyncio.as_completed([asyncio.create_task(one()) for _ in range(MANY)]):
            await future
        return MANY


async def measure(workloads, seconds):
    figures = {}
    for name in [name for name in dir(type(workloads)) if name[0] != "_" and name != "counted"]:
        workload = getattr(workloads, name)
        await workload()
        rates = []
        for _ in range(3):
            calls, start = 0, time.perf_counter()
            while (elapsed := time.perf_counter() - start) < seconds / 3:
                calls += await workload()
            rates.append(calls / elapsed)
        figures[name] = statistics.median(rates)
    return figures


async def measure_callers(seconds):
    async with Caller("NewThread", name="caller", backend="asyncio") as caller:
        async with Caller("NewThread", name="other", backend="asyncio") as other:
            return await caller.call_soon(measure, OnCaller(caller, other), seconds)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=3, help="for each workload (default: 3)")
    seconds = parser.parse_args().seconds
    figures = {
        "async-kernel": asyncio.run(measure_callers(seconds)),
        "asyncio": asyncio.run(measure(OnLoop(), seconds)),
    }
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
