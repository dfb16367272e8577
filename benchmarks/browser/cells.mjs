// The same work in three languages. A program's last line is its value; all three must agree.

/** @typedef {{row: string, java: string, python: string, javascript: string, target: string}} Work */

/** @type {Work[]} */
export const WORK = [
  {
    row: '10-million-turn loop',
    java: `int sum = 0;
for (int i = 0; i < 10_000_000; i++) sum += i % 7;
sum`,
    python: `def turns():
    total = 0
    for i in range(10_000_000):
        total += i % 7
    return total
turns()`,
    javascript: `let sum = 0;
for (let i = 0; i < 10_000_000; i++) sum = (sum + i % 7) | 0;
return sum;`,
    target: 'at most 0.2 × Pyodide, 5 × JavaScript',
  },
  {
    row: 'sorting 1,000,000 ints',
    java: `int[] numbers = new int[1_000_000];
int seed = 1;
for (int i = 0; i < numbers.length; i++) numbers[i] = seed = seed * 1_103_515_245 + 12_345;
long begin = System.nanoTime();
java.util.Arrays.sort(numbers);
System.out.print((System.nanoTime() - begin) / 1e6);
numbers[1000]`,
    python: `from time import perf_counter
numbers = []
seed = 1
for i in range(1_000_000):
    seed = (seed * 1_103_515_245 + 12_345 + 2**31) % 2**32 - 2**31
    numbers.append(seed)
begin = perf_counter()
numbers.sort()
print((perf_counter() - begin) * 1000, end='')
numbers[1000]`,
    javascript: `const numbers = new Int32Array(1_000_000);
let seed = 1;
for (let i = 0; i < numbers.length; i++) {
  numbers[i] = seed = (Math.imul(seed, 1_103_515_245) + 12_345) | 0;
}
const begin = performance.now();
numbers.sort();
print(performance.now() - begin);
return numbers[1000];`,
    target: 'at most 1.0 × Pyodide',
  },
  {
    row: 'string building',
    java: `StringBuilder text = new StringBuilder();
for (int i = 0; i < 200_000; i++) text.append("item ").append(i).append(", ");
text.length()`,
    python: `def build():
    parts = []
    for i in range(200_000):
        parts.append(f"item {i}, ")
    return len("".join(parts))
build()`,
    javascript: `let text = '';
for (let i = 0; i < 200_000; i++) text += 'item ' + i + ', ';
return text.length;`,
    target: '',
  },
  {
    row: '1,000,000 records',
    java: `record Point(int x, int y) {
  Point plus(Point other) { return new Point(x + other.x, y + other.y); }
}
Point at = new Point(0, 0);
for (int i = 0; i < 1_000_000; i++) at = at.plus(new Point(i % 3, 1));
at.x() + at.y()`,
    python: `from dataclasses import dataclass
@dataclass(frozen=True)
class Point:
    x: int
    y: int
    def plus(self, other):
        return Point(self.x + other.x, self.y + other.y)
def walk():
    at = Point(0, 0)
    for i in range(1_000_000):
        at = at.plus(Point(i % 3, 1))
    return at.x + at.y
walk()`,
    javascript: `class Point {
  constructor(x, y) { this.x = x; this.y = y; Object.freeze(this); }
  plus(other) { return new Point(this.x + other.x, this.y + other.y); }
}
let at = new Point(0, 0);
for (let i = 0; i < 1_000_000; i++) at = at.plus(new Point(i % 3, 1));
return at.x + at.y;`,
    target: '',
  },
];
