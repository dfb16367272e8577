// The system's Chromium, found as the tests find it.
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium } from 'playwright-core';

function executable() {
  const found = [process.env.ELARA_CHROMIUM]
    .concat(
      (process.env.PATH ?? '')
        .split(delimiter)
        .flatMap((folder) =>
          ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)),
        ),
    )
    .find((path) => path && existsSync(path));
  if (!found) {
    throw new Error('No Chromium found. Install one, or name it in ELARA_CHROMIUM.');
  }
  return found;
}

/** Starts it, with more of its switches. */
export function launch(...switches) {
  return chromium.launch({
    executablePath: executable(),
    args: ['--no-sandbox', '--disable-gpu', ...switches],
  });
}
