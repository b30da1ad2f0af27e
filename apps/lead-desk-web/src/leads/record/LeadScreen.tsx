import { Skeleton, Tabs } from '@mantine/core';
import { useDocumentTitle, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { IconUserShare } from '@tabler/icons-react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Notice } from '../../frame/Notice';
import { Trouble } from '../../frame/Trouble';
import type { LeadRecordView } from '../../generated';
import person from '../../people/record/Person.module.css';
import { DeskProblem } from '../../session/desk-problem';
import { t } from '../../words/words';
import { leadQuery } from '../lead-queries';
import { leadName } from '../lead-words';
import { tabs } from './lead-address';
import { LeadFacts } from './LeadFacts';
import { LeadHead } from './LeadHead';
import { LeadHistory } from './LeadHistory';
import { LeadNext } from './LeadNext';

const route = getRouteApi('/desk/leads/$id');

/** One lead: facts left, what happened in the middle, what to do next on the right. */
export function LeadScreen() {
  const { id } = route.useParams();
  const lead = useQuery(leadQuery(id));
  const navigate = route.useNavigate();
  const personId = lead.data?.summary.personId;
  useHotkeys([['p', () => personId !== undefined && void navigate({ to: '/people/$id', params: { id: personId } })]]);
  useDocumentTitle(lead.data ? `${leadName(lead.data.summary)} – ${t('product')}` : t('product'));
  if (lead.data && lead.error instanceof DeskProblem && lead.error.status === 404) return <GoneOn name={leadName(lead.data.summary)} />;
  if (lead.isError) return <Trouble error={lead.error} again={() => void lead.refetch()} whole />;
  if (!lead.data)
    return (
      <div className={person.page} aria-busy="true" aria-label={t('loading')} role="status">
        <div className={person.head}>
          <Skeleton height={24} width={220} mt={28} />
        </div>
      </div>
    );
  return (
    <article className={person.page}>
      <LeadHead lead={lead.data} />
      <Body lead={lead.data} />
    </article>
  );
}

/** It was there a moment ago: handed off, its plan completed, or given to somebody else. */
function GoneOn({ name }: { name: string }) {
  return (
    <Notice icon={<IconUserShare stroke={1.5} />} title={t('leads.record.goneOn', { name })} whole>
      <p>{t('leads.record.goneOnWhy')}</p>
      <p>
        <Link to="/leads">{t('leads.record.toLeads')}</Link>
      </p>
    </Notice>
  );
}

function Body({ lead }: { lead: LeadRecordView }) {
  const { tab = 'next' } = route.useSearch();
  const navigate = route.useNavigate();
  const phone = useMediaQuery('(max-width: 767px)', undefined, { getInitialValueInEffect: false });
  const parts = { next: <LeadNext lead={lead} />, history: <LeadHistory id={lead.summary.id} />, about: <LeadFacts lead={lead} /> };
  if (phone) {
    return (
      <Tabs
        value={tab}
        onChange={(chosen) => void navigate({ search: { tab: tabs.find((each) => each === chosen) }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List grow className={person.tabs}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`leads.record.tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map((each) => (
          <Tabs.Panel key={each} value={each} className={person.panel}>
            {parts[each]}
          </Tabs.Panel>
        ))}
      </Tabs>
    );
  }
  return (
    <div className={person.columns}>
      <div className={person.about}>{parts.about}</div>
      <div className={person.timeline}>{parts.history}</div>
      <div className={person.next}>{parts.next}</div>
    </div>
  );
}
