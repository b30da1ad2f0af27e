import type { IncomingMessage, ServerResponse } from 'node:http';
import { noFaults, type FaultPlan } from './fault-plan';
import type { Twin } from './twin';
import { isRecord, parse, readBody, sendJson } from './wire';

/** The twin's own routes: read its journal and holdings, set its faults. */
export async function answerControl(twin: Twin, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://twin');
  const route = `${request.method ?? 'GET'} ${url.pathname}`;
  switch (route) {
    case 'GET /twin/journal': {
      const after = wholeNumber(url.searchParams.get('after'), 0);
      const limit = Math.min(wholeNumber(url.searchParams.get('limit'), 500), 5_000);
      sendJson(response, 200, twin.journal.page(after, limit));
      return;
    }
    case 'GET /twin/holdings':
      sendJson(response, 200, { participant: twin.participant, side: twin.side, people: twin.holdings.list() });
      return;
    case 'POST /twin/faults': {
      const plan = readFaults(parse(await readBody(request)));
      if (typeof plan === 'string') {
        sendJson(response, 422, { title: plan });
        return;
      }
      twin.plan(plan);
      sendJson(response, 200, plan);
      return;
    }
    default:
      sendJson(response, 404, {
        title: 'no such route',
        detail: 'this is a twin: POST /hooks, GET /twin/journal, GET /twin/holdings, POST /twin/faults',
      });
  }
}

/** A fault plan from JSON; members that are not given are without fault. @returns a sentence when it is not one */
function readFaults(body: unknown): FaultPlan | string {
  if (!isRecord(body)) return 'a fault plan is a JSON object';
  const shares = ['slow', 'error500', 'unavailable503', 'tooMany429', 'hang', 'drop'] as const;
  const plan: FaultPlan = { ...noFaults, kindFromAttempt: 3 };
  for (const name of shares) {
    const value = body[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return `${name} is a share from 0 to 1`;
    plan[name] = value;
  }
  if (typeof body['seed'] === 'string') plan.seed = body['seed'];
  const slowMs = body['slowMs'];
  if (slowMs !== undefined) {
    if (!isPair(slowMs)) return 'slowMs is two numbers: [from, to]';
    plan.slowMs = slowMs;
  }
  const attempts = body['kindFromAttempt'];
  if (attempts !== undefined) {
    if (typeof attempts !== 'number' || attempts < 1) return 'kindFromAttempt is a whole number from 1';
    plan.kindFromAttempt = attempts;
  }
  const windows = readWindows(body['windows'] ?? []);
  if (typeof windows === 'string') return windows;
  return { ...plan, windows };
}

function readWindows(value: unknown): FaultPlan['windows'] | string {
  const rule = "windows are {fromMs, forMs, how: 'away' or 'unavailable'}";
  if (!Array.isArray(value)) return rule;
  const windows: FaultPlan['windows'][number][] = [];
  for (const window of value) {
    if (!isRecord(window)) return rule;
    const { fromMs, forMs, how } = window;
    if (typeof fromMs !== 'number' || typeof forMs !== 'number') return rule;
    if (how !== 'away' && how !== 'unavailable') return rule;
    windows.push({ fromMs, forMs, how });
  }
  return windows;
}

function isPair(value: unknown): value is [number, number] {
  return Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'number');
}

function wholeNumber(text: string | null, otherwise: number): number {
  const value = Number(text ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
