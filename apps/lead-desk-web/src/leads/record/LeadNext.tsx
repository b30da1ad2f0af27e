import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { WhoseLead } from '../../assignment/WhoseLead';
import { Section } from '../../frame/Section';
import { type LeadRecordView, type LeadValueView, type MayDoView, type PlanRunStepView, tickStep } from '../../generated';
import person from '../../people/record/Person.module.css';
import { IntoPondMenu } from '../../ponds/IntoPondMenu';
import { useSession } from '../../session/session';
import { leadsOthers } from '../../session/works-leads';
import { Status } from '../../theme/Status';
import { useAgencyWords } from '../../words/agency-words';
import { t } from '../../words/words';
import { useNow } from '../../words/When';
import { ActDialog, needsMore } from '../ActDialog';
import { leadQuery, leadsChanged } from '../lead-queries';
import { actWord, askWord, leadName, planTones, planWord } from '../lead-words';
import classes from '../Leads.module.css';
import { showLeadTrouble, useLeadActs } from '../use-lead-acts';
import { DecidedRequests } from './DecidedRequests';
import { EditableField } from './EditableField';

/** What to do next: the steps of the plan, what can be done with the lead, and notes. */
export function LeadNext({ lead }: { lead: LeadRecordView }) {
  const notes: LeadValueView = lead.values.find(({ field }) => field === 'notes') ?? {
    field: 'notes',
    value: '',
    side: null,
    by: null,
    at: null,
  };
  return (
    <>
      <WhoseLead leadId={lead.summary.id} name={lead.summary.name} />
      <Plan lead={lead} />
      <Acts lead={lead} />
      <DecidedRequests requests={lead.requests} />
      <Section title={t('leads.group.notes')}>
        <dl className={person.facts}>
          <EditableField leadId={lead.summary.id} value={{ ...notes, field: 'notes' }} />
        </dl>
      </Section>
    </>
  );
}

function Plan({ lead: { plan, summary } }: { lead: LeadRecordView }) {
  if (!plan)
    return (
      <Section title={t('leads.record.next')}>
        <p className="quiet">{t('leads.record.noPlan')}</p>
      </Section>
    );
  return (
    <Section
      title={t('leads.record.plan', { name: plan.name })}
      aside={<Status tone={planTones[plan.status] ?? 'quiet'}>{planWord(plan.status)}</Status>}
    >
      {plan.stopped && <p className="quiet">{t('leads.record.stopped')}</p>}
      {plan.steps.map((step) => (
        <Step key={step.id} leadId={summary.id} step={step} stopped={plan.stopped} />
      ))}
    </Section>
  );
}

function Step({ leadId, step, stopped }: { leadId: string; step: PlanRunStepView; stopped: boolean }) {
  const queries = useQueryClient();
  const words = useAgencyWords();
  const now = useNow();
  const tick = useMutation({
    mutationFn: (done: boolean) => tickStep({ path: { id: leadId }, body: { step: step.id, done } }),
    // The tick shows until the record itself does.
    onSuccess: () => queries.invalidateQueries({ queryKey: leadQuery(leadId).queryKey }),
    onSettled: () => leadsChanged(queries),
    onError: showLeadTrouble,
  });
  const when =
    step.doneAt !== null
      ? t('leads.record.done', { when: words.relative(step.doneAt, now) })
      : t(step.late ? 'leads.record.late' : 'leads.record.due', { when: words.relative(step.dueAt, now) });
  const done = tick.isPending ? tick.variables : step.doneAt !== null;
  return (
    <div className={classes.step}>
      <Checkbox
        label={<bdi>{step.title}</bdi>}
        checked={done}
        disabled={stopped}
        onChange={(event) => tick.mutate(event.currentTarget.checked)}
      />
      <span className={step.late ? classes.late : 'quiet'}>{when}</span>
    </div>
  );
}

function Acts({ lead: { summary, mayDo } }: { lead: LeadRecordView }) {
  const { member } = useSession();
  const [asked, setAsked] = useState<MayDoView>();
  const acts = useLeadActs(() => setAsked(undefined));
  const begin = (may: MayDoView) => (needsMore(may) ? setAsked(may) : acts.mutate({ act: may.act, leads: [summary] }));
  const intoPond = leadsOthers(member.role) && summary.closedAt === null;
  if (mayDo.length === 0 && !intoPond) return null;
  return (
    <Section title={t('leads.record.acts')}>
      <div className={classes.acts}>
        {mayDo.map((may) => (
          <Button key={may.act} size="compact-sm" variant="default" loading={acts.isPending} onClick={() => begin(may)}>
            {may.how === 'request' ? askWord(may.act) : actWord(may.act)}
          </Button>
        ))}
        {intoPond && <IntoPondMenu leads={[summary.id]} name={leadName(summary)} />}
      </div>
      <ActDialog
        asked={asked}
        onClose={() => setAsked(undefined)}
        onConfirm={(more) => asked && acts.mutate({ act: asked.act, leads: [summary], ...more })}
      />
    </Section>
  );
}
