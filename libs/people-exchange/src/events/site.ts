import { Text, Time, Whole } from '../rules';
import { Described } from '../schemas/described';

/** P3: an identifiable customer visits (seed 003, item 3). */
@Described('An identifiable customer visits the website.')
export class SiteVisited {
  @Whole('How often the person has visited so far, this visit included; cumulative, never goes back.', 1, 1_000_000_000) visits: number;
  @Time("When the visit began; the event's time where left out.", { optional: true }) visitedAt?: string;
  @Text('Address of the first page.', 2000, { optional: true }) page?: string;
}
