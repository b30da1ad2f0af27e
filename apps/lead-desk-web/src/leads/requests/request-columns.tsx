import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LeadRequestView } from '../../generated';
import type { Column } from '../../lists/columns';
import { Status } from '../../theme/Status';
import { t } from '../../words/words';
import { When } from '../../words/When';
import { actWord, leadName, requestTones } from '../lead-words';
import classes from '../Leads.module.css';

/** Opens the review of a request; only for those who decide. */
type Review = ((request: LeadRequestView) => void) | undefined;

export const requestColumns = (review: Review): readonly Column<LeadRequestView>[] => [
  { key: 'name', title: t('leads.requests.column.name'), cell: (request) => <Whose request={request} /> },
  { key: 'act', title: t('leads.requests.column.act'), width: 150, cell: (request) => <Asked request={request} /> },
  { key: 'by', title: t('leads.requests.column.by'), width: 130, from: 1000, cell: ({ by }) => <bdi>{by}</bdi> },
  { key: 'words', title: t('leads.requests.column.words'), width: 200, from: 1300, cell: ({ words }) => <Said words={words} /> },
  { key: 'state', title: t('leads.requests.column.state'), width: 120, cell: (request) => <State request={request} review={review} /> },
  {
    key: 'decidedBy',
    title: t('leads.requests.column.decidedBy'),
    width: 130,
    from: 760,
    cell: ({ decidedBy }) => <Said words={decidedBy} />,
  },
  { key: 'reason', title: t('leads.requests.column.reason'), width: 190, from: 820, cell: ({ reason }) => <Said words={reason} /> },
  {
    key: 'at',
    title: t('leads.requests.column.at'),
    width: 90,
    align: 'right',
    cell: ({ at, decidedAt }) => <When at={decidedAt ?? at} />,
  },
];

const Said = ({ words }: { words: string | null }) =>
  words === null ? (
    <span className="quiet">{t('none')}</span>
  ) : (
    <bdi className="cut" title={words}>
      {words}
    </bdi>
  );

/** A lead that went to somebody else is named, and opens for them. */
function Whose({ request }: { request: LeadRequestView }) {
  const name = <bdi className={classes.strong}>{leadName(request)}</bdi>;
  if (!request.opens) return <span className="cut">{name}</span>;
  return (
    <Link to="/leads/$id" params={{ id: request.leadId }} className="cut">
      {name}
    </Link>
  );
}

const Asked = ({ request: { act, to } }: { request: LeadRequestView }) => (
  <bdi>{to === null ? actWord(act) : t('leads.requests.actTo', { act: actWord(act), to })}</bdi>
);

function State({ request, review }: { request: LeadRequestView; review: Review }) {
  if (request.state !== 'open' || !review || !request.opens)
    return <Status tone={requestTones[request.state]}>{t(`leads.requests.state.${request.state}`)}</Status>;
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('leads.request.reviewOf', { act: actWord(request.act).toLowerCase(), name: leadName(request) })}
      onClick={() => review(request)}
    >
      {t('leads.requests.review')}
    </Button>
  );
}

/** The row on a phone. */
export const CompactRequest = ({ request, review }: { request: LeadRequestView; review: Review }) => (
  <div className={classes.compact}>
    <div>
      <Whose request={request} />
      <State request={request} review={review} />
    </div>
    <div className="quiet">
      <span className="cut">{[actWord(request.act), request.reason ?? request.words].filter((part) => part !== null).join(' · ')}</span>
      <When at={request.decidedAt ?? request.at} />
    </div>
  </div>
);
