import { ActionIcon, Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type PlanView, removePlan } from '../generated';
import classes from '../leads/Leads.module.css';
import { showLeadTrouble } from '../leads/use-lead-acts';
import { Status } from '../theme/Status';
import { t } from '../words/words';
import { plansQuery } from './plan-queries';

export function PlanList({ plans, edit }: { plans: readonly PlanView[]; edit(plan: PlanView): void }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) => removePlan({ path: { id } }),
    onSuccess: () => notifications.show({ message: t('leads.settings.planRemoved'), withBorder: true }),
    onError: showLeadTrouble,
    onSettled: () => void queries.invalidateQueries({ queryKey: plansQuery.queryKey }),
  });
  if (plans.length === 0) return <p className="quiet">{t('leads.settings.noPlans')}</p>;
  return (
    <ul>
      {plans.map((plan) => (
        <li key={plan.id} className={classes.step}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={t('leads.settings.editPlan', { name: plan.name })}
            onClick={() => edit(plan)}
          >
            <bdi>{plan.name}</bdi>
          </Button>
          <span className="quiet">{t('leads.settings.steps', { count: plan.steps.length })}</span>
          {plan.inUse ? (
            <Status tone="good">{t('leads.settings.inUse')}</Status>
          ) : (
            <ActionIcon aria-label={t('leads.settings.removePlan', { name: plan.name })} onClick={() => remove.mutate(plan.id)}>
              <IconTrash size={16} stroke={1.75} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ul>
  );
}
