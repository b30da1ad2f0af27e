import type { MessageView } from '../generated';
import { actWord } from '../leads/lead-words';
import type { AgencyWords } from '../words/agency-words';
import { t } from '../words/words';

/** A message in the member's language. */
export function sentenceOf({ kind, words }: Pick<MessageView, 'kind' | 'words'>, agency: AgencyWords): string {
  const { name, office, agent, by, until, pond, count, missing, reason } = words;
  const because = said(missing ?? reason);
  return t(`messages.kind.${kind}`, {
    name: said(name) ?? t('messages.someLead'),
    agent: said(agent ?? by) ?? t('messages.colleague'),
    office: office ? t('messages.atOffice', { office: said(office) ?? '' }) : '',
    pond: said(pond) ?? t('messages.somePond'),
    count: Number(count ?? 1),
    because: because ? t('messages.because', { words: because }) : '',
    act: actIn(words),
    decided: decidedIn(words),
    until: until && !Number.isNaN(Date.parse(until)) ? agency.moment(until) : (until ?? '…'),
  });
}

/** What was asked for; messages of before say it with the decision. */
function actIn({ request, decision }: MessageView['words']): string {
  const act = request ?? decision?.split(' ')[0];
  return act ? actWord(act) : t('messages.decision');
}

function decidedIn({ decision = '' }: MessageView['words']): string {
  if (decision.endsWith('approved')) return t('messages.decided.approved');
  return t(decision.endsWith('declined') ? 'messages.decided.declined' : 'messages.decided.otherwise');
}

const longest = 60;
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** A word of a sentence: short enough that the rest is seen, and one that is written from the right turns nothing else round. */
function said(word: string | undefined): string | undefined {
  const short = word && word.length > longest ? `${word.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')}…` : word;
  return short && rightToLeft.test(short) ? `\u2068${short}\u2069` : short;
}

/** Where a message leads. */
export function pathOf({ kind, leadId }: Pick<MessageView, 'kind' | 'leadId'>): string {
  if (kind === 'leadOffered' || kind === 'pondFilled') return '/offers';
  if (kind === 'pondGone') return '/reports';
  return leadId === null ? '/messages' : `/leads/${leadId}`;
}
