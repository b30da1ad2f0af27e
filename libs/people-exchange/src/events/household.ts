import { Id, items, Many, Text } from '../rules';
import { Described } from '../schemas/described';
import { PersonRef } from '../words/person';

/** P12: who hunts together (seed 003, item 12); a group of one always exists. Carries all members as they are now. */
@Described('Who hunts together; a group of one always exists. Carries all members as they are now.')
export class HouseholdChanged {
  @Id("The sender's own id of the group.") householdId: string;
  @Text('Its name.', 200, { optional: true }) name?: string;
  @Many("All members by the sender's own ids, the event's subject among them.", () => PersonRef, items(50, 1)) members: PersonRef[];
}
