import { isFields, type Answer, type Call } from '../call';
import type { CallJournal } from './call-journal';
import { UnknownFaults, WrongShare, type FaultPlan } from '../faults';
import { readAct } from './read-act';
import { NoSuchRecord } from '../store';
import { NotAnAct, UnknownKind, type Vendor } from '../vendor';
import type { WebhookQueue } from '../webhooks/webhook-queue';

export interface Controlled {
  vendor: Vendor;
  faults: FaultPlan;
  webhooks: WebhookQueue;
}

export function isControl(path: string): boolean {
  return path === '/_twin' || path.startsWith('/_twin/');
}

const help = {
  title: 'this is a twin',
  routes: [
    'GET /_twin/journal?after=N&limit=N',
    'GET /_twin/webhooks',
    'GET /_twin/records/KIND',
    'POST /_twin/records/KIND',
    'PATCH /_twin/records/KIND/ID',
    'POST /_twin/acts',
    'GET /_twin/faults',
    'POST /_twin/faults',
  ],
};

/** The twin's own routes, open to all who reach it: read what happened, do what a negotiator would do, set the faults. */
export function answerControl(controlled: Controlled, journal: CallJournal, call: Call): Answer {
  try {
    return answerOf(controlled, journal, call);
  } catch (problem) {
    if (problem instanceof NoSuchRecord) return { status: 404, body: { title: problem.message } };
    if (problem instanceof UnknownKind) return { status: 404, body: { title: problem.message, kinds: problem.kinds } };
    if (problem instanceof UnknownFaults || problem instanceof WrongShare || problem instanceof NotAnAct) {
      return { status: 422, body: { title: problem.message } };
    }
    throw problem;
  }
}

function answerOf({ vendor, faults, webhooks }: Controlled, journal: CallJournal, call: Call): Answer {
  const [, what = '', kind = '', id = ''] = call.path.split('/').slice(1);
  const asked = `${call.method} ${what}`;
  switch (asked) {
    case 'GET journal':
      return { status: 200, body: journal.page(wholeOf(call, 'after', 0), Math.min(wholeOf(call, 'limit', 500), 5_000)) };
    case 'GET webhooks':
      return { status: 200, body: { webhooks: webhooks.sent() } };
    case 'GET faults':
      return { status: 200, body: faults.now() };
    case 'POST faults':
      if (!isFields(call.body)) return { status: 422, body: { title: 'faults are an object of names and shares from 0 to 1' } };
      faults.set(call.body);
      return { status: 200, body: faults.now() };
    case 'GET records':
      return { status: 200, body: { kind, records: vendor.records(knownKind(vendor, kind)) } };
    case 'POST records':
      return acted(vendor, { do: 'create', kind, values: call.body });
    case 'PATCH records':
      return acted(vendor, { do: 'change', kind, id, values: call.body });
    case 'POST acts':
      return acted(vendor, call.body);
    default:
      return { status: 404, body: help };
  }
}

function acted(vendor: Vendor, body: unknown): Answer {
  const act = readAct(body);
  const record = vendor.act({ ...act, kind: knownKind(vendor, act.kind) });
  return record ? { status: 200, body: { id: record.id, version: record.version } } : { status: 204 };
}

function knownKind(vendor: Vendor, kind: string): string {
  if (!vendor.kinds.includes(kind)) throw new UnknownKind(kind, vendor.kinds);
  return kind;
}

function wholeOf(call: Call, name: string, otherwise: number): number {
  const value = Number(call.query.get(name) ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
