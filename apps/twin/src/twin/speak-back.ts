import { isRecord, type ReadEvent } from './wire';

/** What a twin says because of what it heard: one CloudEvent, without what only chance and time can give. */
export interface Reply {
  type: string;
  subject: string;
  causationid: string;
  data: Record<string, unknown>;
}

/**
 * A website answers an invitation with a registration of its own, a back office a registration with its record of the
 * person. The answer to the webhook has linked the two ids already, so neither needs to name the other side's.
 * @param ownId the twin's own id of the person
 */
export function replyTo(side: 'website' | 'backOffice', { event, data }: ReadEvent, ownId: string | null): Reply | undefined {
  const person = isRecord(data) && isRecord(data['person']) ? data['person'] : undefined;
  if (!person || !ownId) return undefined;
  const answers = side === 'website' ? event.type === 'account.invited' : event.type === 'person.registered';
  if (!answers) return undefined;
  const said = { name: person['name'], emails: person['emails'], phones: person['phones'] };
  const own = side === 'website' ? said : { ...said, roles: ['applicant'] };
  return {
    type: side === 'website' ? 'person.registered' : 'person.updated',
    subject: ownId,
    causationid: event.id,
    data: { person: own, source: side === 'website' ? 'invitation' : 'branch' },
  };
}
