// Sessions, specs, files and the rest of a server as JupyterLab's own client uses them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { run, services, settings, signalled } from './server.mjs';

let manager;

before(async () => {
  manager = new services.ServiceManager({ serverSettings: settings().settings, standby: 'never' });
  await manager.ready;
});

after(async () => {
  await manager.sessions.shutdownAll();
  manager.dispose();
});

test('the spec names the language and its default', () => {
  const { specs } = manager.kernelspecs;
  assert.equal(specs.default, 'elara');
  assert.equal(specs.kernelspecs.elara.language, 'java');
});

test('a session is one for its notebook, moves with it and ends with it', async () => {
  const options = { path: 'ä b/one.ipynb', name: 'one.ipynb', type: 'notebook', kernel: { name: 'elara' } };
  const session = await manager.sessions.startNew(options);
  const again = await manager.sessions.startNew(options);
  assert.equal(again.id, session.id);
  assert.equal((await run(session.kernel, '6 * 7')).text, '42');
  await session.setPath('ä b/two.ipynb');
  await session.setName('two.ipynb');
  assert.deepEqual((await running(manager.sessions)).map(one => one.path), ['ä b/two.ipynb']);
  const before = session.kernel.id;
  const next = await session.changeKernel({ name: 'elara' });
  assert.notEqual(next.id, before);
  assert.deepEqual((await running(manager.kernels)).map(one => one.id), [next.id]);
  await session.shutdown();
  assert.deepEqual(await running(manager.sessions), []);
  assert.deepEqual(await running(manager.kernels), []);
});

test('a console and a notebook share a kernel that one of them ends', async () => {
  const one = await manager.sessions.startNew({
    path: 'shared.ipynb', name: '', type: 'notebook', kernel: { name: 'elara' }
  });
  const other = await manager.sessions.startNew({
    path: 'console-1', name: '', type: 'console', kernel: { id: one.kernel.id }
  });
  assert.equal(other.kernel.id, one.kernel.id);
  const dead = signalled(other.statusChanged, status => status === 'dead', other.kernel?.status);
  await one.kernel.shutdown();
  await dead;
  other.dispose();
});

test('a notebook is created, saved, renamed, copied, listed and deleted', async () => {
  const { contents } = manager;
  const made = await contents.newUntitled({ path: '', type: 'notebook' });
  assert.equal(made.name, 'Untitled.ipynb');
  const cell = { cell_type: 'markdown', id: 'a', metadata: {}, source: 'Grüße\n\nund mehr' };
  const notebook = { cells: [cell], metadata: { mine: { deep: [1, 2] } }, nbformat: 4, nbformat_minor: 5 };
  const saved = await contents.save(made.path, { type: 'notebook', format: 'json', content: notebook });
  assert.equal(saved.content, null);
  assert.deepEqual((await contents.get(made.path)).content, notebook);
  const renamed = await contents.rename(made.path, 'Größe & co.ipynb');
  assert.equal(renamed.path, 'Größe & co.ipynb');
  assert.equal((await contents.copy(renamed.path, '')).name, 'Größe & co-Copy1.ipynb');
  const listed = (await contents.get('')).content.map(file => file.name);
  assert.ok(listed.includes('Größe & co.ipynb') && !listed.includes('Untitled.ipynb'));
  const url = await contents.getDownloadUrl(renamed.path);
  assert.deepEqual((await (await fetch(url, bearer())).json()).metadata, notebook.metadata);
  for (const name of ['Größe & co.ipynb', 'Größe & co-Copy1.ipynb']) {
    await contents.delete(name);
  }
  await assert.rejects(contents.get(renamed.path), problem => problem.response.status === 404);
});

test('a checkpoint brings a file back', async () => {
  const { contents } = manager;
  await contents.save('text.txt', { type: 'file', format: 'text', content: 'one' });
  const checkpoint = await contents.createCheckpoint('text.txt');
  await contents.save('text.txt', { type: 'file', format: 'text', content: 'two' });
  assert.deepEqual((await contents.listCheckpoints('text.txt')).map(one => one.id), [checkpoint.id]);
  await contents.restoreCheckpoint('text.txt', checkpoint.id);
  assert.equal((await contents.get('text.txt')).content, 'one');
  await contents.deleteCheckpoint('text.txt', checkpoint.id);
  assert.deepEqual(await contents.listCheckpoints('text.txt'), []);
});

test('a large file arrives in chunks, as the upload button sends it', async () => {
  const { contents } = manager;
  const whole = Buffer.alloc(2_500_000, 'Elara ✓ ');
  const size = 1_000_000;
  for (let at = 0, chunk = 1; at < whole.length; at += size, chunk++) {
    const last = at + size >= whole.length;
    const content = whole.subarray(at, at + size).toString('base64');
    await contents.save('large.bin', {
      type: 'file', format: 'base64', name: 'large.bin', chunk: last ? -1 : chunk, content
    });
  }
  const back = await contents.get('large.bin', { type: 'file', format: 'base64', content: true });
  assert.ok(Buffer.from(back.content, 'base64').equals(whole));
});

test('events tell what happens to kernels and files, and carry what a client emits', async () => {
  const heard = [];
  manager.events.stream.connect((_, event) => heard.push(event));
  const probe = 'https://events.jupyter.org/jupyter_server/contents_service/v1';
  const arrived = async fits => {
    while (!heard.some(fits)) {
      await signalled(manager.events.stream, fits);
    }
  };
  const emitted = arrived(event => event.schema_id === probe && event.path === 'from the client');
  // The subscription opens in the background: emitting again until it is heard.
  let open = false;
  emitted.then(() => (open = true));
  while (!open) {
    await manager.events.emit({ schema_id: probe, version: '1', data: { action: 'save', path: 'from the client' } });
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const saved = arrived(event => event.path === 'event.txt' && event.action === 'save');
  await manager.contents.save('event.txt', { type: 'file', format: 'text', content: '' });
  await saved;
  const kernel = await manager.kernels.startNew({ name: 'elara' });
  await arrived(event => event.action === 'start' && event.kernel_id === kernel.id);
  await kernel.shutdown();
  await arrived(event => event.action === 'shutdown' && event.kernel_id === kernel.id);
});

/** What the server says is running. */
async function running(manager) {
  await manager.refreshRunning();
  return [...manager.running()];
}

function bearer() {
  return { headers: { Authorization: `token ${process.env.ELARA_TOKEN}` } };
}
