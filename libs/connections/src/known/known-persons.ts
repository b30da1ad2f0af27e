import type { AcceptedEvent } from '#people-exchange';
import type { DataSource } from 'typeorm';
import type { Connection } from '../setting-up/connection';

type Consent = Readonly<Record<string, unknown>>;
const mostRead = 200;

/** What the bridge knows of a person from earlier events, where a vendor's record holds all of it and an event only a part. */
export class KnownPersons {
  constructor(private readonly db: DataSource) {}

  /** `{consents}` for a change of consents: the newest word of each purpose and channel before it. */
  async knownFor({ agency }: Connection, person: string, event: AcceptedEvent): Promise<Readonly<Record<string, unknown>>> {
    if (event.type !== 'consent.changed') return {};
    const earlier: { event: string }[] = await this.db.query(
      `select i.event from exchange.inbox i where i.agency = $1 and i.type = 'consent.changed' and i.received < $3 and not i.conflict and not i.echo
         and i.person in (select q.person from exchange.persons p join exchange.persons q on q.agency = p.agency and q.human = p.human where p.agency = $1 and p.person = $2)
       order by i.received desc limit ${mostRead}`,
      [agency, person, event.receivedtime],
    );
    const newest = new Map<string, Consent>();
    for (const one of earlier)
      for (const consent of consentsIn(one.event)) {
        const key = JSON.stringify([consent['purpose'], consent['channel']]);
        if (!newest.has(key)) newest.set(key, consent);
      }
    return newest.size === 0 ? {} : { consents: [...newest.values()] };
  }
}

/** Of an event as the inbox keeps it; none of one that was erased. */
function consentsIn(text: string): readonly Consent[] {
  const event: unknown = JSON.parse(text);
  if (typeof event !== 'object' || event === null || !('data' in event)) return [];
  const { data } = event;
  if (typeof data !== 'object' || data === null || !('consents' in data) || !Array.isArray(data.consents)) return [];
  return data.consents.filter((one: unknown): one is Consent => typeof one === 'object' && one !== null);
}
