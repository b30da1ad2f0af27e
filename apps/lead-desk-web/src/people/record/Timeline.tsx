import { Button, Skeleton } from '@mantine/core';
import {
  IconBuildingEstate,
  IconCalendar,
  IconEye,
  type Icon,
  IconHeart,
  IconHome,
  IconMessage,
  IconNote,
  IconPoint,
  IconSearch,
  IconShieldCheck,
  IconUserPlus,
  IconUsers,
  IconWorld,
} from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Trouble } from '../../frame/Trouble';
import type { TimelineEntryView } from '../../generated';
import { ChoiceChip } from '../../lists/FilterChip';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import { Section } from '../../frame/Section';
import classes from './Person.module.css';
import { kinds, type PersonAddress } from './person-address';
import { timelineQuery } from './timeline-query';

const icons: Record<TimelineEntryView['kind'], Icon> = {
  visit: IconWorld,
  search: IconSearch,
  view: IconEye,
  save: IconHeart,
  enquiry: IconMessage,
  registration: IconUserPlus,
  ownership: IconHome,
  appointment: IconCalendar,
  household: IconUsers,
  consent: IconShieldCheck,
  interest: IconBuildingEstate,
  note: IconNote,
  other: IconPoint,
};

interface TimelineProps {
  id: string;
  kind: PersonAddress['kind'];
  onKind(kind: PersonAddress['kind']): void;
}

/** What the person did, newest first, by day; each entry leads to its event. */
export function Timeline({ id, kind, onKind }: TimelineProps) {
  const list = useInfiniteQuery(timelineQuery(id, kind));
  const words = useAgencyWords();
  const now = useNow();
  const entries = (list.data?.pages ?? []).flatMap((page) => page.entries);
  const days = Map.groupBy(entries, (entry) => words.dayKey(entry.at));
  return (
    <Section
      title={t('person.timeline')}
      aside={
        <ChoiceChip
          name={t('person.everything')}
          chosen={kind}
          choices={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
          onChoose={onKind}
        />
      }
    >
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isPending && [80, 65, 90, 70].map((width) => <Skeleton key={width} height={12} width={`${width}%`} my={20} />)}
      {list.isSuccess && entries.length === 0 && <p className="quiet">{kind ? t('person.timelineNoKind') : t('person.timelineEmpty')}</p>}
      {[...days].map(([day, group]) => (
        <section key={day} aria-label={words.day(group[0]?.at ?? day, now)}>
          <h3 className={classes.day}>{words.day(group[0]?.at ?? day, now)}</h3>
          <ol>
            {group.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('person.more')}
        </Button>
      )}
    </Section>
  );
}

function Entry({ entry }: { entry: TimelineEntryView }) {
  const words = useAgencyWords();
  const Icon = icons[entry.kind];
  return (
    <li className={classes.entry}>
      <span className={classes.entryIcon} title={t(`kind.${entry.kind}`)}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <Link to="/events/journey" search={entry.event} className={classes.entryLink}>
        <span>
          <bdi>{entry.sentence}</bdi>
        </span>
        <span className={classes.entryFoot}>
          {t(`side.${entry.side}`)} ·{' '}
          <time dateTime={entry.at} title={words.exact(entry.at)}>
            {words.clock(entry.at)}
          </time>
        </span>
      </Link>
    </li>
  );
}
