import type { MessageView } from '../generated';
import type { AgencyWords } from '../words/agency-words';
import { t } from '../words/words';

/** A message in the member's language. */
export function sentenceOf({ kind, words }: Pick<MessageView, 'kind' | 'words'>, agency: AgencyWords): string {
  const { name, office, agent, by, until } = words;
  return t(`messages.kind.${kind}`, {
    name: name ?? t('messages.someLead'),
    agent: agent ?? by ?? t('messages.colleague'),
    office: office ? t('messages.atOffice', { office }) : '',
    until: until && !Number.isNaN(Date.parse(until)) ? agency.moment(until) : (until ?? '…'),
  });
}

/** Where a message leads. */
export function pathOf({ kind, leadId }: Pick<MessageView, 'kind' | 'leadId'>): string {
  if (kind === 'leadOffered') return '/offers';
  return leadId === null ? '/messages' : `/leads/${leadId}`;
}
