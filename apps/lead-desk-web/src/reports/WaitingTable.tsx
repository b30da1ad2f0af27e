import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { Section } from '../frame/Section';
import type { WaitingLeadView } from '../generated';
import { t, wordFor } from '../words/words';
import { When } from '../words/When';
import { AssignMenu } from './AssignMenu';
import { csvAddress } from './csv-address';
import classes from './Report.module.css';
import { useAssign } from './use-report-changes';

interface WaitingTableProps {
  which: 'unassigned' | 'offered';
  leads: readonly WaitingLeadView[];
  count: number;
}

/** Leads that nobody has yet, with the way to give them to somebody. */
export function WaitingTable({ which, leads, count }: WaitingTableProps) {
  const address = useSearch({ from: '/desk/reports' });
  const title = t(`report.${which}`);
  return (
    <Section title={`${title} ${count}`} aside={<CsvLink table={which} title={title} href={csvAddress(which, address)} />}>
      {leads.length === 0 && <p className="quiet">{t(which === 'unassigned' ? 'report.unassignedNone' : 'report.offeredNone')}</p>}
      {leads.length > 0 && (
        <table className={classes.table} aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('report.column.name')}</th>
              <th scope="col">{t('report.column.intent')}</th>
              <th scope="col">{t('report.column.office')}</th>
              <th scope="col">{t('report.column.came')}</th>
              <th scope="col">{t(which === 'offered' ? 'report.column.to' : 'report.column.why')}</th>
              <th scope="col">{t('report.column.until')}</th>
              <th scope="col">
                <span className="unseen">{t('report.assign')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {leads.map((lead) => (
              <Row key={lead.id} lead={lead} which={which} />
            ))}
          </tbody>
        </table>
      )}
      {leads.length < count && <p className="quiet">{t('report.more', { shown: leads.length, count })}</p>}
    </Section>
  );
}

function Row({ lead, which }: { lead: WaitingLeadView; which: WaitingTableProps['which'] }) {
  const assign = useAssign();
  const name = lead.name ?? t('unnamed');
  return (
    <tr>
      <td>
        <Link to="/leads/$id" params={{ id: lead.id }}>
          <bdi className={classes.name}>{name}</bdi>
        </Link>
      </td>
      <td data-name={t('report.column.intent')}>{wordFor('intent', lead.intent)}</td>
      <td data-name={t('report.column.office')}>{lead.office ?? t('none')}</td>
      <td data-name={t('report.column.came')}>
        <When at={lead.openedAt} />
      </td>
      <td data-name={t(which === 'offered' ? 'report.column.to' : 'report.column.why')} title={lead.why.join(' ')}>
        {which === 'offered' ? lead.offeredTo.join(', ') : <Why lead={lead} />}
      </td>
      <td data-name={t('report.column.until')}>{lead.dueAt ? <When at={lead.dueAt} /> : t('none')}</td>
      <td data-align="right">
        <AssignMenu
          name={name}
          label={t(which === 'offered' ? 'report.reassign' : 'report.assign')}
          busy={assign.isPending}
          onChoose={(agent) => assign.mutate({ lead, agent })}
        />
      </td>
    </tr>
  );
}

/** In which pond it is, or why nobody has it. */
function Why({ lead: { pond, why } }: { lead: WaitingLeadView }) {
  return pond === null ? (why[0] ?? t('none')) : t('report.inPond', { pond });
}

export function CsvLink({ table, title, href }: { table: string; title: string; href: string }) {
  return (
    <Button
      component="a"
      href={href}
      download={`leads-${table}.csv`}
      size="compact-sm"
      variant="subtle"
      aria-label={t('report.csvOf', { table: title })}
      leftSection={<IconDownload size={14} stroke={1.75} aria-hidden />}
    >
      {t('report.csv')}
    </Button>
  );
}
