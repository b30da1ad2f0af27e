import { Button } from '@mantine/core';
import { IconPencil, IconPlus, IconRipple, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Notice } from '../frame/Notice';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import type { PondView } from '../generated';
import { t } from '../words/words';
import { PondDialog } from './PondDialog';
import { pondsQuery } from './pond-queries';
import classes from './Ponds.module.css';
import { RemovePond } from './RemovePond';

/** What is asked for: a new pond, or to change or delete one. */
export type Asked = { readonly about: 'add' } | { readonly about: 'edit' | 'remove'; readonly pond: PondView };

interface PondsSectionProps {
  /** Whose ponds one may add; empty is the company. */
  whose: readonly { readonly value: string; readonly label: string }[];
  /** Which of them the screen is about. */
  office: string;
}

/** The ponds one may put leads into, with who shares them and how many leads wait in each (X11). */
export function PondsSection({ whose, office }: PondsSectionProps) {
  const { data, error, isError, refetch } = useQuery(pondsQuery);
  const [asked, setAsked] = useState<Asked>();
  const close = () => setAsked(undefined);
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} />;
  const add = whose.length > 0 && (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
      onClick={() => setAsked({ about: 'add' })}
    >
      {t('ponds.add')}
    </Button>
  );
  return (
    <Section title={t('ponds.title')} aside={data && data.length > 0 && add}>
      <p className="quiet">{t('ponds.about')}</p>
      {data?.length === 0 && (
        <Notice icon={<IconRipple stroke={1.5} />} title={t('ponds.none')}>
          <p>{t('ponds.noneDo')}</p>
          {add}
        </Notice>
      )}
      {data && data.length > 0 && <PondTable ponds={data} ask={setAsked} />}
      <PondDialog asked={asked} whose={whose} office={office} close={close} />
      <RemovePond pond={asked?.about === 'remove' ? asked.pond : undefined} close={close} />
    </Section>
  );
}

function PondTable({ ponds, ask }: { ponds: readonly PondView[]; ask(asked: Asked): void }) {
  return (
    <table className={classes.table} aria-label={t('ponds.title')}>
      <thead>
        <tr>
          <th scope="col">{t('ponds.column.name')}</th>
          <th scope="col">{t('ponds.column.whose')}</th>
          <th scope="col">{t('ponds.column.members')}</th>
          <th scope="col" data-align="right">
            {t('ponds.column.leads')}
          </th>
          <th scope="col">
            <span className="unseen">{t('ponds.column.do')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {ponds.map((pond) => (
          <Row key={pond.id} pond={pond} ask={ask} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ pond, ask }: { pond: PondView; ask(asked: Asked): void }) {
  const { name, officeName, members, leads, mayChange } = pond;
  return (
    <tr>
      <th scope="row">
        <bdi className={classes.name}>{name}</bdi>
      </th>
      <td data-name={t('ponds.column.whose')}>{officeName ?? t('ponds.company')}</td>
      <td data-name={t('ponds.column.members')}>
        {members.length === 0 ? <span className="quiet">{t('ponds.noMembers')}</span> : members.map((one) => one.name).join(', ')}
      </td>
      <td data-name={t('ponds.column.leads')} data-align="right">
        {leads}
      </td>
      <td data-align="right">
        {mayChange && (
          <span className={classes.do}>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('ponds.editOf', { name })}
              leftSection={<IconPencil size={14} stroke={1.75} aria-hidden />}
              onClick={() => ask({ about: 'edit', pond })}
            >
              {t('ponds.edit')}
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('ponds.removeOf', { name })}
              leftSection={<IconTrash size={14} stroke={1.75} aria-hidden />}
              onClick={() => ask({ about: 'remove', pond })}
            >
              {t('ponds.remove')}
            </Button>
          </span>
        )}
      </td>
    </tr>
  );
}
