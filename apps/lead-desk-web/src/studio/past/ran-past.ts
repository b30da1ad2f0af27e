import type { PastEventView, PlayedSampleView } from '../../generated';

/** A past event, and what the draft made of it. */
export interface RanPast {
  readonly type: string;
  readonly event: Omit<PastEventView, 'receivedAt'>;
  readonly played: PlayedSampleView;
}
