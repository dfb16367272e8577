// Runs the compiler in Node: reads requests, a line of JSON each, and prints the replies likewise.
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import { compiler } from './compiler.mjs';

const { answer } = await compiler(async (name) =>
  gunzipSync(await readFile(new URL(name, import.meta.url))),
);
console.log(JSON.stringify({ ready: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  let reply;
  try {
    reply = answer(request);
  } catch (error) {
    reply = { id: request.id, error: String(error) };
  }
  for (const file of reply.classes ?? []) {
    file.bytes = Buffer.from(file.bytes.buffer).toString('base64');
  }
  console.log(JSON.stringify(reply));
}
