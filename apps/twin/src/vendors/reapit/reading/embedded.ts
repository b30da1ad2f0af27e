import { isFields, textsOf, type Call, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { Agency } from '../agency';

type Related = (agency: Agency, record: StoredRecord) => StoredRecord[];

/** Names that `embed` takes here, by kind; the vendor knows more. */
const offered: Readonly<Record<string, Readonly<Record<string, Related>>>> = {
  applicants: {
    areas: (agency, { data }) => textsOf(data, 'locationOptions').flatMap((id) => agency.store.find('areas', id) ?? []),
  },
  landlords: {
    properties: (agency, { id }) =>
      agency.store.all('properties').filter(({ data }) => isFields(data['letting']) && data['letting']['landlordId'] === id),
  },
};

/** A record as it is shown, with what the caller asked to see in it: `embed=areas`. */
export function withEmbedded(agency: Agency, call: Pick<Call, 'query'>, record: StoredRecord): Fields {
  const shown = agency.shown(record);
  const asked = call.query.getAll('embed').flatMap((name) => {
    const related = offered[record.kind]?.[name];
    return related ? [[name, related(agency, record).map((one) => agency.shown(one))] as const] : [];
  });
  return asked.length > 0 ? { ...shown, _embedded: Object.fromEntries(asked) } : shown;
}
