import { Button, Group, Modal, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { decideLeadRequest, type LeadSummaryView } from '../generated';
import { t } from '../words/words';
import { leadQuery, leadsChanged } from './lead-queries';
import { actWord, leadName } from './lead-words';
import classes from './Leads.module.css';
import { showLeadTrouble } from './use-lead-acts';

type AskedLead = Pick<LeadSummaryView, 'id' | 'name' | 'email' | 'phone' | 'request'>;

/** What an agent asks for, with why, to approve or decline. */
export function RequestDialog({ lead, close }: { lead: AskedLead | undefined; close(): void }) {
  const request = lead?.request;
  return (
    <Modal
      opened={Boolean(request)}
      onClose={close}
      title={request && t('leads.request.title', { act: actWord(request.act) })}
      closeButtonProps={{ 'aria-label': t('leads.cancel') }}
    >
      {lead && request && <Review lead={lead} request={request} close={close} />}
    </Modal>
  );
}

interface ReviewProps {
  lead: AskedLead;
  request: NonNullable<LeadSummaryView['request']>;
  close(): void;
}

function Review({ lead, request, close }: ReviewProps) {
  const queries = useQueryClient();
  const record = useQuery(leadQuery(lead.id));
  const [reason, setReason] = useState('');
  const decide = useMutation({
    mutationFn: (decision: 'approve' | 'decline') =>
      decideLeadRequest({ path: { id: request.id }, body: { decision, reason: reason.trim() } }),
    onSuccess: (_, decision) => {
      notifications.show({ message: t(decision === 'approve' ? 'leads.request.approved' : 'leads.request.declined'), withBorder: true });
      close();
    },
    onError: showLeadTrouble,
    onSettled: () => leadsChanged(queries),
  });
  return (
    <div className={classes.form}>
      <p>
        <strong>
          <bdi>{leadName(lead)}</bdi>
        </strong>
        . {t('leads.request.by', { by: request.by })}
      </p>
      {record.data?.requestWords && <p dir="auto">“{record.data.requestWords}”</p>}
      <p>
        <Link to="/leads/$id" params={{ id: lead.id }}>
          {t('leads.request.open')}
        </Link>
      </p>
      <Textarea
        label={t('leads.request.reason')}
        description={t('leads.request.reasonHelp')}
        autosize
        minRows={2}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" disabled={reason.trim() === ''} loading={decide.isPending} onClick={() => decide.mutate('decline')}>
          {t('leads.request.decline')}
        </Button>
        <Button loading={decide.isPending} onClick={() => decide.mutate('approve')} data-autofocus>
          {t('leads.request.approve')}
        </Button>
      </Group>
    </div>
  );
}
