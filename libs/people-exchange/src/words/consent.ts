import { OneOf, Text, Time, Word } from '../rules';
import { Described } from '../schemas/described';

const contactChannels = ['email', 'sms', 'phone', 'post', 'whatsapp'] as const;
const consentStatuses = ['granted', 'denied', 'notAsked', 'withdrawn'] as const;

/** Permission per purpose and channel. Denied or withdrawn beats granted, whatever the clock says. */
@Described('Permission per purpose and channel. Denied or withdrawn beats granted, whatever the clock says.')
export class Consent {
  @Word('What for.', ['propertyMatching', 'marketing', 'financialServices', 'conveyancing', 'thirdParty']) purpose: string;
  @OneOf('By which way.', contactChannels) channel: (typeof contactChannels)[number];
  @OneOf('What the person said.', consentStatuses) status: (typeof consentStatuses)[number];
  @Time('When the person said it.') at: string;
  @Text('Who wrote it down.', 120, { optional: true }) by?: string;
  @Text('What shows it: the wording agreed to, a call, a letter.', 500, { optional: true }) evidence?: string;
}
