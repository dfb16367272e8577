import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';
import { baseUrl } from './editing';
import type { Home } from './home';
import { Page } from './page';
import { ResumingSocket } from './received';

/** A page with a server, which has the kernels and the files. */
class Server implements Home {
  readonly serverSettings = ServerConnection.makeSettings({
    appendToken: false,
    WebSocket: ResumingSocket
  });
  readonly kernelsStay = true;
  readonly commands = [];
  readonly loading = undefined;
  readonly loadingChanged = undefined;

  whyEnded(): undefined {}

  addressed(): string | undefined {
    const below = location.pathname.slice(new URL(baseUrl(), location.href).pathname.length);
    return below.startsWith('notebooks/')
      ? decodeURIComponent(below.slice('notebooks/'.length))
      : undefined;
  }

  addressedPlace(): string {
    return location.hash;
  }

  addressOf(path: string): string {
    return URLExt.join(baseUrl(), 'notebooks', URLExt.encodeParts(path));
  }

  show(path: string): void {
    window.open(this.fileAt(path), '_blank', 'noopener');
  }

  download(path: string): void {
    const link = document.createElement('a');
    link.href = `${this.fileAt(path)}?download=1`;
    link.download = path.split('/').pop() ?? path;
    link.click();
  }

  private fileAt(path: string): string {
    return URLExt.join(baseUrl(), 'files', URLExt.encodeParts(path));
  }
}

void new Page(new Server()).start();
