/** Why a command could not do what it was asked: what, where, what to do. The exit code is for scripts. */
export class CommandFailed extends Error {
  readonly code = 'command-failed';
  readonly retriable = false;
  constructor(
    message: string,
    /** 1 refused or not found · 3 no bridge answers · 78 a setting is missing or wrong */
    readonly exitCode: 1 | 3 | 78 = 1,
  ) {
    super(message);
  }
}

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** The operator's HTTP API. */
export class BridgeApi {
  constructor(
    readonly url: string,
    private readonly key: string,
  ) {}

  /** The answer is read as T, which is what the route is documented to answer. */
  async ask<T>(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: Json): Promise<T> {
    const answer = await this.send(method, path, body);
    const text = await answer.text();
    const read = parse(text);
    if (answer.ok) return read as T; // documented by the route
    throw new CommandFailed(refusal(`${method} ${path}`, answer.status, read, text));
  }

  private async send(method: string, path: string, body: Json | undefined): Promise<Response> {
    try {
      return await fetch(`${this.url}${path}`, {
        method,
        headers: { authorization: `Bearer ${this.key}`, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
        signal: AbortSignal.timeout(30_000),
      });
    } catch (problem) {
      const why = problem instanceof Error ? causeOf(problem) : String(problem);
      throw new CommandFailed(
        `No bridge answers at ${this.url} (${why}).\nIs it running? Start it with "npm start", or name another one with --url or BRIDGE_URL.`,
        3,
      );
    }
  }
}

/** A query string of what is given; undefined is left out. */
export function query(parts: Record<string, string | undefined>): string {
  const given = Object.entries(parts).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const text = new URLSearchParams(given).toString();
  return text ? `?${text}` : '';
}

function refusal(what: string, status: number, read: unknown, text: string): string {
  const lines = [`The bridge refused ${what} with ${status}: ${detailIn(read) ?? text.slice(0, 300)}`];
  for (const problem of problemsIn(read)) lines.push(`  ${problem}`);
  if (status === 401)
    lines.push(
      'The operator key is not right. It stands in access.json of the data folder as "operatorKey"; give it with --key or BRIDGE_OPERATOR_KEY.',
    );
  if (status === 404 && !isRecord(read)) lines.push('Is this the address of a bridge? Ask GET /health/ready there.');
  return lines.join('\n');
}

function detailIn(read: unknown): string | undefined {
  if (!isRecord(read)) return undefined;
  for (const name of ['detail', 'title', 'message']) if (typeof read[name] === 'string') return read[name];
  return undefined;
}

function problemsIn(read: unknown): string[] {
  const problems: unknown[] = isRecord(read) && Array.isArray(read['problems']) ? read['problems'] : [];
  return problems.flatMap((problem) => {
    if (!isRecord(problem) || typeof problem['message'] !== 'string') return [];
    return [typeof problem['path'] === 'string' && problem['path'] ? `${problem['path']}: ${problem['message']}` : problem['message']];
  });
}

function causeOf(problem: Error): string {
  return problem.cause instanceof Error ? problem.cause.message || String((problem.cause as { code?: unknown }).code) : problem.message;
}

function parse(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch (problem) {
    if (problem instanceof SyntaxError) return undefined;
    throw problem;
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
