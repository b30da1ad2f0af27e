import { dayOf, firstDay } from '../day/day';
import { playDay } from '../play/player';
import type { PlayJournal } from '../play/sent';

export interface SmallDayOptions {
  /** Where the bridge takes events, such as `http://127.0.0.1:3000`. */
  baseUrl: string;
  websiteKey: string;
  backOfficeKey: string;
  /** The day ends at the last full hour before. */
  now: Date;
  names?: { agency: string; website: string; backOffice: string };
  onProgress?: (done: number, of: number) => void;
  signal?: AbortSignal;
}

/**
 * The first start's demo: 40 people and one day, through the front door over HTTP. The same moment of `now` gives the
 * same events, so that a start that was cut off can play it again without doubling anything.
 */
export async function playSmallDay(options: SmallDayOptions): Promise<PlayJournal> {
  const names = options.names ?? { agency: 'demo', website: 'demo-website', backOffice: 'demo-back-office' };
  const lastHour = Math.floor(options.now.getTime() / 3_600_000) * 3_600_000;
  const day = dayOf('first start', new Date(lastHour - 24 * 3_600_000), names, firstDay);
  return playDay(day, {
    speakers: () => ({
      website: { url: options.baseUrl, key: options.websiteKey },
      backOffice: { url: options.baseUrl, key: options.backOfficeKey },
    }),
    connections: 8,
    onProgress: options.onProgress,
    signal: options.signal,
    insistMs: 30_000,
  });
}
