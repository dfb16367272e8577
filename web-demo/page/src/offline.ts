/** Has the service worker keep the site; `data-offline` says when it is all there. */
export async function keepSite(): Promise<void> {
  const container = navigator.serviceWorker;
  if (!container) {
    return;
  }
  container.addEventListener('message', () => (document.documentElement.dataset.offline = 'ready'));
  // Keeping takes the network and the processor: the start comes first.
  await container.register('./offline.js');
  const registration = await container.ready;
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  if (!connection?.saveData) {
    registration.active?.postMessage({ keep: 'rest' });
  }
}
