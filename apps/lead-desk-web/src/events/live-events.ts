import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type EventSummaryView, listEvents } from '../generated';
import { type EventPages, eventsQuery } from './event-queries';
import { belongs, type EventFilter, keyOf } from './events-address';
import { useLiveStream } from './live-stream';

/** The list of events with what is new kept aside until it is asked for; what changes, changes in its place. */
export function useLiveEvents(filter: EventFilter) {
  const queries = useQueryClient();
  const query = eventsQuery(filter);
  const list = useInfiniteQuery(query);
  const listKey = JSON.stringify(filter);
  const [aside, setAside] = useState<{ list: string; events: EventSummaryView[] }>({ list: listKey, events: [] });
  const fresh = aside.list === listKey ? aside.events : [];

  const events = useMemo(() => onlyOnce((list.data?.pages ?? []).flatMap((page) => page.events)), [list.data]);

  const take = useCallback(
    (told: EventSummaryView[]) => {
      const news = new Map(told.map((event) => [keyOf(event), event]));
      const known = new Set(events.map(keyOf));
      if (told.some((event) => known.has(keyOf(event)))) {
        queries.setQueryData(query.queryKey, (pages: EventPages | undefined) => pages && withChanges(pages, news));
      }
      const newest = events[0]?.receivedAt ?? '';
      const ids = new Set(events.flatMap((event) => event.personId ?? []));
      // Without a first page there is nothing to be newer than: the page itself will bring them.
      const candidates = list.data ? told.filter((event) => !known.has(keyOf(event)) && event.receivedAt >= newest) : [];
      setAside((was) => {
        const before = was.list === listKey ? was.events : [];
        const merged = onlyOnce([...candidates.filter((event) => belongs(event, filter, ids)), ...before]);
        const current = merged.map((event) => news.get(keyOf(event)) ?? event).filter((event) => !known.has(keyOf(event)));
        return { list: listKey, events: current.sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)) };
      });
    },
    [events, list.data, queries, query.queryKey, filter, listKey],
  );

  const catchUp = useCallback(() => {
    // After a gap: what the list's own first page has more than we do.
    listEvents({ query: { ...filter, limit: 200 } }).then(
      (page) => take(page.events),
      () => undefined, // the stream comes back once more and asks again
    );
  }, [filter, take]);

  const live = useLiveStream(take, catchUp);

  const showFresh = useCallback(() => {
    const first = fresh;
    setAside({ list: listKey, events: [] });
    queries.setQueryData(query.queryKey, (pages: EventPages | undefined) => pages && withFirst(pages, first));
  }, [fresh, listKey, queries, query.queryKey]);

  return { ...list, events, fresh: fresh.length, showFresh, live };
}

function onlyOnce(events: readonly EventSummaryView[]): EventSummaryView[] {
  return [...new Map(events.map((event) => [keyOf(event), event])).values()];
}

function withChanges(pages: EventPages, news: ReadonlyMap<string, EventSummaryView>): EventPages {
  return {
    ...pages,
    pages: pages.pages.map((page) => ({ ...page, events: page.events.map((event) => news.get(keyOf(event)) ?? event) })),
  };
}

function withFirst(pages: EventPages, events: readonly EventSummaryView[]): EventPages {
  const [first, ...rest] = pages.pages;
  return first ? { ...pages, pages: [{ ...first, events: onlyOnce([...events, ...first.events]) }, ...rest] } : pages;
}
