import { Button, Skeleton } from '@mantine/core';
import { IconPencil, IconUser, IconUserShare } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Section } from '../../frame/Section';
import { Trouble } from '../../frame/Trouble';
import type { HistoryEntryView } from '../../generated';
import person from '../../people/record/Person.module.css';
import { useAgencyWords } from '../../words/agency-words';
import { spaced, t } from '../../words/words';
import { useNow } from '../../words/When';
import { fieldShapes, type FieldName, shownValue } from '../lead-fields';
import { leadHistoryQuery } from '../lead-queries';
import { actWord, fieldWord } from '../lead-words';
import classes from '../Leads.module.css';

const icons = { act: IconPencil, assignment: IconUserShare, event: IconUser };

/** Who did what with the lead, whose it was, and what the person did: newest first, by day. */
export function LeadHistory({ id }: { id: string }) {
  const list = useInfiniteQuery(leadHistoryQuery(id));
  const words = useAgencyWords();
  const now = useNow();
  const entries = (list.data?.pages ?? []).flatMap((page) => page.entries);
  const days = Map.groupBy(entries, (entry) => words.dayKey(entry.at));
  return (
    <Section title={t('leads.record.history')}>
      {list.isError && <Trouble error={list.error} again={() => void list.refetch()} />}
      {list.isPending && [80, 65, 90].map((width) => <Skeleton key={width} height={12} width={`${width}%`} my={20} />)}
      {[...days].map(([day, group]) => (
        <section key={day} aria-label={words.day(group[0]?.at ?? day, now)}>
          <h3 className={person.day}>{words.day(group[0]?.at ?? day, now)}</h3>
          <ol>
            {group.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
      ))}
      {list.hasNextPage && (
        <Button variant="default" mt="md" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('leads.record.older')}
        </Button>
      )}
    </Section>
  );
}

function sentenceOf(entry: HistoryEntryView): string {
  if (entry.of === 'event') return entry.words ?? '';
  const of: Readonly<Record<string, string>> = t(entry.of === 'act' ? 'leads.did' : 'leads.assigned', {
    returnObjects: true,
    act: entry.act === null ? '' : actWord(entry.act),
  });
  const what = Object.hasOwn(of, entry.kind) ? (of[entry.kind] ?? entry.kind) : spaced(entry.kind);
  if (entry.of !== 'act') {
    const to = entry.words === null ? what : `${what}: ${entry.words}`;
    return entry.by === null || entry.by === entry.words ? to : t('leads.assignedBy', { what: to, by: entry.by });
  }
  const said = entry.by === null ? what : `${entry.by} ${what}`;
  return entry.words === null ? said : `${said}: ${entry.words}`;
}

const isField = (name: string): name is FieldName => Object.hasOwn(fieldShapes, name);
const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 200)}…` : text);
const valueWord = (field: string, value: string): string =>
  short((isField(field) ? shownValue(field, value) : value) || t('leads.record.nothing'));

function Entry({ entry }: { entry: HistoryEntryView }) {
  const words = useAgencyWords();
  const Icon = icons[entry.of];
  return (
    <li className={person.entry}>
      <span className={person.entryIcon}>
        <Icon size={14} stroke={1.75} aria-hidden />
      </span>
      <div className={person.entryLink}>
        <span>
          <bdi>{sentenceOf(entry)}</bdi>
          {entry.changes.map(({ field, from, to }) => (
            <span key={field} className={classes.changes} style={{ display: 'block' }} dir="auto">
              {t('leads.changedTo', { field: fieldWord(field), from: valueWord(field, from), to: valueWord(field, to) })}
            </span>
          ))}
        </span>
        <span className={person.entryFoot}>
          <time dateTime={entry.at} title={words.exact(entry.at)}>
            {words.clock(entry.at)}
          </time>
        </span>
      </div>
    </li>
  );
}
