import type { Side } from '#people-exchange';
import { ExchangeRefused } from '../errors';
import type { NewParticipant } from '../participants/participants';
import type { Gather, Receives } from '../participants/target';

interface Problem {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Reads members of a request body and collects every problem before it refuses. */
export class BodyReader {
  private readonly problems: Problem[] = [];
  private readonly body: Readonly<Record<string, unknown>>;

  constructor(body: unknown) {
    // Checked on the line: anything else is read as an empty object, and every needed member is missing.
    this.body = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as Record<string, unknown>) : {};
  }

  text(name: string, pattern = /^.{1,500}$/su, expected = 'a text of 1 to 500 characters'): string {
    const value = this.body[name];
    if (typeof value === 'string' && pattern.test(value)) return value;
    this.say(`/${name}`, name, `${name} must be ${expected}`);
    return '';
  }

  optional<T>(name: string, read: (value: unknown) => T | undefined, expected: string): T | undefined {
    const value = this.body[name];
    if (value === undefined) return undefined;
    const found = read(value);
    if (found === undefined) this.say(`/${name}`, name, `${name} must be ${expected}`);
    return found;
  }

  texts(name: string): string[] {
    const value = this.body[name];
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) return value;
    this.say(`/${name}`, name, `${name} must be a list of texts`);
    return [];
  }

  value(name: string): unknown {
    return this.body[name];
  }

  say(path: string, rule: string, message: string): void {
    this.problems.push({ path, rule, message });
  }

  /** @throws ExchangeRefused `invalid` with everything that is wrong */
  done(): void {
    if (this.problems.length > 0) throw new ExchangeRefused('invalid', 'The request is not as expected', { problems: this.problems });
  }
}

export const idPattern = /^[a-z0-9][a-z0-9-]{0,62}$/;
export const idWords = '1 to 63 lower-case letters, digits and hyphens';

export function agencyIn(body: unknown): { id: string; name: string; zone: string } {
  const reader = new BodyReader(body);
  const agency = { id: reader.text('id', idPattern, idWords), name: reader.text('name'), zone: reader.text('zone') };
  if (!Intl.supportedValuesOf('timeZone').includes(agency.zone) && agency.zone !== 'UTC')
    reader.say('/zone', 'zone', 'zone must be an IANA time zone such as Europe/London');
  reader.done();
  return agency;
}

const asSide = (value: unknown): Side | undefined => (value === 'website' || value === 'backOffice' ? value : undefined);
export const asAdmission = (value: unknown): 'straight' | 'approval' | undefined =>
  value === 'straight' || value === 'approval' ? value : undefined;
const asConcurrency = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1024 ? value : undefined;
const textList = (value: unknown): value is string[] => Array.isArray(value) && value.every((item) => typeof item === 'string');

const mostSeconds = 86_400;
const seconds = (value: unknown, from: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= from && value <= mostSeconds;

/** An erasure waits for nothing. */
function asGather(value: unknown): Gather | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { types, quietSeconds, atMostSeconds }: Readonly<Record<string, unknown>> = { ...value };
  if (!textList(types) || types.length === 0 || types.includes('person.erased')) return undefined;
  if (!seconds(quietSeconds, 0) || !seconds(atMostSeconds, quietSeconds)) return undefined;
  return { types, quietSeconds, atMostSeconds };
}

const receivesWords = `{types?: text[], offices?: text[], gather?: {types: text[], quietSeconds: 0 to ${mostSeconds}, atMostSeconds: quietSeconds to ${mostSeconds}}}; person.erased cannot be gathered`;

function asReceives(value: unknown): Receives | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const types = 'types' in value ? value.types : undefined;
  const offices = 'offices' in value ? value.offices : undefined;
  if ((types !== undefined && !textList(types)) || (offices !== undefined && !textList(offices))) return undefined;
  const gather = 'gather' in value ? asGather(value.gather) : undefined;
  if ('gather' in value && value.gather !== undefined && !gather) return undefined;
  return { ...(types ? { types } : {}), ...(offices ? { offices } : {}), ...(gather ? { gather } : {}) };
}

function asDelivery(value: unknown): NewParticipant['delivery'] | undefined {
  if (typeof value !== 'object' || value === null || !('mode' in value)) return undefined;
  if (value.mode === 'feed' || value.mode === 'none') return { mode: value.mode };
  const url = 'url' in value && typeof value.url === 'string' && URL.canParse(value.url) ? value.url : undefined;
  if (value.mode !== 'webhook' || url === undefined || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return { mode: 'webhook', url, allowPrivate: 'allowPrivate' in value && value.allowPrivate === true };
}

export function participantIn(body: unknown): NewParticipant {
  const reader = new BodyReader(body);
  const given = {
    agency: reader.text('agency', idPattern, idWords),
    id: reader.text('id', idPattern, idWords),
    name: reader.text('name'),
    side: reader.optional('side', asSide, 'website or backOffice'),
    delivery: reader.optional('delivery', asDelivery, '{mode: "webhook", url}, {mode: "feed"} or {mode: "none"}'),
    receives: reader.optional('receives', asReceives, receivesWords),
    admission: reader.optional('admission', asAdmission, 'straight or approval'),
    concurrency: reader.optional('concurrency', asConcurrency, 'a whole number from 1 to 1024'),
  };
  const { side, delivery } = given;
  if (side === undefined && reader.value('side') === undefined) reader.say('/side', 'side', 'side must be website or backOffice');
  if (delivery === undefined && reader.value('delivery') === undefined)
    reader.say('/delivery', 'delivery', 'delivery says how the participant is reached');
  if (given.receives?.gather && delivery && delivery.mode !== 'webhook')
    reader.say('/receives/gather', 'webhook', 'gather is for a participant with a webhook; a feed is read many at a time anyway');
  reader.done();
  if (side === undefined || delivery === undefined) throw new ExchangeRefused('invalid', 'side and delivery are needed');
  return { ...given, side, delivery };
}

const asState = (value: unknown): 'active' | 'paused' | undefined => (value === 'active' || value === 'paused' ? value : undefined);

export function changeIn(body: unknown): { state?: 'active' | 'paused'; admission?: string; receives?: Receives; concurrency?: number } {
  const reader = new BodyReader(body);
  const change = {
    state: reader.optional('state', asState, 'active or paused'),
    admission: reader.optional('admission', asAdmission, 'straight or approval'),
    receives: reader.optional('receives', asReceives, receivesWords),
    concurrency: reader.optional('concurrency', asConcurrency, 'a whole number from 1 to 1024'),
  };
  reader.done();
  return change;
}
