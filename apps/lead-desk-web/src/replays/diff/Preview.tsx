import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Section } from '../../frame/Section';
import { Trouble } from '../../frame/Trouble';
import type { PreviewedPersonView } from '../../generated';
import { t } from '../../words/words';
import { previewQuery } from '../replay-queries';
import classes from './Diff.module.css';
import { PreviewedEvent } from './PreviewedEvent';

/** What a run would send, person by person. */
export function Preview({ id }: { id: string }) {
  const list = useInfiniteQuery(previewQuery(id));
  const persons = (list.data?.pages ?? []).flatMap((page) => page.persons);
  return (
    <Section title={t('replays.diff')}>
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isPending && [80, 60, 70].map((width) => <Skeleton key={width} height={12} width={`${width}%`} my={16} />)}
      {list.isSuccess && persons.length === 0 && <p className="quiet">{t('replays.diffNone')}</p>}
      {persons.map((person) => (
        <Person key={person.personId} person={person} />
      ))}
      {list.hasNextPage && (
        <Button variant="default" className={classes.more} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('replays.morePersons')}
        </Button>
      )}
    </Section>
  );
}

function Person({ person: { personId, personName, events, more } }: { person: PreviewedPersonView }) {
  return (
    <section className={classes.person} aria-label={personName ?? t('unnamed')}>
      <h3>
        {personName === null ? (
          t('unnamed')
        ) : (
          <Link to="/people/$id" params={{ id: personId }}>
            <bdi>{personName}</bdi>
          </Link>
        )}
      </h3>
      {events.map((event) => (
        <PreviewedEvent key={`${event.participant} ${event.source} ${event.id}`} event={event} />
      ))}
      {more && <p className="quiet">{t('replays.moreEvents')}</p>}
    </section>
  );
}
