import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const places = [
  process.env['CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const executablePath = places.find((place) => place !== undefined && existsSync(place));

/** Screens are tested in a real browser; a build server without one fails, a machine without one is told loudly. */
export function describeScreens(title: string, tests: () => void): void {
  if (executablePath !== undefined) return describe(title, tests);
  if (process.env['CI'] === 'true') return void test(`${title}: there is no Chromium`, () => expect(executablePath).toBeDefined());
  process.stderr.write(`\n!!! No Chromium here: the screens are NOT tested (${title}). Install chromium, or name one in CHROMIUM. !!!\n\n`);
  describe.skip(title, tests);
}

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'],
  });
}

export interface Seen {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What went wrong in the page: errors, refused policies, requests to other hosts. */
  readonly wrongs: string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  how: {
    width?: number;
    height?: number;
    colorScheme?: 'light' | 'dark';
    storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
  } = {},
): Promise<Seen> {
  const { width = 1280, height = 800, colorScheme = 'light', storageState } = how;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme,
    storageState,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  // A busy machine is slow, not wrong.
  page.setDefaultTimeout(30_000);
  const wrongs: string[] = [];
  page.on('pageerror', (error) => wrongs.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // The browser itself says "Failed to load resource" of every refusal the screens handle.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) wrongs.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin) wrongs.push(`asked another host: ${request.url()}`);
  });
  return { context, page, wrongs };
}
