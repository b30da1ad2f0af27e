import type { PlayedRequest, PlayJournal } from '../play/sent';
import type { Finding } from './findings';

/** Good requests must be accepted, bad ones refused with the status and the rule the day expects. */
export function findWrongAnswers(played: PlayJournal): Finding[] {
  return played.requests.flatMap((request) => wrongAnswer(request) ?? []);
}

function wrongAnswer(request: PlayedRequest): Finding | undefined {
  const status = request.answers.at(-1)?.status ?? null;
  const [event] = request.events;
  const about = { at: request.role, event: event ?? null };
  const what = event ? `${event.type} ${event.id}` : `request ${request.n}`;
  if (status === null) {
    const error = request.answers.at(-1)?.error ?? 'it was not sent';
    return { fault: 'unanswered', ...about, sentence: `${what} got no answer in ${request.answers.length} attempts: ${error}` };
  }
  if (status === request.expect.status) {
    const { rule } = request.expect;
    if (rule === undefined || request.rules.includes(rule)) return undefined;
    const named = request.rules.join(', ') || 'none';
    return { fault: 'otherRefusal', ...about, sentence: `${what} had to be refused by the rule ${rule}; named were: ${named}` };
  }
  if (request.expect.status === 202) {
    const rules = request.rules.length > 0 ? ` (${request.rules.join(', ')})` : '';
    return { fault: 'refused', ...about, sentence: `${what} had to be accepted, and was answered ${status}${rules}` };
  }
  return {
    fault: status === 202 ? 'taken' : 'otherRefusal',
    ...about,
    sentence: `${what} had to be refused with ${request.expect.status}, and was answered ${status}`,
  };
}
