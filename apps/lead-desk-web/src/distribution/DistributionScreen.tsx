import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import type { RulesView } from '../generated';
import { PondsSection } from '../ponds/PondsSection';
import { useSession } from '../session/session';
import { t } from '../words/words';
import { rulesQuery } from './distribution-queries';
import classes from './Distribution.module.css';
import { RuleSettings } from './RuleSettings';

const company = '';

/** Whoever sets a rule sets the ponds beside it. */
const whosePonds = ({ mayChangeCompany, offices }: RulesView) => [
  ...(mayChangeCompany ? [{ value: company, label: t('distribution.company') }] : []),
  ...offices.filter(({ mayChange }) => mayChange).map(({ id, name }) => ({ value: id, label: name })),
];

/** How the company and each office give out their leads (F1, F2), tried before it goes live (F15). */
export function DistributionScreen() {
  const { data, error, isError, refetch } = useQuery(rulesQuery);
  const { agency } = useSession();
  const { office } = useSearch({ from: '/desk/distribution' });
  const navigate = useNavigate();
  if (isError && !data) return <Trouble error={error} again={() => void refetch()} whole />;
  if (!data) return null;
  const chosen = data.offices.find(({ id }) => id === office);
  const rule = chosen ? chosen.rule : data.company;
  return (
    <>
      <ScreenHead title={t('distribution.title')} lead={t('distribution.lead')} />
      <div className={classes.page}>
        <Select
          label={t('distribution.whose')}
          className={classes.whose}
          allowDeselect={false}
          data={[{ value: company, label: t('distribution.company') }, ...data.offices.map(({ id, name }) => ({ value: id, label: name }))]}
          value={chosen?.id ?? company}
          onChange={(value) => void navigate({ to: '/distribution', search: { office: value || undefined }, replace: true })}
        />
        {chosen && !chosen.rule && <p className="quiet">{t('distribution.follows', { office: chosen.name })}</p>}
        <RuleSettings
          key={`${chosen?.id ?? company} ${rule?.version ?? 0}`}
          office={chosen?.id}
          rule={rule ?? undefined}
          start={rule?.rule ?? data.company?.rule}
          zone={chosen?.zone ?? agency.zone}
          mayChange={chosen ? chosen.mayChange : data.mayChangeCompany}
        />
        <PondsSection whose={whosePonds(data)} office={chosen?.id ?? company} />
      </div>
    </>
  );
}
