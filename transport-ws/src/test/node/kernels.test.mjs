// Kernels as JupyterLab's own client uses them, in both WebSocket protocols.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run, services, settings, signalled } from './server.mjs';

const V1 = 'v1.kernel.websocket.jupyter.org';

for (const protocol of ['v1', 'default']) {
  describe(`in the protocol ${protocol}`, () => {
    let client;
    let manager;
    let kernel;

    before(async () => {
      client = settings(protocol);
      manager = new services.KernelManager({ serverSettings: client.settings });
      kernel = await manager.startNew({ name: 'elara' });
      await kernel.info;
    });

    after(async () => {
      await kernel.shutdown();
      manager.dispose();
    });

    test('the protocol is the one that was offered', () => {
      assert.equal(client.sockets.at(-1).protocol, protocol === 'v1' ? V1 : '');
    });

    test('a kernel says what it is', async () => {
      const info = await kernel.info;
      assert.equal(info.implementation, 'elara');
      assert.equal(info.language_info.name, 'java');
    });

    test('a cell prints, answers and counts', async () => {
      const { text, reply } = await run(kernel, 'System.out.println("déjà 🎈"); 20 * 2 + 2');
      assert.equal(text, 'déjà 🎈\n42');
      assert.equal(reply.status, 'ok');
    });

    test('a cell that fails says so', async () => {
      const { errors, reply } = await run(kernel, 'throw new IllegalStateException("no");');
      assert.deepEqual(errors, ['java.lang.IllegalStateException']);
      assert.equal(reply.status, 'error');
    });

    test('completion, inspection and completeness are answered', async () => {
      await run(kernel, 'String greeting = "hello";');
      const code = 'greeting.toUpp';
      const completed = await kernel.requestComplete({ code, cursor_pos: code.length });
      assert.ok(completed.content.matches.some(match => match.startsWith('toUpperCase')));
      const inspected = await kernel.requestInspect({ code: 'greeting', cursor_pos: 3, detail_level: 0 });
      assert.equal(inspected.content.found, true);
      assert.equal((await kernel.requestIsComplete({ code: 'int i = (' })).content.status, 'incomplete');
      const history = await kernel.requestHistory({
        hist_access_type: 'tail', n: 1, output: false, raw: true
      });
      assert.equal(history.content.history.at(-1)[2], 'String greeting = "hello";');
    });

    test('a cell asks and is answered', async () => {
      const { text } = await run(kernel, 'String name = IO.readln("Your name? "); "Hello " + name', {
        onInput: (message, future) => {
          assert.equal(message.content.prompt, 'Your name? ');
          assert.equal(message.content.password, false);
          future.sendInputReply({ value: 'Ada', status: 'ok' }, message.header);
        }
      });
      assert.match(text, /Hello Ada/);
    });

    test('a comm that the client opens carries binary buffers there and back', async () => {
      await run(
        kernel,
        `import dev.elara.comm.*;
         CommManager.current().register("reverse", (comm, open) -> comm.onMessage(message -> {
           List<byte[]> back = new ArrayList<>();
           for (byte[] buffer : message.buffers()) {
             byte[] turned = new byte[buffer.length];
             for (int i = 0; i < buffer.length; i++) turned[i] = buffer[buffer.length - 1 - i];
             back.add(turned);
           }
           comm.send(new CommMessage(message.data(), message.metadata(), back));
         }));`
      );
      const comm = kernel.createComm('reverse');
      await comm.open({ first: true }).done;
      const answered = new Promise(resolve => (comm.onMsg = resolve));
      const large = new Uint8Array(300_000).map((_, i) => i % 251);
      await comm.send({ n: 7 }, {}, [new Uint8Array([1, 2, 255]), new ArrayBuffer(0), large]).done;
      const { content, buffers } = await answered;
      assert.deepEqual(content.data, { n: 7 });
      assert.deepEqual(buffers.map(bytes), [[255, 2, 1], [], [...large].reverse()]);
      assert.deepEqual(Object.values((await kernel.requestCommInfo({})).content.comms), [
        { target_name: 'reverse' }
      ]);
      await comm.close().done;
      assert.deepEqual((await kernel.requestCommInfo({})).content.comms, {});
    });

    test('a comm that a cell opens reaches the client with its buffers', async () => {
      const opened = new Promise(resolve =>
        kernel.registerCommTarget('chart', (comm, message) => resolve({ comm, message }))
      );
      await run(
        kernel,
        `import dev.elara.comm.*;
         Comm chart = CommManager.current().open("chart", UUID.randomUUID().toString(),
             new CommMessage(Map.of("points", 3), Map.of(), List.of(new byte[] {9, 8, 7})));`
      );
      const { comm, message } = await opened;
      assert.deepEqual(message.content.data, { points: 3 });
      assert.deepEqual(message.buffers.map(bytes), [[9, 8, 7]]);
      const closed = new Promise(resolve => (comm.onClose = resolve));
      await run(kernel, 'chart.close();');
      await closed;
    });

    test('a comm of a target that nobody has is closed', async () => {
      const comm = kernel.createComm('nobody-has-this');
      const closed = new Promise(resolve => (comm.onClose = resolve));
      comm.open({});
      await closed;
    });

    test('an interrupt ends a cell that never ends', async () => {
      const started = { onMessage: m => m.content.text === 'on\n' && kernel.interrupt() };
      const { reply } = await run(kernel, 'System.out.println("on"); while (true);', started);
      assert.equal(reply.ename, 'KernelInterrupt');
    });

    test('output of a time without connection is replayed to the client that returns', async () => {
      let cut = false;
      const { text } = await run(
        kernel,
        `for (int i = 0; i < 20; i++) { System.out.println("line " + i); Thread.sleep(50); }`,
        {
          onMessage: message => {
            if (!cut && message.content.text?.includes('line 3')) {
              cut = true;
              client.sockets.at(-1).terminate();
            }
          }
        }
      );
      assert.ok(cut);
      assert.equal(text, Array.from({ length: 20 }, (_, i) => `line ${i}\n`).join(''));
    });

    test('a restart is no crash, and the client goes on with the new kernel', async () => {
      const states = [];
      kernel.statusChanged.connect((_, status) => states.push(status));
      await run(kernel, 'int before = 1;');
      await kernel.restart();
      const { errors } = await run(kernel, 'before');
      assert.deepEqual(errors, ['CompileError']);
      assert.ok(!states.includes('autorestarting'), states.join());
      assert.ok(states.includes('restarting'), states.join());
    });

    test('a kernel that ends by itself is restarted, and the client is told', async () => {
      const told = signalled(kernel.statusChanged, status => status === 'autorestarting');
      kernel.requestExecute({ code: 'System.exit(3);' }).done.catch(() => {});
      await told;
      await signalled(kernel.statusChanged, status => status === 'idle', kernel.status);
      assert.equal((await run(kernel, '1 + 1')).text, '2');
    });

    test('a second client of the kernel sees its output', async () => {
      const other = manager.connectTo({ model: kernel.model });
      await other.info;
      const seen = signalled(other.iopubMessage, m => m.header.msg_type === 'stream');
      await run(kernel, 'System.out.print("for all");');
      assert.equal((await seen).content.text, 'for all');
      other.dispose();
    });
  });
}

function bytes(buffer) {
  return [...new Uint8Array(buffer.buffer ?? buffer, buffer.byteOffset ?? 0, buffer.byteLength)];
}
