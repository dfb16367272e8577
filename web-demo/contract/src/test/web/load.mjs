// Loads the program that TeaVM made: as JavaScript or as WebAssembly with its garbage collector.
export async function load(target) {
  if (target === 'js') {
    return (await import('./program.mjs')).main;
  }
  const { load: instantiate } = await import('./wasm-runtime.mjs');
  const file = new URL('./program.wasm', import.meta.url);
  const inNode = typeof process !== 'undefined';
  const program = await instantiate(inNode ? file.pathname : file.href, { nodejs: inNode });
  return program.exports.main;
}
