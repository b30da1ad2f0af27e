import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconBan } from '@tabler/icons-react';
import type { PersonSummaryView } from '../generated';
import type { Column } from '../lists/columns';
import { t, wordFor } from '../words/words';
import { When } from '../words/When';
import { Client } from './Client';
import { Interest } from './Interest';
import classes from './People.module.css';
import { WebLead } from './WebLead';

const title = (
  key:
    | 'name'
    | 'interest'
    | 'leads'
    | 'webLead'
    | 'lastActivity'
    | 'visits'
    | 'saves'
    | 'searches'
    | 'phone'
    | 'email'
    | 'known'
    | 'firstSeen',
): string => t(`people.column.${key}`);

const count = (key: 'visits' | 'saves' | 'searches', width: number, from: number, sort?: string): Column<PersonSummaryView> => ({
  key,
  title: title(key),
  width,
  align: 'right',
  from,
  sort,
  cell: (person) => <span className={person[key] === 0 ? 'quiet' : undefined}>{person[key]}</span>,
});

export interface Selection {
  has(person: PersonSummaryView): boolean;
  toggle(person: PersonSummaryView): void;
}

/** `selection` only for those who give leads to others (F11). */
export const peopleColumns = (selection: Selection | undefined): readonly Column<PersonSummaryView>[] => [
  { key: 'name', title: title('name'), sort: 'name', cell: (person) => <Name person={person} selection={selection} /> },
  {
    key: 'interest',
    title: title('interest'),
    width: 128,
    align: 'right',
    sort: 'interest',
    cell: ({ interest }) => <Interest score={interest} />,
  },
  { key: 'leads', title: title('leads'), width: 150, from: 700, cell: (person) => <Leads person={person} /> },
  {
    key: 'webLead',
    title: title('webLead'),
    width: 180,
    extra: true,
    cell: (person) => <WebLead person={person} assigns={selection !== undefined} />,
  },
  {
    key: 'lastActivity',
    title: title('lastActivity'),
    width: 116,
    align: 'right',
    sort: 'lastActivity',
    cell: ({ lastActivityAt }) => <When at={lastActivityAt} />,
  },
  count('visits', 84, 800, 'visits'),
  count('saves', 76, 1000),
  count('searches', 92, 1100),
  { key: 'phone', title: title('phone'), width: 168, from: 900, cell: (person) => <Contact href="tel:" value={person.phone} /> },
  { key: 'email', title: title('email'), width: 240, from: 1240, cell: (person) => <Contact href="mailto:" value={person.email} /> },
  {
    key: 'known',
    title: title('known'),
    width: 170,
    extra: true,
    cell: ({ sides }) => sides.map((side) => t(`side.${side}`)).join(', '),
  },
  {
    key: 'firstSeen',
    title: title('firstSeen'),
    width: 116,
    align: 'right',
    sort: 'firstSeen',
    extra: true,
    cell: ({ firstSeenAt }) => <When at={firstSeenAt} />,
  },
];

export const nameOf = (person: Pick<PersonSummaryView, 'name' | 'email' | 'phone'>): string =>
  person.name ?? person.email ?? person.phone ?? t('unnamed');

function Name({ person, selection }: { person: PersonSummaryView; selection: Selection | undefined }) {
  return (
    <span className={classes.name}>
      {selection && (
        <Checkbox
          size="xs"
          aria-label={t('people.select', { name: nameOf(person) })}
          checked={selection.has(person)}
          onChange={() => selection.toggle(person)}
        />
      )}
      <Link to="/people/$id" params={{ id: person.id }} className="cut">
        <bdi className={classes.strong}>{nameOf(person)}</bdi>
      </Link>
      <Client person={person} />
      <Denied person={person} />
    </span>
  );
}

function Denied({ person }: { person: PersonSummaryView }) {
  if (person.consentDenied.length === 0) return null;
  const channels = person.consentDenied.map((channel) => wordFor('channel', channel)).join(', ');
  return (
    <span className={classes.denied}>
      <IconBan size={14} stroke={1.75} aria-hidden /> {t('people.denied', { channels })}
    </span>
  );
}

function Leads({ person }: { person: PersonSummaryView }) {
  if (person.openLeads.length === 0) return <span className="quiet">{t('none')}</span>;
  return person.openLeads.map((lead) => wordFor('intent', lead.intent)).join(', ');
}

function Contact({ href, value }: { href: string; value: string | null }) {
  return value === null ? <span className="quiet">{t('none')}</span> : <a href={`${href}${value}`}>{value}</a>;
}

/** The row on a phone. */
export function CompactPerson({ person }: { person: PersonSummaryView }) {
  const leads = person.openLeads.map((lead) => wordFor('intent', lead.intent)).join(', ');
  return (
    <div className={classes.compact}>
      <div>
        <span className={classes.name}>
          <Link to="/people/$id" params={{ id: person.id }} className="cut">
            <bdi className={classes.strong}>{nameOf(person)}</bdi>
          </Link>
          <Client person={person} />
        </span>
        <Interest score={person.interest} />
      </div>
      <div className="quiet">
        <span className="cut">{[leads, person.phone ?? person.email].filter(Boolean).join(' · ')}</span>
        <When at={person.lastActivityAt} />
      </div>
    </div>
  );
}
