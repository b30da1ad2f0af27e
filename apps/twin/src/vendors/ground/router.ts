import type { Handler } from './call';

interface Route {
  method: string;
  pattern: readonly string[];
  handler: Handler;
}

export interface Found {
  handler: Handler;
  parts: string[];
}

/** Finds who answers: patterns such as `/contacts/*` in the order they were given, a star stands for one part of the path. */
export class Router {
  private readonly routes: Route[] = [];

  on(method: string, pattern: string, handler: Handler): this {
    this.routes.push({ method, pattern: partsOf(pattern), handler });
    return this;
  }

  /** @returns `other method` when the path is known but not for this method */
  find(method: string, path: string): Found | 'other method' | undefined {
    const asked = partsOf(path);
    let pathIsKnown = false;
    for (const route of this.routes) {
      const parts = match(route.pattern, asked);
      if (!parts) continue;
      if (route.method === method) return { handler: route.handler, parts };
      pathIsKnown = true;
    }
    return pathIsKnown ? 'other method' : undefined;
  }
}

function match(pattern: readonly string[], asked: readonly string[]): string[] | undefined {
  if (pattern.length !== asked.length) return undefined;
  const parts: string[] = [];
  for (const [i, piece] of pattern.entries()) {
    const given = asked[i] ?? '';
    if (piece === '*') parts.push(decoded(given));
    else if (piece !== given) return undefined;
  }
  return parts;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Not percent-encoded as it should be: nothing has that name, and the vendor says so.
    return part;
  }
}
