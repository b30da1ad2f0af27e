import type { Matching } from '../repair/matching';
import type { WantedReplay } from '../replay/plan';
import type { RunKind } from '../replay/run';
import { BodyReader } from './requests';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const mostPersons = 10_000;

const asKind = (value: unknown): RunKind | undefined => (value === 'replay' || value === 'fill' ? value : undefined);
const asState = (value: unknown): Matching['state'] | undefined => (value === 'parked' || value === 'held' ? value : undefined);
const textList = (value: unknown): string[] | undefined =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one.length <= 200) ? value : undefined;
const personList = (value: unknown): string[] | undefined => {
  const all = textList(value);
  return all && all.length <= mostPersons && all.every((one) => uuid.test(one)) ? all : undefined;
};
const asTime = (value: unknown): Date | undefined =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? new Date(value) : undefined;
const asText = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length > 0 && value.length <= 500 ? value : undefined;
const whole =
  (least: number, most: number) =>
  (value: unknown): number | undefined =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most ? value : undefined;

/** What is to be replayed. @throws ExchangeRefused `invalid` with everything that is wrong */
export function replayIn(body: unknown): Omit<WantedReplay, 'by'> {
  const reader = new BodyReader(body);
  const kind = reader.optional('kind', asKind, 'replay or fill') ?? 'replay';
  const wanted = {
    agency: reader.text('agency'),
    target: reader.text('target'),
    kind,
    persons: reader.optional('persons', personList, `1 to ${mostPersons} of the bridge's ids of persons`),
    types: reader.optional('types', textList, 'a list of event types'),
    from: reader.optional('from', asTime, 'a time such as 2026-11-02T09:00:00Z'),
    until: reader.optional('until', asTime, 'a time such as 2026-11-02T09:00:00Z'),
    days: reader.optional('days', whole(0, 3_650), 'a whole number of days'),
    atOnce: reader.optional('atOnce', whole(1, 64), 'a whole number from 1 to 64'),
  };
  if (wanted.from && wanted.until && wanted.from >= wanted.until) reader.say('/until', 'until', 'until must be later than from');
  if (kind === 'replay' && wanted.days !== undefined) reader.say('/days', 'days', 'days are of a fill; a replay has from and until');
  if (kind === 'fill' && (wanted.from || wanted.until))
    reader.say('/from', 'from', 'a fill tells how things stand now, and days of what happened');
  reader.done();
  return wanted;
}

/** Which deliveries are meant. @throws ExchangeRefused `invalid` with everything that is wrong */
export function matchingIn(body: unknown, needsWhy = false): { which: Matching; why: string } {
  const reader = new BodyReader(body);
  const which: Matching = {
    agency: reader.text('agency'),
    target: reader.text('target'),
    state: reader.optional('state', asState, 'parked or held') ?? 'parked',
    type: reader.optional('type', asText, 'an event type'),
    reason: reader.optional('reason', asText, 'how the reason begins'),
    before: reader.optional('before', asTime, 'the time that the step before answered'),
  };
  const why = needsWhy ? reader.text('why') : '';
  reader.done();
  return { which, why };
}
