/** Bytes of each event, as measured at a busy website. */
export const eventBytes = 636;

const head = '{"specversion":"1.0","id":"';
const source = '","source":"https://www.example.com","type":"property.viewed","subject":"';
const time = '","time":"2026-11-20T17:06:54Z","data":{"property":{"system":"listings","id":"L-0042","agentRef":"SAL10042",';
const property =
  '"portalRefs":["rightmove:123456"],"address":"12 Quay Street, Lewes BN7 2AB","summary":{"price":"425000","currency":"GBP","beds":3,"baths":1,"kind":"house"}},';
const page = '"viewedAt":"2026-11-12T09:02:11Z","page":"https://www.example.com/sales/L-0042?from=search&seen=';
const tail = '"}}';

const digits = (n: number, length: number): string => String(n).padStart(length, '0');

/** `run` names the round in four letters; ids are `run-number`, so that a target can tell order, gaps and repetitions. */
export const idOf = (run: string, n: number): string => `${run}-${digits(n, 8)}`;
export const subjectOf = (person: number): string => `person-${digits(person, 6)}`;

const filling = 'x'.repeat(eventBytes - (head + idOf('aaaa', 0) + source + subjectOf(0) + time + property + page + tail).length);

/** A property view as a website sends it, in structured mode. */
export function eventText(run: string, n: number, person: number): string {
  return head + idOf(run, n) + source + subjectOf(person) + time + property + page + filling + tail;
}
