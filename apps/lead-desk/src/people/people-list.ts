import type { PeopleQuery } from './people-requests';
import type { PeopleView } from './person-summary-view';
export class PeopleList {
  async list(_agency: string, _query: PeopleQuery): Promise<PeopleView> {
    return { people: [], next: null, total: 0 };
  }
}
