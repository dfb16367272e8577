import { PageHome } from './home';
import { keepSite } from './offline';
import { Page } from '../../../transport-ws/page/src/page';
import './page.css';

async function start(): Promise<void> {
  const home = new PageHome();
  await home.prepare();
  await new Page(home).start();
  void home.warn();
  await home.loaded;
  await keepSite();
}

void start();
