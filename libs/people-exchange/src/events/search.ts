import { Id, One, Text, Whole } from '../rules';
import { Described } from '../schemas/described';
import { Alert } from '../words/alert';
import { ExplicitSearch, ImpliedSearch } from '../words/search';

/** P4: an identifiable customer searches without saving (seed 003, item 4). */
@Described('An identifiable customer searches without saving: an implied, soft search.')
export class SearchPerformed {
  @One('What was looked for.', () => ImpliedSearch) search: ImpliedSearch;
  @Whole('How many properties were found.', 0, 10_000_000, { optional: true }) results?: number;
}

/** P5, P6: a search is saved, on the website or in the back office (seed 003, items 5 and 6). */
@Described('A search is saved, on the website or in the back office: an explicit, hard requirement.')
export class SearchSaved {
  @Id("The sender's own id of the search.") searchId: string;
  @Text('Its name.', 200, { optional: true }) name?: string;
  @One('What is looked for.', () => ExplicitSearch) search: ExplicitSearch;
  @One('Mails about new matches.', () => Alert, { optional: true }) alert?: Alert;
}

/** P5, P6: an edit; carries the whole search as it is now. */
@Described('A saved search is edited; carries the whole search as it is now. An alert left out is unchanged.')
export class SearchUpdated extends SearchSaved {}

/** P5, P6: a saved search is no more. */
@Described('A saved search is no more.')
export class SearchRemoved {
  @Id("The sender's own id of the search.") searchId: string;
  @Text('Why.', 500, { optional: true }) reason?: string;
}
