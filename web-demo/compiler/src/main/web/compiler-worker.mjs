// The compiler in a module worker; its port is described in web-demo/README.md.
import { compiler } from './compiler.mjs';

async function unpacked(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) {
    throw new Error(`${response.status} for ${response.url}`);
  }
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

const answer = compiler(unpacked);

onmessage = async ({ data }) => {
  const program = await answer;
  let reply;
  try {
    reply = program(data);
  } catch (error) {
    // The program itself has failed, by running out of stack for example.
    reply = { id: data.id, error: String(error) };
  }
  postMessage(reply, (reply.classes ?? []).map((file) => file.bytes.buffer));
};

answer.then(
  () => postMessage({ ready: true }),
  (error) => postMessage({ error: String(error) }),
);
