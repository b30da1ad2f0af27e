import { Switch, UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Section } from '../frame/Section';
import type { AgentReportView } from '../generated';
import { span } from '../words/agency-words';
import { t } from '../words/words';
import { csvAddress } from './csv-address';
import classes from './Report.module.css';
import { useReceiving } from './use-report-changes';
import { CsvLink } from './WaitingTable';

interface AgentColumn {
  readonly key:
    'agent' | 'receiving' | 'office' | 'leads' | 'waiting' | 'offered' | 'accepted' | 'rejected' | 'timedOut' | 'acceptance' | 'speed';
  value(agent: AgentReportView): string | number;
  cell?(agent: AgentReportView): ReactNode;
}

const columns: readonly AgentColumn[] = [
  { key: 'agent', value: ({ name }) => name.toLowerCase(), cell: ({ name }) => <bdi className={classes.name}>{name}</bdi> },
  { key: 'receiving', value: ({ receiving }) => Number(receiving), cell: (agent) => <Receiving agent={agent} /> },
  { key: 'office', value: ({ office }) => office ?? '', cell: ({ office }) => office ?? t('none') },
  { key: 'leads', value: ({ leads }) => leads },
  { key: 'waiting', value: ({ waiting }) => waiting },
  { key: 'offered', value: ({ offered }) => offered },
  { key: 'accepted', value: ({ accepted }) => accepted },
  { key: 'rejected', value: ({ rejected }) => rejected },
  { key: 'timedOut', value: ({ timedOut }) => timedOut },
  {
    key: 'acceptance',
    value: ({ acceptance }) => acceptance ?? -1,
    cell: ({ acceptance }) => (acceptance === null ? t('none') : `${Math.round(acceptance * 100)} %`),
  },
  {
    key: 'speed',
    value: ({ speedToLead }) => speedToLead ?? Infinity,
    cell: ({ speedToLead }) => (speedToLead === null ? t('none') : span(speedToLead * 1_000)),
  },
];
const numbers = new Set(['leads', 'waiting', 'offered', 'accepted', 'rejected', 'timedOut', 'acceptance', 'speed']);

/** Every agent asked for, sortable by each column (F13). */
export function AgentsTable({ agents }: { agents: readonly AgentReportView[] }) {
  const address = useSearch({ from: '/desk/reports' });
  const navigate = useNavigate();
  const by = columns.find(({ key }) => key === address.sort) ?? columns[0];
  const direction = address.direction ?? 'asc';
  const sorted = by ? agents.toSorted((a, b) => compare(by.value(a), by.value(b)) * (direction === 'asc' ? 1 : -1)) : agents;
  return (
    <Section title={t('report.agents')} aside={<CsvLink table="agents" title={t('report.agents')} href={csvAddress('agents', address)} />}>
      <table className={classes.table} aria-label={t('report.agents')}>
        <thead>
          <tr>
            {columns.map(({ key }) => {
              const here = by?.key === key ? direction : undefined;
              const Arrow = here === 'desc' ? IconArrowDown : IconArrowUp;
              return (
                <th
                  key={key}
                  scope="col"
                  data-align={numbers.has(key) ? 'right' : undefined}
                  aria-sort={here && (here === 'asc' ? 'ascending' : 'descending')}
                >
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() =>
                      void navigate({
                        to: '/reports',
                        search: (was) => ({ ...was, sort: key, direction: here === undefined || here === 'desc' ? 'asc' : 'desc' }),
                        replace: true,
                      })
                    }
                  >
                    {t(`report.column.${key}`)} {here && <Arrow size={12} stroke={2} aria-hidden />}
                  </UnstyledButton>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((agent) => (
            <tr key={agent.id}>
              {columns.map(({ key, value, cell }) => (
                <td key={key} data-name={t(`report.column.${key}`)} data-align={numbers.has(key) ? 'right' : undefined}>
                  {cell ? cell(agent) : value(agent)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  );
}

function Receiving({ agent: { id, name, receiving } }: { agent: AgentReportView }) {
  const change = useReceiving();
  return (
    <Switch
      size="xs"
      aria-label={t('report.receivingOf', { name })}
      checked={change.isPending ? change.variables.receiving : receiving}
      onChange={(event) => change.mutate({ id, name, receiving: event.currentTarget.checked })}
    />
  );
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);
