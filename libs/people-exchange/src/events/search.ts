import { Alert, ImpliedSearch } from '../words/search';
import { Id, One } from '../words/rules';

/** P4: an implied search. */
export class SearchPerformed {
  @One(() => ImpliedSearch) search: ImpliedSearch;
}

export class SearchRemoved {
  @Id() searchId: string;
}

export class AlertChanged {
  @Id() searchId: string;
  @One(() => Alert) alert: Alert;
}
