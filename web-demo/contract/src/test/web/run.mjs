// Runs it in Node: node run.mjs (js|wasm) ARGUMENT…
import { load } from './load.mjs';

const [target, ...rest] = process.argv.slice(2);
(await load(target))(rest);
