// Cells that keep the kernel busy, for turns.mjs: none ends within the time they are watched.

/** What a session needs for them. */
export const PREPARED = `import java.util.regex.*;
record Point(int x, int y) {
  Point plus(Point other) { return new Point(x + other.x, y + other.y); }
}
int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
long nested(int size) {
  long sum = 0;
  for (int i = 0; i < size; i++)
    for (int j = 0; j < size; j++)
      for (int k = 0; k < size; k++) sum += (long) i * j ^ k;
  return sum;
}
volatile boolean over;
long ticks, longest;
Object sink;`;

/** @type {{row: string, java: string}[]} */
export const BUSY = [
  { row: 'nothing', java: 'Thread.sleep(1_000_000);' },
  { row: 'empty loop', java: 'while (true) {}' },
  { row: 'loops in loops', java: 'while (true) nested(200);' },
  { row: 'calls', java: 'while (true) fibonacci(25);' },
  {
    row: 'records',
    java: `Point at = new Point(0, 0);
while (true) at = at.plus(new Point(1, 1));`,
  },
  {
    row: 'sorting 5,000,000 Integers',
    java: `Integer[] numbers = new Integer[5_000_000];
for (int i = 0; i < numbers.length; i++) numbers[i] = i * 1_103_515_245 + 12_345;
Arrays.sort(numbers);
Arrays.sort(numbers, Comparator.reverseOrder());
while (true) Collections.shuffle(Arrays.asList(numbers));`,
  },
  {
    row: 'sorting ints',
    java: `int[] numbers = new int[5_000_000];
while (true) {
  for (int i = 0; i < numbers.length; i++) numbers[i] = i * 1_103_515_245 + 12_345;
  Arrays.sort(numbers);
}`,
  },
  {
    row: 'a regex that backtracks',
    java: `Pattern.compile("(a+)+\\\\1b").matcher("a".repeat(60)).matches()`,
  },
  {
    row: 'BigInteger.pow',
    java: 'while (true) sink = new java.math.BigInteger("3").pow(400_000);',
  },
  {
    row: 'BigInteger.toString',
    java: 'while (true) sink = new java.math.BigInteger("3").pow(40_000).toString();',
  },
  {
    row: 'a stream',
    java: 'LongStream.iterate(1, i -> i + 1).filter(i -> i % 3 == 5).findFirst()',
  },
  {
    row: 'a parallel stream',
    java: 'LongStream.range(0, Long.MAX_VALUE).parallel().map(i -> i * i % 7).sum()',
  },
  {
    row: 'string building',
    java: `while (true) {
  var text = new StringBuilder();
  for (int i = 0; i < 300_000; i++) text.append("item ").append(i).append(i / 3.0);
  sink = text.toString();
}`,
  },
  {
    row: 'large arrays',
    java: `byte[] from = new byte[30_000_000];
while (true) {
  sink = from.clone();
  System.arraycopy(from, 0, sink, 1, from.length - 1);
  Arrays.fill(from, (byte) 1);
}`,
  },
  {
    row: 'a map that grows',
    java: `while (true) {
  var map = new HashMap<String, Integer>();
  for (int i = 0; i < 500_000; i++) map.merge("key " + i % 50_000, 1, Integer::sum);
  sink = new TreeMap<>(map);
}`,
  },
  {
    row: 'formatting',
    java: 'while (true) sink = String.format("%,.3f %s %08x", Math.random() * 1e6, "text", 42);',
  },
  {
    row: 'exceptions',
    java: `while (true) {
  try { Integer.parseInt("none"); } catch (NumberFormatException expected) { sink = expected; }
}`,
  },
  {
    row: 'class loading',
    java: `java.time.format.DateTimeFormatter.ofPattern("d MMM uuuu").format(java.time.LocalDate.now());
sink = new java.text.DecimalFormat("#,##0.00").format(1234.5);
sink = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor();
while (true) {}`,
  },
  {
    row: '1,000 threads',
    java: `for (int i = 0; i < 1000; i++) Thread.ofVirtual().start(() -> { while (!over) sink = new Point(1, 2); });
while (true) {}`,
  },
  {
    row: 'printing',
    java: 'for (long i = 0; ; i++) System.out.println("line " + i);',
  },
];

/** A cell that notes the longest time between two of its turns, beside a busy one. */
export const TICKING = `// thread
over = false; ticks = 0; longest = 0;
long before = System.nanoTime();
while (!over) {
  Thread.sleep(1);
  long now = System.nanoTime();
  longest = Math.max(longest, now - before);
  before = now;
  ticks++;
}`;
