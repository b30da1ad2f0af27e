import { OneOf, Text, Word } from '../rules';
import { Described } from '../schemas/described';

const alertStatuses = ['active', 'paused', 'disabled'] as const;

/** Whether and how often new matches are mailed (seed 003, items 5 and 6). */
@Described('Whether and how often new matches are mailed.')
export class Alert {
  @OneOf('Whether it is on.', alertStatuses) status: (typeof alertStatuses)[number];
  @Word('How often at most.', ['instant', 'daily', 'weekly', 'monthly', 'never']) frequency: string;
  @Text('Why it was changed.', 200, { optional: true }) reason?: string;
  @Text('Who changed it, such as customer or branch.', 120, { optional: true }) changedBy?: string;
}
