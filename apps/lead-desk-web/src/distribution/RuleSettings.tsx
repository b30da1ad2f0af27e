import { Button, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { showTrouble } from '../connections/connection-changes';
import { Section } from '../frame/Section';
import { changeCompanyRule, changeOfficeRule, type DistributionRuleView, type RuleView } from '../generated';
import { DeskProblem } from '../session/desk-problem';
import { t } from '../words/words';
import { When } from '../words/When';
import { rulesQuery } from './distribution-queries';
import classes from './Distribution.module.css';
import { MethodChoice } from './MethodChoice';
import { Preview } from './Preview';
import { fieldOf, formOf, type RuleForm, ruleIn } from './rule-form';
import { RuleFields } from './RuleFields';
import { Simulation } from './Simulation';

interface RuleSettingsProps {
  office: string | undefined;
  rule: RuleView | undefined;
  /** What the form begins with where there is no rule yet. */
  start: DistributionRuleView | undefined;
  zone: string;
  mayChange: boolean;
}

export type Wrong = Partial<Record<keyof RuleForm, string>>;

/** The rule as a form; what it would do shows beside it before it is saved. */
export function RuleSettings({ office, rule, start, zone, mayChange }: RuleSettingsProps) {
  const [form, setForm] = useState(() => formOf(start, rule?.active ?? false, zone));
  const change = (more: Partial<RuleForm>) => setForm((was) => ({ ...was, ...more }));
  const save = useSaving(office);
  const wrong = wrongIn(save.error);
  const [settled] = useDebouncedValue(form, 300);
  return (
    <div className={classes.columns}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ form, version: rule?.version ?? 0, before: rule });
        }}
      >
        {!mayChange && <p className="quiet">{t('distribution.notYours')}</p>}
        <Switch
          label={t('distribution.active')}
          description={t('distribution.activeHelp')}
          checked={form.active}
          onChange={(event) => change({ active: event.currentTarget.checked })}
        />
        <MethodChoice value={form.method} onChange={(method) => change({ method })} />
        <RuleFields form={form} office={office} wrong={wrong} change={change} />
        <div className={classes.save}>
          <Button type="submit" disabled={!mayChange} loading={save.isPending}>
            {t('distribution.save')}
          </Button>
          {rule && (
            <span className="quiet">
              {t('distribution.changed', { by: rule.changedBy })} <When at={rule.changedAt} />
            </span>
          )}
        </div>
      </form>
      <div className={classes.beside}>
        <Section title={t('distribution.next')}>
          <Preview office={office} rule={ruleIn(settled)} />
        </Section>
        <Section title={t('distribution.simulate')}>
          <Simulation office={office} rule={ruleIn(form)} />
        </Section>
      </div>
    </div>
  );
}

interface Saved {
  readonly form: RuleForm;
  readonly version: number;
  readonly before: RuleView | undefined;
}

function useSaving(office: string | undefined) {
  const queries = useQueryClient();
  const anew = () => void queries.invalidateQueries({ queryKey: rulesQuery.queryKey });
  const put = (body: Parameters<typeof changeCompanyRule>[0]['body']) =>
    office === undefined ? changeCompanyRule({ body }) : changeOfficeRule({ path: { office }, body });
  const undo = async (now: RuleView, before: RuleView) => {
    try {
      await put({ active: before.active, rule: before.rule, version: now.version });
      notifications.show({ message: t('distribution.undone'), withBorder: true });
    } catch (error) {
      showTrouble(error);
    }
    anew();
  };
  return useMutation({
    mutationFn: ({ form, version }: Saved) => put({ active: form.active, rule: ruleIn(form), version }),
    onSuccess: (now, { before }) => {
      const id = notifications.show({
        withBorder: true,
        message: (
          <span className={classes.told}>
            {t('distribution.saved')}{' '}
            {before && (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => {
                  notifications.hide(id);
                  void undo(now, before);
                }}
              >
                {t('distribution.undo')}
              </Button>
            )}
          </span>
        ),
      });
      anew();
    },
    onError: (error) => {
      if (Object.keys(wrongIn(error)).length === 0) showTrouble(error);
      if (error instanceof DeskProblem && error.status === 409) anew();
    },
  });
}

/** What is wrong, by field. */
function wrongIn(error: unknown): Wrong {
  if (!(error instanceof DeskProblem) || error.status !== 422) return {};
  return Object.fromEntries(
    error.problems.flatMap(({ path, message }) => {
      const field = fieldOf(path);
      return field ? [[field, message]] : [];
    }),
  );
}
