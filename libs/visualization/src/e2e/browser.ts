import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

const usualPlaces = [
  process.env['FM_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Chromium of this machine: `FM_CHROMIUM`, else a usual place. Debian: `apt-get install chromium`. */
export const chromiumPath = usualPlaces.find((path) => path !== undefined && path !== '' && existsSync(path));

/** Says in a test's name why it is skipped. */
export const chromiumNote = chromiumPath === undefined ? ' (skipped: no Chromium; apt-get install chromium)' : '';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** A Chromium that runs until it is closed, which removes its profile. */
export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** A real Chromium with a profile of its own. Close it in `afterAll`: a test that fails goes no further. */
export async function openBrowser(options: { width?: number; height?: number; dark?: boolean } = {}): Promise<Browser> {
  if (chromiumPath === undefined)
    throw new Error('There is no Chromium; apt-get install chromium, or set FM_CHROMIUM.');
  const profile = await mkdtemp(join(tmpdir(), 'fm-chromium-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: quiet,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
    locale: 'en-GB',
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
