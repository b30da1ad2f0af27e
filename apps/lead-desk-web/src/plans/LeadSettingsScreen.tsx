import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ScreenHead } from '../frame/ScreenHead';
import { Section } from '../frame/Section';
import { Trouble } from '../frame/Trouble';
import type { PlanView } from '../generated';
import { leadChoicesQuery } from '../leads/lead-queries';
import classes from '../leads/Leads.module.css';
import { t } from '../words/words';
import { PlanEditor } from './PlanEditor';
import { PlanList } from './PlanList';
import { leadSettingsQuery, plansQuery } from './plan-queries';
import { SettingsForm } from './SettingsForm';

/** The plan being written; a new one has version 0. */
export type EditedPlan = Pick<PlanView, 'id' | 'name' | 'steps' | 'version'>;

/** The action plans, which of them is in use, and who may do what with leads (B4, B7–B12). */
export function LeadSettingsScreen() {
  const settings = useQuery(leadSettingsQuery);
  const plans = useQuery(plansQuery);
  const choices = useQuery(leadChoicesQuery);
  const [edited, setEdited] = useState<EditedPlan>();
  const error = settings.error ?? plans.error;
  const begin = () =>
    setEdited({
      id: crypto.randomUUID(),
      name: t('leads.settings.usualName'),
      steps: [{ id: crypto.randomUUID(), title: '', dueInDays: 0 }],
      version: 0,
    });
  return (
    <>
      <ScreenHead title={t('leads.settings.title')} lead={t('leads.settings.lead')} />
      {error && <Trouble error={error} again={() => void Promise.all([settings.refetch(), plans.refetch()])} />}
      <div className={classes.page}>
        {plans.data && (
          <Section
            title={t('leads.settings.plans')}
            aside={
              <Button size="compact-sm" variant="default" leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />} onClick={begin}>
                {t('leads.settings.newPlan')}
              </Button>
            }
          >
            <PlanList plans={plans.data.plans} edit={setEdited} />
            {edited && <PlanEditor key={edited.id} plan={edited} close={() => setEdited(undefined)} />}
          </Section>
        )}
        {settings.data && plans.data && (
          <SettingsForm
            key={settings.data.version}
            settings={settings.data}
            plans={plans.data.plans}
            members={choices.data?.agents ?? []}
          />
        )}
      </div>
    </>
  );
}
