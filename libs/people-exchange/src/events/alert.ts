import { Id, One } from '../rules';
import { Described } from '../schemas/described';
import { Alert } from '../words/alert';

/** P5, P6: mails about new matches are switched or paused. */
@Described('Mails about new matches are switched, paused or sent more or less often.')
export class AlertChanged {
  @Id('The search it belongs to; all of the person where left out.', { optional: true }) searchId?: string;
  @One('As it is now.', () => Alert) alert: Alert;
}
