// Loads the compiler: fetch(name) gives the bytes of a file beside it, unpacked. The result is its
// `answer(request)`, and `practise()`, a little of it, which says whether there is more.
import { load } from './compiler-runtime.mjs';

export async function compiler(fetch) {
  const [program, api] = await Promise.all([fetch('compiler.wasm.gz'), fetch('api.bin.gz')]);
  const { exports } = await load(program, { noAutoImports: true });
  exports.open(new Int8Array(api));
  return { answer: exports.answer, practise: exports.practise };
}
