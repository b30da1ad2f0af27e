import { useEffect, useEffectEvent, useState } from 'react';
import type { EventSummaryView } from '../generated';

const againMs = 5_000;

const eventsIn = (text: string): EventSummaryView[] => {
  // The lead desk writes it; the API's document says its shape.
  const { events } = JSON.parse(text) as { events?: EventSummaryView[] };
  return events ?? [];
};

/** Follows the live stream while the screen is open; `onBack` after a gap, in which events may have passed unseen. */
export function useLiveStream(onEvents: (events: EventSummaryView[]) => void, onBack: () => void): boolean {
  const [open, setOpen] = useState(true);
  const tell = useEffectEvent(onEvents);
  const back = useEffectEvent(onBack);

  useEffect(() => {
    let stream: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let broken = false;
    const follow = () => {
      stream = new EventSource('/api/events/live');
      stream.addEventListener('events', (message: MessageEvent<string>) => tell(eventsIn(message.data)));
      stream.addEventListener('open', () => {
        setOpen(true);
        if (broken) back();
        broken = false;
      });
      stream.addEventListener('error', () => {
        broken = true;
        setOpen(false);
        // The browser tries again by itself, but not after an answer that is no stream.
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(follow, againMs);
      });
    };
    follow();
    return () => {
      clearTimeout(timer);
      stream.close();
    };
  }, []);
  return open;
}
