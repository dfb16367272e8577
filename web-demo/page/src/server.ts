import { PageConfig } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { UUID } from '@lumino/coreutils';
import { KERNEL_NAME, type Kernels } from './kernel/kernels';
import { PageSocket, serializer } from './kernel/socket';
import { Refused, type PageContents } from './notebooks/contents';

interface Session {
  id: string;
  path: string;
  name: string;
  type: string;
  kernel: { id: string };
}

type Answer = { status: number; body?: unknown };
type Body = Record<string, any>;

/**
 * A Jupyter server without a server: JupyterLab's client takes its `fetch` and its `WebSocket` from
 * here, and all of it, reconnecting and restarting included, works as it does over a network.
 */
export class PageServer {
  private readonly sessions = new Map<string, Session>();

  constructor(
    private readonly kernels: Kernels,
    private readonly contents: PageContents
  ) {}

  get settings(): ServerConnection.ISettings {
    const { kernels } = this;
    return ServerConnection.makeSettings({
      appendToken: false,
      serializer,
      fetch: request => this.fetch(request as Request),
      WebSocket: class extends PageSocket {
        constructor(address: string) {
          super(kernels, address);
        }
      } as unknown as typeof WebSocket
    });
  }

  private async fetch(request: Request): Promise<Response> {
    const { status, body } = await this.answer(request).catch((problem: unknown): Answer => {
      const refused = problem instanceof Refused ? problem : new Refused(500, String(problem));
      return { status: refused.status, body: { message: refused.message } };
    });
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/json' }
    });
  }

  private async answer(request: Request): Promise<Answer> {
    const address = new URL(request.url);
    const below = address.pathname.slice(new URL(PageConfig.getBaseUrl()).pathname.length);
    const [, part, ...path] = below.split('/').filter(Boolean).map(decodeURIComponent);
    const text = request.method === 'GET' ? '' : await request.text();
    const body: Body = text ? JSON.parse(text) : {};
    switch (part) {
      case 'kernels':
        return this.kernel(request.method, path);
      case 'sessions':
        return this.session(request.method, path[0], body);
      case 'kernelspecs':
        return { status: 200, body: SPECS };
      case 'contents':
        return this.content(request.method, path, body, address.searchParams.get('content') !== '0');
      case 'me':
        return { status: 200, body: ME };
      default:
        throw new Refused(404, `There is no ${part} in this page.`);
    }
  }

  private kernel(method: string, [id, action]: string[]): Answer {
    if (!id) {
      return method === 'POST'
        ? { status: 201, body: this.kernels.start() }
        : { status: 200, body: this.kernels.models() };
    }
    const model = this.kernels.model(id);
    if (!model) {
      throw new Refused(404, `There is no kernel ${id}.`);
    }
    if (method === 'DELETE') {
      this.kernels.shutdown(id);
      this.forget(id);
      return { status: 204 };
    }
    if (action === 'interrupt') {
      this.kernels.interrupt(id);
      return { status: 204 };
    }
    if (action === 'restart') {
      this.kernels.restart(id);
    }
    return { status: 200, body: this.kernels.model(id) };
  }

  private forget(kernel: string): void {
    for (const session of this.sessions.values()) {
      if (session.kernel.id === kernel) {
        this.sessions.delete(session.id);
      }
    }
  }

  private session(method: string, id: string | undefined, body: Body): Answer {
    const described = (session: Session): object => ({
      ...session,
      kernel: this.kernels.model(session.kernel.id),
      notebook: { path: session.path, name: session.name }
    });
    if (!id) {
      if (method === 'GET') {
        return { status: 200, body: [...this.sessions.values()].map(described) };
      }
      const known = [...this.sessions.values()].find(({ path }) => path === body.path);
      const session = known ?? this.begin(body);
      return { status: 201, body: described(session) };
    }
    const session = this.sessions.get(id);
    if (!session) {
      throw new Refused(404, `There is no session ${id}.`);
    }
    switch (method) {
      case 'DELETE':
        this.kernels.shutdown(session.kernel.id);
        this.sessions.delete(id);
        return { status: 204 };
      case 'PATCH':
        this.change(session, body);
    }
    return { status: 200, body: described(session) };
  }

  private begin({ path, name, type, kernel }: Body): Session {
    const session = {
      id: UUID.uuid4(),
      path,
      name: name ?? '',
      type: type ?? 'notebook',
      kernel: { id: kernel?.id ?? this.kernels.start().id }
    };
    this.sessions.set(session.id, session);
    return session;
  }

  /** Names a session anew, or gives it another kernel. */
  private change(session: Session, { path, name, type, kernel }: Body): void {
    session.path = path ?? session.path;
    session.name = name ?? session.name;
    session.type = type ?? session.type;
    if (kernel && kernel.id !== session.kernel.id) {
      const before = session.kernel.id;
      session.kernel = { id: kernel.id ?? this.kernels.start().id };
      this.kernels.shutdown(before);
    }
  }

  private async content(
    method: string,
    parts: string[],
    body: Body,
    withContent: boolean
  ): Promise<Answer> {
    const path = parts.join('/');
    if (parts.at(-1) === 'checkpoints') {
      // What is kept is kept at once; nothing older stays.
      return method === 'GET' ? { status: 200, body: [] } : { status: 201, body: CHECKPOINT };
    }
    switch (method) {
      case 'GET':
        return { status: 200, body: await this.contents.read(path, withContent) };
      case 'PUT':
        return { status: 200, body: await this.contents.save(path, body) };
      case 'PATCH':
        return { status: 200, body: await this.contents.rename(path, body.path) };
      case 'DELETE':
        await this.contents.remove(path);
        return { status: 204 };
      case 'POST':
        return {
          status: 201,
          body: body.copy_from
            ? await this.contents.copy(body.copy_from, path)
            : await this.contents.create(path, body.type ?? 'file', body.ext)
        };
      default:
        throw new Refused(405, `${method} cannot be done with '${path}'.`);
    }
  }
}

const CHECKPOINT = { id: 'none', last_modified: new Date(0).toISOString() };

const SPECS = {
  default: KERNEL_NAME,
  kernelspecs: {
    [KERNEL_NAME]: {
      name: KERNEL_NAME,
      resources: {},
      spec: {
        argv: [],
        display_name: 'Java',
        language: 'java',
        interrupt_mode: 'message',
        env: {},
        metadata: {}
      }
    }
  }
};

const ME = {
  identity: {
    username: 'page',
    name: 'Page',
    display_name: 'Page',
    initials: 'P',
    avatar_url: null,
    color: null
  },
  permissions: {}
};
