// Runs programs in the engine: node programs.mjs <web folder> <programs> <outcomes> <patience>.
// A program is a folder of class files with its main class's name; so is the file of its outcome.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const [web, programs, outcomes, patience] = process.argv.slice(2);
const file = (...names) => readFileSync(join(...names));
const bytes = (buffer) => new Int8Array(buffer);
globalThis.elara = {
  bundle: (name) => bytes(file(web, 'classes', `${name}.bin.gz`)),
  log: () => {},
  send: () => {},
};
const engine = await import(resolve(web, 'engine.mjs'));
engine.compileAfter(Number(patience));
engine.add(bytes(gunzipSync(file(web, 'classes', 'base.bin.gz'))));
engine.packages(file(web, 'classes', 'bundles.txt').toString().trim());
engine.start();

for (const name of readdirSync(programs)) {
  const classes = readdirSync(join(programs, name));
  engine.define(classes.map((each) => bytes(file(programs, name, each))));
  let outcome;
  engine.call(name, 'run()Ljava/lang/String;', (result, thrown) => {
    outcome = thrown === null ? String(result) : `threw ${thrown}`;
  });
  while (outcome === undefined) {
    const pause = engine.run(8);
    if (outcome === undefined && pause < 0) {
      outcome = 'waits for ever';
    } else if (outcome === undefined) {
      await new Promise((go) => setTimeout(go, pause));
    }
  }
  writeFileSync(join(outcomes, name), outcome);
}
