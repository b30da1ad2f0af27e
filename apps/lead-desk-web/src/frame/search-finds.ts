import { type Icon, IconActivity, IconTargetArrow, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { eventWords } from '../events/event-columns';
import { newestEventsQuery } from '../events/event-queries';
import { keyOf } from '../events/events-address';
import { nameOf } from '../people/people-columns';
import { foundPeopleQuery } from '../people/people-queries';
import { foundLeadsQuery } from '../leads/lead-queries';
import { leadName } from '../leads/lead-words';
import { sessionQuery } from '../session/session';
import { worksLeads } from '../session/works-leads';
import { t, wordFor } from '../words/words';
import { useActions } from './search-actions';

export interface Find {
  key: string;
  title: string;
  detail?: string;
  Icon: Icon;
  go(): void;
}

interface Found {
  groups: { label: string; finds: Find[] }[];
  looking: boolean;
}

/** An id has no spaces, and a digit or a dash; a name has neither. */
const maybeId = (words: string): boolean => words.length >= 3 && /^\S+$/.test(words) && /[\d_-]/.test(words) && !words.includes('@');

/** What matches; `typed` at once for what is known here, `words` a little later for what has to be asked for. */
export function useFound(typed: string, words: string): Found {
  const people = useFoundPeople(words);
  const leads = useFoundLeads(words);
  const events = useFoundEvents(words);
  const { screens, actions } = useActions();
  const matching = (finds: readonly Find[]) => finds.filter(({ title }) => everyWord(typed, title));
  const groups = [
    { label: t('search.people'), finds: people.finds },
    { label: t('search.leads'), finds: leads.finds },
    { label: t('search.events'), finds: events.finds },
    { label: t('search.screens'), finds: matching(screens) },
    { label: t('search.actions'), finds: matching(actions) },
  ];
  return {
    groups: groups.filter(({ finds }) => finds.length > 0),
    looking: people.looking || leads.looking || events.looking || typed !== words,
  };
}

const everyWord = (typed: string, title: string): boolean =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .every((word) => title.toLowerCase().includes(word));

function useFoundPeople(words: string) {
  const navigate = useNavigate();
  const { data, isFetching } = useQuery({ ...foundPeopleQuery(words, 6), enabled: words.length >= 2 });
  const finds = (words.length >= 2 ? (data ?? []) : []).map((person): Find => ({
    key: person.id,
    title: nameOf(person),
    detail: [person.email, person.phone].filter(Boolean).join(' · '),
    Icon: IconUser,
    go: () => void navigate({ to: '/people/$id', params: { id: person.id } }),
  }));
  return { finds, looking: isFetching };
}

/** Leads one may see; who works none is asked for none. */
function useFoundLeads(words: string) {
  const navigate = useNavigate();
  const { data: session } = useQuery(sessionQuery);
  const wanted = words.length >= 2 && session !== undefined && worksLeads(session.member.role);
  const { data, isFetching } = useQuery({ ...foundLeadsQuery(words, 6), enabled: wanted });
  const finds = (wanted ? (data ?? []) : []).map((lead): Find => ({
    key: `lead ${lead.id}`,
    title: leadName(lead),
    detail: [wordFor('intent', lead.intent), wordFor('stage', lead.stage), lead.email].filter(Boolean).join(' · '),
    Icon: IconTargetArrow,
    go: () => void navigate({ to: '/leads/$id', params: { id: lead.id } }),
  }));
  return { finds, looking: wanted && isFetching };
}

function useFoundEvents(words: string) {
  const navigate = useNavigate();
  const wanted = maybeId(words);
  const { data, isFetching } = useQuery({ ...newestEventsQuery, enabled: wanted });
  const found = wanted ? (data?.events ?? []).filter(({ id }) => id.toLowerCase().includes(words.toLowerCase())) : [];
  const finds = found.slice(0, 6).map((event): Find => {
    const { participant, source, id } = event;
    return {
      key: keyOf(event),
      title: `${eventWords(event.type)}, ${t(`outcome.${event.outcome}`)}`,
      detail: id,
      Icon: IconActivity,
      go: () => void navigate({ to: '/events/journey', search: { participant, source, id } }),
    };
  });
  return { finds, looking: wanted && isFetching };
}
