import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { axeFinds, cutOff, tooWide, untilItStands } from './visit';

/** Where pictures go that somebody wants to look at. */
const pictures = process.env['SCREEN_PICTURES'];

/** What is wrong with how a screen looks, at every width and in both schemes; one line each. */
export async function lookOver(page: Page, name: string): Promise<string[]> {
  const found: string[] = [];
  await untilItStands(page);
  // A window of 1280 at 200 % has 640 pixels.
  for (const width of [1280, 360, 640, 768, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const by = await tooWide(page);
    if (by > 0) found.push(`${name} at ${width}: ${by} px too wide`);
    found.push(...(await cutOff(page)).map((what) => `${name} at ${width}: ${what}`));
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.locator(`[data-mantine-color-scheme=${colorScheme}]`).waitFor();
      if (width !== 640 && width !== 1920)
        found.push(...(await axeFinds(page)).map((line) => `${name}, ${width}, ${colorScheme}: ${line}`));
      if (pictures === undefined) continue;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${name}-${width}-${colorScheme}.png`) });
    }
  }
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await page.setViewportSize({ width: 1280, height: 900 });
  return found;
}
