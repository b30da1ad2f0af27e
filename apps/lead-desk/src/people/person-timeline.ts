import type { TimelineQuery } from './people-requests';
import type { TimelineView } from './timeline-view';
export class PersonTimeline {
  async read(_agency: string, _id: string, _query: TimelineQuery): Promise<TimelineView> {
    return { entries: [], next: null };
  }
}
