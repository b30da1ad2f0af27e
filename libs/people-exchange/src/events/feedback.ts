import { Id, One, Text, Whole, Word } from '../rules';
import { Described } from '../schemas/described';
import { PropertyRef } from '../words/property';

/** P15: notes and reactions after a viewing (seed 003, item 15). */
@Described('Notes and reactions after a viewing.')
export class FeedbackGiven {
  @One('On which property.', () => PropertyRef) property: PropertyRef;
  @Id("The sender's own id of the feedback; the same id again is its edit.", { optional: true }) feedbackId?: string;
  @Id('The appointment it follows.', { optional: true }) appointmentId?: string;
  @Word('In a word.', ['favourite', 'possibility', 'discarded'], { optional: true }) reaction?: string;
  @Whole('Stars, 0 to 5.', 0, 5, { optional: true }) stars?: number;
  @Text('In words.', 10_000, { optional: true }) text?: string;
}
