import { Button, Checkbox, Group, Modal, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { writeAddress } from '../../frame/address';
import { t } from '../../words/words';
import { type LeadsFilter, leadsQueryOf, sorts } from '../leads-address';
import classes from '../Leads.module.css';

const columns = [
  'name',
  'email',
  'phone',
  'intent',
  'source',
  'stage',
  'recordStatus',
  'assignment',
  'agent',
  'office',
  'rating',
  'financing',
  'prequalified',
  'lender',
  'referral',
  'referralSource',
  'plan',
  'planDueAt',
  'request',
  'property',
  'mls',
  'message',
  'openedAt',
  'lastActivityAt',
  'id',
] as const;
type CsvColumn = (typeof columns)[number];

/** What the file holds: columns, dates and order; then the browser takes it as a download (B13). */
export function CsvDialog({ opened, filter, close }: { opened: boolean; filter: LeadsFilter; close(): void }) {
  return (
    <Modal opened={opened} onClose={close} size="lg" title={t('leads.csv.title')} closeButtonProps={{ 'aria-label': t('leads.cancel') }}>
      {opened && <Choices filter={filter} close={close} />}
    </Modal>
  );
}

function Choices({ filter, close }: { filter: LeadsFilter; close(): void }) {
  const [chosen, setChosen] = useState<readonly CsvColumn[]>(columns.slice(0, -1));
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [sort, setSort] = useState<string>(filter.sort ?? 'openedAt');
  const [direction, setDirection] = useState<string>(filter.direction ?? 'desc');
  const { openedFrom, ...query } = leadsQueryOf(filter);
  const address = writeAddress({
    ...query,
    sort,
    direction,
    openedFrom: from === '' ? openedFrom : `${from}T00:00:00Z`,
    openedTo: to === '' ? undefined : dayAfter(to),
    columns: columns.filter((column) => chosen.includes(column)),
  });
  return (
    <>
      <p className="quiet">{t('leads.csv.about')}</p>
      <Group gap="xs" mt="sm" justify="space-between">
        <strong>{t('leads.csv.columns')}</strong>
        <span>
          <Button size="compact-xs" variant="subtle" onClick={() => setChosen(columns)}>
            {t('leads.csv.all')}
          </Button>
          <Button size="compact-xs" variant="subtle" onClick={() => setChosen([])}>
            {t('leads.csv.none')}
          </Button>
        </span>
      </Group>
      <div className={classes.columnsChoice}>
        {columns.map((column) => (
          <Checkbox
            key={column}
            size="xs"
            label={t(`leads.column.${column}`)}
            checked={chosen.includes(column)}
            onChange={() => setChosen((was) => (was.includes(column) ? was.filter((one) => one !== column) : [...was, column]))}
          />
        ))}
      </div>
      <div className={classes.pair}>
        <TextInput type="date" label={t('leads.csv.from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
        <TextInput type="date" label={t('leads.csv.to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        <NativeSelect
          label={t('leads.csv.sort')}
          value={sort}
          data={sorts.map((value) => ({ value, label: t(`leads.column.${value}`) }))}
          onChange={(event) => setSort(event.currentTarget.value)}
        />
        <NativeSelect
          label={t('leads.csv.order')}
          value={direction}
          data={(['asc', 'desc'] as const).map((value) => ({ value, label: t(`leads.csv.${value}`) }))}
          onChange={(event) => setDirection(event.currentTarget.value)}
        />
      </div>
      {chosen.length === 0 && <p role="alert">{t('leads.csv.noColumn')}</p>}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('leads.cancel')}
        </Button>
        {chosen.length > 0 && (
          <Button component="a" href={`/api/leads/export.csv${address}`} download="leads.csv" onClick={close}>
            {t('leads.csv.download')}
          </Button>
        )}
      </Group>
    </>
  );
}

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
