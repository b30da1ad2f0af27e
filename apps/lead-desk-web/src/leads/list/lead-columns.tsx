import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LeadSummaryView } from '../../generated';
import type { Column } from '../../lists/columns';
import { Status } from '../../theme/Status';
import { t, wordFor } from '../../words/words';
import { When } from '../../words/When';
import {
  actWord,
  askWord,
  assignmentTones,
  financingWord,
  leadName,
  planTones,
  planWord,
  sourceWord,
  stageTones,
  standingWord,
  statusTones,
  statusWord,
  yesNoWord,
} from '../lead-words';
import classes from '../Leads.module.css';
import { Rating } from '../Rating';

export interface Selection {
  has(lead: LeadSummaryView): boolean;
  toggle(lead: LeadSummaryView): void;
}

interface ColumnParts {
  readonly selection: Selection;
  /** Opens the review of a request; only for those who decide. */
  readonly review: ((lead: LeadSummaryView) => void) | undefined;
}

type Key = Exclude<keyof ReturnType<typeof titles>, 'id' | 'planDueAt'>;
const titles = () => t('leads.column', { returnObjects: true });
const title = (key: Key): string => titles()[key];
const quiet = <span className="quiet">{t('none')}</span>;

const plain = (
  key: Key,
  width: number,
  of: (lead: LeadSummaryView) => string | null,
  more: Partial<Column<LeadSummaryView>> = {},
): Column<LeadSummaryView> => ({
  key,
  title: title(key),
  width,
  sort: key,
  cell: (lead) => {
    const text = of(lead);
    return text === null ? quiet : <bdi>{text}</bdi>;
  },
  ...more,
});

const orNull = (value: string | null, word: (value: string) => string): string | null => (value === null ? null : word(value));

/** All that a lead has, the most used first; others are chosen. */
export const leadColumns = ({ selection, review }: ColumnParts): readonly Column<LeadSummaryView>[] => [
  { key: 'name', title: title('name'), sort: 'name', cell: (lead) => <Who lead={lead} selection={selection} /> },
  {
    key: 'request',
    title: title('request'),
    width: 116,
    from: 720,
    sort: 'request',
    cell: (lead) => <Request lead={lead} review={review} />,
  },
  { key: 'plan', title: title('plan'), width: 116, from: 720, sort: 'plan', cell: (lead) => <Plan lead={lead} /> },
  {
    key: 'stage',
    title: title('stage'),
    width: 136,
    sort: 'stage',
    cell: ({ stage }) => <Status tone={stageTones[stage] ?? 'quiet'}>{wordFor('stage', stage)}</Status>,
  },
  { key: 'agent', title: title('agent'), width: 176, from: 860, sort: 'agent', cell: (lead) => <Agent lead={lead} /> },
  plain('intent', 100, ({ intent }) => wordFor('intent', intent), { from: 980 }),
  { key: 'rating', title: title('rating'), width: 84, from: 1060, sort: 'rating', cell: ({ rating }) => <Rating stars={rating} /> },
  plain('property', 180, ({ property }) => property, { from: 1180 }),
  plain('source', 120, ({ sourceName }) => orNull(sourceName, sourceWord), { from: 1360 }),
  {
    key: 'openedAt',
    title: title('openedAt'),
    width: 120,
    align: 'right',
    sort: 'openedAt',
    cell: ({ openedAt }) => <When at={openedAt} />,
  },
  {
    key: 'lastActivityAt',
    title: title('lastActivityAt'),
    width: 128,
    align: 'right',
    sort: 'lastActivityAt',
    extra: true,
    cell: ({ lastActivityAt }) => <When at={lastActivityAt} />,
  },
  {
    key: 'email',
    title: title('email'),
    width: 220,
    sort: 'email',
    extra: true,
    cell: ({ email }) => <Reach href="mailto:" value={email} />,
  },
  { key: 'phone', title: title('phone'), width: 150, sort: 'phone', extra: true, cell: ({ phone }) => <Reach href="tel:" value={phone} /> },
  {
    key: 'recordStatus',
    title: title('recordStatus'),
    width: 110,
    sort: 'recordStatus',
    extra: true,
    cell: ({ recordStatus }) => <Status tone={statusTones[recordStatus] ?? 'quiet'}>{statusWord(recordStatus)}</Status>,
  },
  {
    key: 'assignment',
    title: title('assignment'),
    width: 170,
    sort: 'assignment',
    extra: true,
    cell: ({ assignment }) => <Standing assignment={assignment} />,
  },
  plain('office', 130, ({ assignment }) => assignment.officeName, { extra: true }),
  plain('financing', 110, ({ financing }) => orNull(financing, financingWord), { extra: true }),
  plain('prequalified', 110, ({ prequalified }) => orNull(prequalified, yesNoWord), { extra: true }),
  plain('lender', 140, ({ lender }) => lender, { extra: true }),
  plain('referral', 90, ({ referral }) => orNull(referral, yesNoWord), { extra: true }),
  plain('referralSource', 150, ({ referralSource }) => referralSource, { extra: true, sort: undefined }),
  plain('mls', 120, ({ mls }) => mls, { extra: true }),
  plain('message', 260, ({ message }) => message, { extra: true, sort: undefined }),
];

