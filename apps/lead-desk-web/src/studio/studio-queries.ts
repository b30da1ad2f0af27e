import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { checkDraft, type DraftView, listDrafts, listPastEvents, playAllSamples, playPastEvent, playSample, readDraft } from '../generated';
import type { WaitingEvent } from './studio-address';

export const draftsQuery = queryOptions({
  queryKey: ['studio', 'drafts'],
  queryFn: async ({ signal }) => (await listDrafts({ signal })).drafts,
});

export const draftQuery = (name: string) =>
  queryOptions({
    queryKey: ['studio', 'draft', name],
    queryFn: ({ signal }) => readDraft({ path: { name }, signal }),
    staleTime: Infinity,
  });

/** What a revision leads to never changes. */
const of = ({ name, revision }: DraftView, ...what: string[]) => ['studio', 'revision', name, revision, ...what];
const settled = { staleTime: Infinity, placeholderData: keepPreviousData, retry: false } as const;

export const checkQuery = (draft: DraftView) =>
  queryOptions({
    ...settled,
    queryKey: of(draft, 'check'),
    queryFn: ({ signal }) => checkDraft({ path: { name: draft.name }, signal }),
  });

export const triedQuery = (draft: DraftView) =>
  queryOptions({
    ...settled,
    queryKey: of(draft, 'all'),
    queryFn: ({ signal }) => playAllSamples({ path: { name: draft.name }, signal }),
  });

export const playedQuery = (draft: DraftView, sample: string | undefined) =>
  queryOptions({
    ...settled,
    queryKey: of(draft, 'play', sample ?? ''),
    queryFn: ({ signal }) => playSample({ path: { name: draft.name }, body: { sample: sample ?? '' }, signal }),
    enabled: sample !== undefined,
  });

/** What the event that somebody came for leads to, masked; anew for each revision. */
export const waitingEventQuery = (draft: DraftView, event: WaitingEvent | undefined) =>
  queryOptions({
    ...settled,
    queryKey: of(draft, 'past', event?.participant ?? '', event?.source ?? '', event?.id ?? ''),
    queryFn: ({ signal }) => {
      const { participant, source = '', id = '' } = event ?? {};
      return playPastEvent({ path: { name: draft.name }, body: { participant, source, id }, signal });
    },
    enabled: event !== undefined,
  });

export const pastEventsQuery = (type: string | null) =>
  queryOptions({
    queryKey: ['studio', 'events', type],
    queryFn: async ({ signal }) => (await listPastEvents({ query: { type: type ?? '' }, signal })).events,
    enabled: type !== null,
  });
