import { Id, One, OneOf, Text, Time, Whole } from '../rules';
import { Described } from '../schemas/described';
import { PropertyRef } from '../words/property';

abstract class AboutProperty {
  @One('Which.', () => PropertyRef) property: PropertyRef;
}

/** P7: an identifiable customer views a property page (seed 003, item 7). */
@Described('An identifiable customer views a property page.')
export class PropertyViewed extends AboutProperty {
  @Time("When; the event's time where left out.", { optional: true }) viewedAt?: string;
  @Text('Address of the page.', 2000, { optional: true }) page?: string;
}

/** P8: a listing is saved; a save of the same listing again is its edit (seed 003, item 8). */
@Described('A listing is saved; a save of the same listing again is its edit.')
export class PropertySaved extends AboutProperty {
  @Text('Name of the list the customer keeps it in, where they keep several.', 200, { optional: true }) list?: string;
}

/** P8: a save is taken back. */
@Described('A save is taken back.')
export class PropertyUnsaved extends AboutProperty {}

/** P10: a star rank (seed 003, item 10). */
@Described('A star rank on a property.')
export class PropertyRated extends AboutProperty {
  @Whole('Stars, 1 to 5; 0 takes the rank back.', 0, 5) stars: number;
}

const noteVisibilities = ['shared', 'private'] as const;

/** P10: a note on a property (seed 003, item 10). A private one is the customer's own and is addressed to no back office. */
@Described("A note on a property. A private one is the customer's own and never reaches a back office.")
export class PropertyNoted extends AboutProperty {
  @Id("The sender's own id of the note; the same id again is its edit.", { optional: true }) noteId?: string;
  @OneOf('Who may read it.', noteVisibilities) visibility: (typeof noteVisibilities)[number];
  @Text('What it says.', 10_000) text: string;
}
