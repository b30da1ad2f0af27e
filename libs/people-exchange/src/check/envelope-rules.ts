import type { Problem, Sender } from '../envelope';

const timePattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
const stamped = ['origin', 'partitionkey', 'receivedtime'];
const attributeName = /^[a-z0-9]{1,20}$/;
const maxAheadMs = 10 * 60_000;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Checks the attributes; a value of another agency is told apart, because that is a matter of authority. */
export function checkEnvelope(raw: unknown, sender: Sender, now: Date, known: boolean): { problems: Problem[]; foreign: boolean } {
  if (!isRecord(raw))
    return { problems: [{ path: '', rule: 'object', message: 'An event is a JSON object in the CloudEvents format' }], foreign: false };
  const problems: Problem[] = [];
  const say = (path: string, rule: string, message: string): void => void problems.push({ path, rule, message });
  if (raw.specversion !== '1.0') say('/specversion', 'specversion', 'specversion must be "1.0"');
  const text = (name: string, max: number): void => {
    const value = raw[name];
    if (typeof value !== 'string' || value.length === 0 || value.length > max)
      say(`/${name}`, name, `${name} must be a text of 1 to ${max} characters`);
  };
  text('id', 256);
  text('source', 1024);
  text('type', 128);
  if (raw.subject === undefined) {
    if (known) say('/subject', 'subject', "subject must be the sender's own stable id of the person (1 to 128 characters)");
  } else if (typeof raw.subject !== 'string' || raw.subject.length === 0 || raw.subject.length > 128) {
    say('/subject', 'subject', 'subject must be a text of 1 to 128 characters');
  } else if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(raw.subject)) {
    say('/subject', 'subjectNotEmail', 'subject must be an opaque id, never an e-mail address');
  }
  if (raw.time !== undefined) {
    const at = typeof raw.time === 'string' && timePattern.test(raw.time) ? Date.parse(raw.time) : Number.NaN;
    if (Number.isNaN(at)) say('/time', 'time', 'time must be an RFC 3339 time such as 2026-11-24T09:30:00Z');
    else if (at > now.getTime() + maxAheadMs)
      say('/time', 'timeAhead', `time may be at most 10 minutes ahead of now (${now.toISOString()})`);
  }
  if (
    raw.dataschema !== undefined &&
    !(
      typeof raw.dataschema === 'string' &&
      new RegExp(`^urn:people-exchange:${String(raw.type).replaceAll('.', '\\.')}:[1-9]\\d{0,5}$`).test(raw.dataschema)
    )
  ) {
    say('/dataschema', 'dataschema', `dataschema must be "urn:people-exchange:${String(raw.type)}:VERSION"`);
  }
  if (raw.datacontenttype !== undefined && !/^application\/json\b/.test(String(raw.datacontenttype)))
    say('/datacontenttype', 'datacontenttype', 'datacontenttype must be application/json');
  for (const name of stamped) if (raw[name] !== undefined) say(`/${name}`, 'stamped', `${name} is set by the bridge; leave it out`);
  for (const [name, value] of Object.entries(raw)) {
    if (name === 'data' || stamped.includes(name)) continue;
    if (!attributeName.test(name))
      say(`/${name.slice(0, 64)}`, 'attributeName', 'an attribute name has 1 to 20 lower-case letters and digits');
    else if (value !== undefined && typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
      say(`/${name}`, 'attributeValue', `${name} must be a text, number or boolean`);
    else if (typeof value === 'string' && value.length > 2048)
      say(`/${name}`, 'attributeValue', `${name} must have at most 2048 characters`);
  }
  const foreign = raw.agency !== undefined && raw.agency !== sender.agency;
  if (foreign) say('/agency', 'agency', 'This key does not belong to the agency named; leave agency out');
  return { problems, foreign };
}
