import { items, Many } from '../rules';
import { Described } from '../schemas/described';
import { Consent } from '../words/consent';

/** X7: what a person allows, per purpose and channel. */
@Described('What a person allows, per purpose and channel.')
export class ConsentChanged {
  @Many('What was said; what is not named is unchanged.', () => Consent, items(50, 1)) consents: Consent[];
}
