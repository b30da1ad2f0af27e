import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { oneOf } from '../frame/address';
import { Section } from '../frame/Section';
import { type ActRightView, changeLeadSettings, type ChoiceView, type LeadSettingsView, type PlanView } from '../generated';
import { actWord } from '../leads/lead-words';
import classes from '../leads/Leads.module.css';
import { showLeadTrouble } from '../leads/use-lead-acts';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import { leadSettingsQuery, plansQuery } from './plan-queries';

const allowances = ['direct', 'request', 'notOffered'] as const;
const roles = ['agent', 'officeManager'] as const;

interface SettingsFormProps {
  settings: LeadSettingsView;
  plans: readonly PlanView[];
  members: readonly ChoiceView[];
}

export function SettingsForm({ settings, plans, members }: SettingsFormProps) {
  const queries = useQueryClient();
  const [wanted, setWanted] = useState(settings);
  const put = (change: Partial<LeadSettingsView>) => setWanted((was) => ({ ...was, ...change }));
  const save = useMutation({
    mutationFn: () => changeLeadSettings({ body: wanted }),
    onSuccess: (saved) => {
      queries.setQueryData(leadSettingsQuery.queryKey, saved);
      void queries.invalidateQueries({ queryKey: plansQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ['leads'] });
      notifications.show({ message: t('leads.settings.saved'), withBorder: true });
    },
    onError: showLeadTrouble,
  });
  const wrong = save.error instanceof DeskProblem ? save.error.problems : [];
  const errorOf = (path: string): string | undefined => wrong.find((problem) => problem.path === path)?.message;
  return (
    <form
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Section title={t('leads.settings.rules')}>
        <div className={classes.form}>
          <NativeSelect
            label={t('leads.settings.planInUse')}
            value={wanted.planId ?? ''}
            data={[{ value: '', label: t('leads.settings.noPlan') }, ...plans.map(({ id, name }) => ({ value: id, label: name }))]}
            error={errorOf('/planId')}
            onChange={(event) => put({ planId: event.currentTarget.value || null })}
          />
          <NumberInput
            label={t('leads.settings.ignoredDays')}
            min={0}
            max={365}
            value={wanted.ignoredDays}
            error={errorOf('/ignoredDays')}
            onChange={(value) => put({ ignoredDays: Number(value) })}
          />
          <NativeSelect
            label={t('leads.settings.completedTo')}
            value={wanted.completedTo ?? ''}
            data={[{ value: '', label: t('leads.settings.nobodyElse') }, ...members.map(({ id, name }) => ({ value: id, label: name }))]}
            error={errorOf('/completedTo')}
            onChange={(event) => put({ completedTo: event.currentTarget.value || null })}
          />
        </div>
      </Section>
      <Section title={t('leads.settings.acts')}>
        <p className="quiet">{t('leads.settings.actsHelp')}</p>
        <Acts acts={wanted.acts} onChange={(acts) => put({ acts })} />
      </Section>
      <div className={classes.foot}>
        <Button type="submit" loading={save.isPending}>
          {t('leads.settings.save')}
        </Button>
      </div>
    </form>
  );
}

function Acts({ acts, onChange }: { acts: LeadSettingsView['acts']; onChange(acts: LeadSettingsView['acts']): void }) {
  const put = (act: ActRightView['act'], role: (typeof roles)[number], value: string) => {
    const how = oneOf(value, allowances);
    if (how) onChange(acts.map((one) => (one.act === act ? { ...one, [role]: how } : one)));
  };
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <thead>
          <tr>
            <td />
            {roles.map((role) => (
              <th key={role} scope="col">
                {t(`leads.settings.${role}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {acts.map((one) => (
            <tr key={one.act}>
              <th scope="row">{actWord(one.act)}</th>
              {roles.map((role) => (
                <td key={role}>
                  <NativeSelect
                    size="xs"
                    aria-label={`${actWord(one.act)}: ${t(`leads.settings.${role}`)}`}
                    value={one[role]}
                    data={allowances.map((value) => ({ value, label: t(`leads.settings.${value}`) }))}
                    onChange={(event) => put(one.act, role, event.currentTarget.value)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
