// The compiler in a module worker; its port is described in web-demo/README.md.
import { compiler } from './compiler.mjs';

async function unpacked(name) {
  const response = await fetch(new URL(name, import.meta.url));
  if (!response.ok) {
    throw new Error(`${response.status} for ${response.url}`);
  }
  return new Response(response.body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
}

const QUIET_MILLIS = 300;
const program = compiler(unpacked);

onmessage = async ({ data }) => {
  const { answer } = await program;
  let reply;
  try {
    reply = answer(data);
  } catch (error) {
    // The program itself has failed, by running out of stack for example.
    reply = { id: data.id, error: String(error) };
  }
  postMessage(reply, (reply.classes ?? []).map((file) => file.bytes.buffer));
};

// A user's cells come later than the first one, most of them: until then there is time.
function practise(practice) {
  setTimeout(() => practice() && practise(practice), QUIET_MILLIS);
}

program.then(
  ({ practise: practice }) => {
    postMessage({ ready: true });
    practise(practice);
  },
  (error) => postMessage({ error: String(error) }),
);
