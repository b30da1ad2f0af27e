import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { openPage, type Seen, startBrowser } from './browser';
import { administrator, type Desk, standDesk } from './stand-desk';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** One desk and one browser for a spec file, and one page in which the administrator is signed in. */
export class Visit {
  private constructor(
    readonly desk: Desk,
    readonly browser: Browser,
    readonly seen: Seen,
  ) {}

  static async begin(prepare: (desk: Desk) => Promise<void> = async () => undefined): Promise<Visit> {
    const desk = await standDesk();
    try {
      const browser = await startBrowser();
      await prepare(desk);
      return new Visit(desk, browser, await openPage(browser, desk.url));
    } catch (error) {
      await desk.end();
      throw error;
    }
  }

  get page(): Page {
    return this.seen.page;
  }

  async signIn(page: Page = this.page): Promise<void> {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.getByLabel('Password', { exact: true }).fill(administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor();
  }

  /** A browser in which somebody else of the agency is signed in. */
  async asMember(email: string, password: string): Promise<Seen> {
    const seen = await openPage(this.browser, this.desk.url);
    await seen.page.goto('/sign-in');
    await seen.page.getByLabel('E-mail').fill(email);
    await seen.page.getByLabel('Password', { exact: true }).fill(password);
    await seen.page.getByRole('button', { name: 'Sign in' }).click();
    await seen.page.getByRole('navigation', { name: 'Main' }).first().waitFor();
    return seen;
  }

  /** A page of another size or scheme with the same session. */
  async as(how: { width?: number; height?: number; colorScheme?: 'light' | 'dark' }): Promise<Seen> {
    return openPage(this.browser, this.desk.url, { ...how, storageState: await this.seen.context.storageState() });
  }

  async end(): Promise<void> {
    await this.browser.close();
    await this.desk.end();
  }
}

/** Until a screen has its heading, it is a frame that waits for what it shows. */
export const untilItStands = (page: Page): Promise<void> => page.locator('h1').first().waitFor();

/** What axe finds wrong, one line each, once the screen stands. */
export async function axeFinds(page: Page): Promise<string[]> {
  await untilItStands(page);
  // Past the page's own content policy, as a browser's developer tools are.
  await page.evaluate(axe);
  return page.evaluate(async () => {
    // Put there by the line above.
    const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await tool.run(document, { resultTypes: ['violations'] });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')}: ${node.any.map((check) => check.message).join('; ')}`),
    );
  });
}

/** What of the page's text is cut off where nothing says so: no ellipsis, and no title that tells the whole. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pen = document.createElement('canvas').getContext('2d');
    const hides = (overflow: string): boolean => overflow === 'hidden' || overflow === 'clip';
    const within = (style: CSSStyleDeclaration, box: Element): number =>
      box.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
    const widthOf = (text: string, { fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number => {
      if (!pen) return 0;
      pen.font = `${fontWeight} ${fontSize} ${fontFamily}`; // The shorthand is empty where a feature of the font is set.
      return pen.measureText(text).width;
    };
    const found: string[] = [];
    for (const box of document.querySelectorAll('body *')) {
      const style = getComputedStyle(box);
      // What is for screen readers alone is a pixel wide.
      if (box.clientWidth <= 1 || style.visibility === 'hidden' || box.closest('[title]')) continue;
      if (box instanceof HTMLSelectElement) {
        const chosen = box.selectedOptions[0]?.text ?? '';
        if (widthOf(chosen, style) > within(style, box) + 1) found.push(`a choice reads "${chosen}", and has no room for it`);
        continue;
      }
      const own = [...box.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
      const wide = hides(style.overflowX) && style.textOverflow !== 'ellipsis' && box.scrollWidth > box.clientWidth + 1;
      const high = hides(style.overflowY) && style.webkitLineClamp === 'none' && box.scrollHeight > box.clientHeight + 3;
      if (own && (wide || high)) found.push(`"${box.textContent?.trim().slice(0, 60)}" is cut off`);
    }
    return found;
  });
}

/**
 * By how many pixels the page is wider than its window; nothing may make it scroll sideways. What stays so counts: an open menu finds its
 * place a moment after its window has another size.
 */
export function tooWide(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const by = (): number => {
      const boxes = [document.documentElement, ...document.querySelectorAll('main')];
      return Math.max(...boxes.map((box) => box.scrollWidth - box.clientWidth));
    };
    const until = performance.now() + 2_000;
    while (by() > 0 && performance.now() < until) await new Promise(requestAnimationFrame);
    return by();
  });
}
