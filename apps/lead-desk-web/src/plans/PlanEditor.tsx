import { ActionIcon, Button, Group, NumberInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { type PlanStepView, savePlan } from '../generated';
import classes from '../leads/Leads.module.css';
import { showLeadTrouble } from '../leads/use-lead-acts';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import type { EditedPlan } from './LeadSettingsScreen';
import { plansQuery } from './plan-queries';

/** Steps with their days; moved by buttons or by Alt and the arrow keys, refused with everything that is wrong. */
export function PlanEditor({ plan, close }: { plan: EditedPlan; close(): void }) {
  const queries = useQueryClient();
  const [name, setName] = useState(plan.name);
  const [steps, setSteps] = useState<readonly PlanStepView[]>(plan.steps);
  const save = useMutation({
    mutationFn: () => savePlan({ path: { id: plan.id }, body: { name, steps: [...steps], version: plan.version } }),
    onSuccess: () => {
      notifications.show({ message: t('leads.settings.planSaved'), withBorder: true });
      close();
    },
    // What belongs to a field stands at it.
    onError: (error) => {
      if (!(error instanceof DeskProblem) || error.status !== 422) showLeadTrouble(error);
    },
    onSettled: () => void queries.invalidateQueries({ queryKey: plansQuery.queryKey }),
  });
  const wrong = save.error instanceof DeskProblem ? save.error.problems : [];
  const errorOf = (path: string): string | undefined => wrong.find((problem) => problem.path === path)?.message;
  const put = (place: number, change: Partial<PlanStepView>) =>
    setSteps((was) => was.map((step, i) => (i === place ? { ...step, ...change } : step)));
  const move = (place: number, by: -1 | 1) => {
    const to = place + by;
    if (to < 0 || to >= steps.length) return;
    setSteps((was) => was.toSpliced(place, 1).toSpliced(to, 0, ...was.slice(place, place + 1)));
    requestAnimationFrame(() => document.getElementById(`step-${steps[place]?.id}`)?.focus());
  };
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TextInput
        label={t('leads.settings.planName')}
        value={name}
        error={errorOf('/name')}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <p className="quiet">{t('leads.settings.moveHint')}</p>
      {errorOf('/steps') && <p role="alert">{errorOf('/steps')}</p>}
      <ol className={classes.planSteps}>
        {steps.map((step, place) => (
          <Step
            key={step.id}
            step={step}
            place={place}
            last={steps.length - 1}
            errorOf={(field) => errorOf(`/steps/${place}/${field}`)}
            onChange={(change) => put(place, change)}
            onMove={(by) => move(place, by)}
            onRemove={() => setSteps((was) => was.toSpliced(place, 1))}
          />
        ))}
      </ol>
      <Group justify="space-between" gap="xs">
        <Button
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
          onClick={() => setSteps((was) => [...was, { id: crypto.randomUUID(), title: '', dueInDays: (was.at(-1)?.dueInDays ?? 0) + 1 }])}
        >
          {t('leads.settings.addStep')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={close}>
            {t('leads.cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('leads.settings.savePlan')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

interface StepProps {
  step: PlanStepView;
  place: number;
  last: number;
  errorOf(field: string): string | undefined;
  onChange(change: Partial<PlanStepView>): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

function Step({ step, place, last, errorOf, onChange, onMove, onRemove }: StepProps) {
  const number = place + 1;
  const keys = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || by === undefined) return;
    event.preventDefault();
    onMove(by);
  };
  return (
    <li className={classes.planStep}>
      <TextInput
        id={`step-${step.id}`}
        aria-label={`${t('leads.settings.step', { number })}: ${t('leads.settings.stepTitle')}`}
        placeholder={t('leads.settings.stepTitle')}
        value={step.title}
        error={errorOf('title')}
        onChange={(event) => onChange({ title: event.currentTarget.value })}
        onKeyDown={keys}
      />
      <NumberInput
        aria-label={`${t('leads.settings.step', { number })}: ${t('leads.settings.days')}`}
        min={0}
        max={730}
        hideControls
        suffix={t('leads.settings.daysAfter')}
        value={step.dueInDays}
        error={errorOf('dueInDays')}
        onChange={(value) => onChange({ dueInDays: Number(value) })}
      />
      <span>
        <ActionIcon aria-label={t('leads.settings.up', { number })} disabled={place === 0} onClick={() => onMove(-1)}>
          <IconArrowUp size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon aria-label={t('leads.settings.down', { number })} disabled={place === last} onClick={() => onMove(1)}>
          <IconArrowDown size={16} stroke={1.75} />
        </ActionIcon>
        <ActionIcon aria-label={t('leads.settings.removeStep', { number })} disabled={last === 0} onClick={onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </ActionIcon>
      </span>
    </li>
  );
}
