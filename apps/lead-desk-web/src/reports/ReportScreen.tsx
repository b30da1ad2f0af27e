import { Checkbox, MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ScreenHead } from '../frame/ScreenHead';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import type { ReportView } from '../generated';
import { span } from '../words/agency-words';
import { t } from '../words/words';
import { AgentsTable } from './AgentsTable';
import classes from './Report.module.css';
import type { ReportAddress } from './report-address';
import { agentsQuery, reportQuery } from './report-queries';
import { WaitingTable } from './WaitingTable';

const choices = [7, 30, 90, 365] as const;

/** How giving out leads goes (F12, F13, X12). */
export function ReportScreen() {
  const address = useSearch({ from: '/desk/reports' });
  const navigate = useNavigate();
  const { data, error, isError, refetch } = useQuery(reportQuery(address));
  const { data: agents = [] } = useQuery(agentsQuery);
  const change = (more: Partial<ReportAddress>) => void navigate({ to: '/reports', search: { ...address, ...more }, replace: true });
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  return (
    <>
      <ScreenHead title={t('report.title')} lead={t('report.lead')} />
      <div className={classes.page}>
        <div className={classes.filters}>
          <MultiSelect
            label={t('report.chosen')}
            placeholder={address.agent ? undefined : t('report.chosenHint')}
            searchable
            clearable
            data={agents.map(({ id, name }) => ({ value: id, label: name }))}
            value={address.agent ?? []}
            onChange={(agent) => change({ agent: agent.length > 0 ? agent : undefined })}
          />
          <Select
            label={t('report.days')}
            allowDeselect={false}
            data={choices.map((count) => ({ value: String(count), label: t('report.daysOf', { count }) }))}
            value={String(address.days ?? 30)}
            onChange={(value) => change({ days: Number(value) })}
          />
          <Checkbox
            label={t('report.onlyReceiving')}
            checked={address.onlyReceiving === 'true'}
            onChange={(event) => change({ onlyReceiving: event.currentTarget.checked ? 'true' : undefined })}
          />
        </div>
        {data && (
          <>
            <Settings report={data} />
            <WaitingTable which="unassigned" leads={data.unassigned} count={data.unassignedCount} />
            <WaitingTable which="offered" leads={data.offered} count={data.offeredCount} />
            <AgentsTable agents={data.agents} />
          </>
        )}
      </div>
    </>
  );
}

/** "8 h", but "90 min": a setting is said as it is, never rounded. */
const inHours = (minutes: number): string => (minutes % 60 === 0 ? `${minutes / 60} h` : `${minutes} min`);

function Settings({ report: { company, speedToLead } }: { report: ReportView }) {
  const method = company?.active ? t(`distribution.methods.${company.rule.method}.name`) : undefined;
  // What lies in a pond runs out for nobody.
  const minutes = company?.rule.method === 'pond' ? null : company?.rule.acceptWithinMinutes;
  return (
    <Section title={t('report.settings')} aside={<Link to="/distribution">{t('report.change')}</Link>}>
      <p>
        {method === undefined ? t('report.off') : t('report.by', { method })}{' '}
        {method !== undefined && (minutes ? t('report.within', { span: inHours(minutes) }) : t('report.noEnd'))}
      </p>
      <p>
        {t('report.speed')}: <strong>{speedToLead === null ? t('report.speedNone') : span(speedToLead * 1_000)}</strong>
      </p>
    </Section>
  );
}
