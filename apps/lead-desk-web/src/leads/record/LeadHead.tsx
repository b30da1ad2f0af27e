import { Button } from '@mantine/core';
import { IconArrowLeft, IconMail, IconPhone, IconUser } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { type LeadRecordView, undoLeadAct } from '../../generated';
import person from '../../people/record/Person.module.css';
import { Status } from '../../theme/Status';
import { t, wordFor } from '../../words/words';
import { useAgencyWords } from '../../words/agency-words';
import { useNow } from '../../words/When';
import { leadsChanged } from '../lead-queries';
import { actWord, assignmentTones, assignmentWord, leadName, stageTones, statusWord } from '../lead-words';
import classes from '../Leads.module.css';
import { Rating } from '../Rating';
import { RequestDialog } from '../RequestDialog';
import { showLeadTrouble } from '../use-lead-acts';

/** Who it is, where the lead stands, how to reach the person, and what waits for a decision. */
export function LeadHead({ lead }: { lead: LeadRecordView }) {
  const { summary } = lead;
  return (
    <header className={person.head}>
      <Link to="/leads" className={person.back}>
        <IconArrowLeft size={14} stroke={1.75} aria-hidden />
        {t('leads.back')}
      </Link>
      <div className={person.who}>
        <div className={person.whoWords}>
          <h1 className={person.name}>
            <bdi>{leadName(summary)}</bdi>
          </h1>
          <p className={person.under}>
            <Status tone={stageTones[summary.stage] ?? 'quiet'}>{wordFor('stage', summary.stage)}</Status>
            <span>{wordFor('intent', summary.intent)}</span>
            <Rating stars={summary.rating} />
            <Whose lead={lead} />
          </p>
        </div>
        <div className={person.reach}>
          {summary.phone !== null && (
            <Button component="a" href={`tel:${summary.phone}`} leftSection={<IconPhone size={16} stroke={1.75} aria-hidden />}>
              {t('person.call')}
            </Button>
          )}
          {summary.email !== null && (
            <Button
              component="a"
              href={`mailto:${summary.email}`}
              variant="default"
              leftSection={<IconMail size={16} stroke={1.75} aria-hidden />}
            >
              {t('person.write')}
            </Button>
          )}
          <Button
            renderRoot={(props) => <Link to="/people/$id" params={{ id: summary.personId }} {...props} />}
            variant="default"
            leftSection={<IconUser size={16} stroke={1.75} aria-hidden />}
          >
            {t('leads.record.person')}
          </Button>
        </div>
      </div>
      <Asked lead={lead} />
      <Over lead={lead} />
    </header>
  );
}

function Whose({ lead: { summary } }: { lead: LeadRecordView }) {
  const { state, agentName, until, offeredTo, pond } = summary.assignment;
  const words = useAgencyWords();
  if (agentName !== null) return <bdi>{agentName}</bdi>;
  const said =
    pond !== null
      ? t('leads.inPond', { pond })
      : state === 'offered' && until !== null
        ? t('leads.offeredUntil', { when: words.moment(until) })
        : state === 'offered'
          ? t('leads.offeredTo', { count: offeredTo })
          : assignmentWord(state);
  return <Status tone={assignmentTones[state] ?? 'quiet'}>{said}</Status>;
}

function Asked({ lead: { summary, decides } }: { lead: LeadRecordView }) {
  const [open, setOpen] = useState(false);
  if (!summary.request) return null;
  const { act, by } = summary.request;
  return (
    <div className={classes.banner}>
      <span>{t('leads.request.waits', { by, act: actWord(act) })}</span>
      {decides && (
        <Button size="compact-sm" onClick={() => setOpen(true)}>
          {actWord(act)}
        </Button>
      )}
      <RequestDialog lead={open ? summary : undefined} close={() => setOpen(false)} />
    </div>
  );
}

function Over({ lead: { summary, undo } }: { lead: LeadRecordView }) {
  const queries = useQueryClient();
  const words = useAgencyWords();
  const now = useNow();
  const bringBack = useMutation({
    mutationFn: (number: string) => undoLeadAct({ path: { id: summary.id, number } }),
    onSuccess: () => notifications.show({ message: t('leads.undone'), withBorder: true }),
    onError: showLeadTrouble,
    onSettled: () => leadsChanged(queries),
  });
  if (!undo) return null;
  return (
    <div className={classes.banner}>
      <span>{t('leads.record.isOver', { status: statusWord(summary.recordStatus), by: undo.by, when: words.relative(undo.at, now) })}</span>
      <Button size="compact-sm" variant="default" loading={bringBack.isPending} onClick={() => bringBack.mutate(undo.number)}>
        {t('leads.record.restore')}
      </Button>
    </div>
  );
}
