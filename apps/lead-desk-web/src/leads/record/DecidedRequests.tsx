import { Section } from '../../frame/Section';
import type { LeadRequestView } from '../../generated';
import person from '../../people/record/Person.module.css';
import { Status } from '../../theme/Status';
import { t } from '../../words/words';
import { When } from '../../words/When';
import { actWord, requestTones } from '../lead-words';

/** What was decided about a lead, by whom and why (B3); nothing where nothing was. */
export function DecidedRequests({ requests }: { requests: readonly LeadRequestView[] }) {
  if (requests.length === 0) return null;
  return (
    <Section title={t('leads.requests.decided')}>
      {requests.map((request) => (
        <Decided key={request.id} request={request} />
      ))}
    </Section>
  );
}

function Decided({ request: { act, state, by, words, decidedBy, decidedAt, at, reason } }: { request: LeadRequestView }) {
  return (
    <div className={person.item}>
      <p className={person.lead}>
        <strong>{actWord(act)}</strong>
        <Status tone={requestTones[state]}>{t(`leads.requests.state.${state}`)}</Status>
      </p>
      {reason !== null && <p dir="auto">“{reason}”</p>}
      <p className={person.mark}>
        {t('leads.requests.decidedBy', { by: decidedBy ?? t('none') })} · <When at={decidedAt ?? at} />
      </p>
      <p className={person.mark}>{words === null ? t('leads.requests.askedBy', { by }) : t('leads.requests.askedFor', { by, words })}</p>
    </div>
  );
}