function Who({ lead, selection }: { lead: LeadSummaryView; selection: Selection }) {
  const name = leadName(lead);
  return (
    <span className={classes.who}>
      <Checkbox size="xs" aria-label={t('leads.select', { name })} checked={selection.has(lead)} onChange={() => selection.toggle(lead)} />
      <Link to="/leads/$id" params={{ id: lead.id }} className="cut">
        <bdi className={classes.strong}>{name}</bdi>
      </Link>
      {lead.recordStatus !== 'active' && <Status tone={statusTones[lead.recordStatus] ?? 'quiet'}>{statusWord(lead.recordStatus)}</Status>}
    </span>
  );
}

function Request({ lead, review }: { lead: LeadSummaryView; review: ColumnParts['review'] }) {
  if (!lead.request) return quiet;
  const act = actWord(lead.request.act);
  if (!review) return <Status tone="wait">{askWord(lead.request.act)}</Status>;
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('leads.request.reviewOf', { act: act.toLowerCase(), name: leadName(lead) })}
      onClick={() => review(lead)}
    >
      {act}
    </Button>
  );
}

function Plan({ lead: { planStatus } }: { lead: LeadSummaryView }) {
  return planStatus === null ? quiet : <Status tone={planTones[planStatus] ?? 'quiet'}>{planWord(planStatus)}</Status>;
}

function Agent({ lead: { assignment } }: { lead: LeadSummaryView }) {
  if (assignment.agentName !== null) return <bdi>{assignment.agentName}</bdi>;
  return <Standing assignment={assignment} />;
}

function Standing({ assignment }: Pick<LeadSummaryView, 'assignment'>) {
  return <Status tone={assignmentTones[assignment.state] ?? 'quiet'}>{standingWord(assignment)}</Status>;
}

function Reach({ href, value }: { href: string; value: string | null }) {
  return value === null ? quiet : <a href={`${href}${value}`}>{value}</a>;
}

/** The row on a phone. */
export function CompactLead({ lead, review }: { lead: LeadSummaryView; review: ColumnParts['review'] }) {
  const parts = [wordFor('intent', lead.intent), lead.property ?? lead.phone ?? lead.email].filter((part) => part !== null);
  return (
    <div className={classes.compact}>
      <div>
        <Link to="/leads/$id" params={{ id: lead.id }} className="cut">
          <bdi className={classes.strong}>{leadName(lead)}</bdi>
        </Link>
        {lead.request ? (
          <Request lead={lead} review={review} />
        ) : (
          <Status tone={stageTones[lead.stage] ?? 'quiet'}>{wordFor('stage', lead.stage)}</Status>
        )}
      </div>
      <div className="quiet">
        <span className="cut">{parts.join(' · ')}</span>
        {lead.planStatus === 'lateTask' ? <Plan lead={lead} /> : <When at={lead.openedAt} />}
      </div>
    </div>
  );
}
