import type { PlayJournal, SentEvent } from '../play/sent';
import { eventKey, type TwinCall } from '../twin/journal';
import type { Comparison, Finding } from './findings';
import { findDisorder } from './order';
import { findWrongAnswers } from './answers';

/** One twin's half of the comparison. */
export interface TwinJournal {
  participant: string;
  side: 'website' | 'backOffice';
  calls: readonly TwinCall[];
}

/**
 * Holds what the twins journalled against what was sent, event by event: nothing missing, nothing with two effects,
 * nothing out of order per (participant, subject), nothing returned to its origin, nothing refused that arrived
 * all the same, nothing altered. Pure, so that a doctored journal must make it find something.
 */
export function compare(played: PlayJournal, twins: readonly TwinJournal[]): Comparison {
  const findings: Finding[] = [...findWrongAnswers(played)];
  let arrived = 0;
  let repeatedCalls = 0;
  for (const twin of twins) {
    const sent = firstSent(played.sent.filter((event) => event.role !== twin.side));
    const seen = effectsOf(twin);
    repeatedCalls += seen.repeated;
    findings.push(...seen.findings);
    for (const [key, effects] of seen.effects) findings.push(...strangers(key, effects, sent, played, twin));
    for (const [key, event] of sent) {
      const effects = seen.effects.get(key) ?? [];
      const finding = judge(event, effects, twin);
      if (finding) findings.push(finding);
      else if (effects.length === 1) arrived += 1;
    }
    findings.push(...findDisorder(sent, seen.effects, twin.participant));
  }
  return { ok: findings.length === 0, arrived, repeatedCalls, findings };
}

/** The first sending of each event: a repetition adds nothing, another body under the same id neither. */
function firstSent(events: readonly SentEvent[]): Map<string, SentEvent> {
  const first = new Map<string, SentEvent>();
  for (const event of events) {
    const key = keyOf(event);
    const earlier = first.get(key);
    if (!earlier || (earlier.outcome !== 'accepted' && event.outcome === 'accepted')) first.set(key, event);
  }
  return first;
}

function effectsOf(twin: TwinJournal): { effects: Map<string, TwinCall[]>; repeated: number; findings: Finding[] } {
  const effects = new Map<string, TwinCall[]>();
  const findings: Finding[] = [];
  let repeated = 0;
  for (const call of twin.calls) {
    if (!call.verified) {
      findings.push({
        fault: 'unsigned',
        at: twin.participant,
        event: null,
        sentence: `${twin.participant} got a call ${call.webhookId} whose signature did not match: ${call.fault ?? ''}`,
      });
    }
    if (!call.event) continue;
    if (call.attempt > 1) repeated += 1;
    if (!call.effect) continue;
    const key = eventKey(call.event.origin, call.event.source, call.event.id);
    effects.set(key, [...(effects.get(key) ?? []), call]);
  }
  return { effects, repeated, findings };
}

/** Events a twin holds although nobody on the other side sent them. */
function strangers(
  key: string,
  effects: readonly TwinCall[],
  sent: ReadonlyMap<string, SentEvent>,
  played: PlayJournal,
  twin: TwinJournal,
): Finding[] {
  const [call] = effects;
  if (!call?.event || sent.has(key)) return [];
  const { source, id, type, origin } = call.event;
  const own = origin === twin.participant || played.sent.some((e) => e.role === twin.side && keyOf(e) === key);
  return [
    {
      fault: own ? 'returned' : 'unexpected',
      at: twin.participant,
      event: { source, id, type },
      sentence: own
        ? `${type} ${id} came back to ${twin.participant}, which had sent it`
        : `${twin.participant} holds ${type} ${id} from ${origin}, which nobody sent`,
    },
  ];
}

function judge(event: SentEvent, effects: readonly TwinCall[], twin: TwinJournal): Finding | undefined {
  const { source, id, type } = event;
  const about = { at: twin.participant, event: { source, id, type } };
  const [first] = effects;
  const whose = event.subject ? ` of ${event.subject}` : '';
  if (event.outcome === 'refused' && first) {
    return { fault: 'taken', ...about, sentence: `${type} ${id} was refused, and ${twin.participant} holds it all the same` };
  }
  if (effects.length > 1) {
    const times = effects.map((call) => `call ${call.n} (${call.webhookId})`).join(', ');
    return { fault: 'doubled', ...about, sentence: `${type} ${id}${whose} took effect ${effects.length} times: ${times}` };
  }
  if (event.outcome === 'accepted' && event.reach === 'must' && !first) {
    return { fault: 'missing', ...about, sentence: `${type} ${id}${whose} was accepted, and ${twin.participant} never got it` };
  }
  if (event.outcome === 'accepted' && event.reach === 'never' && first) {
    return { fault: 'unexpected', ...about, sentence: `${twin.participant} must not see ${type} ${id}${whose}, and holds it` };
  }
  if (first?.event && alters(event, first)) {
    return { fault: 'altered', ...about, sentence: `${type} ${id}${whose} arrived with other content than was sent` };
  }
  return undefined;
}

function alters(event: SentEvent, { event: got }: TwinCall): boolean {
  if (!got) return false;
  if (got.type !== event.type || Date.parse(got.time ?? '') !== Date.parse(event.time)) return true;
  return !event.translated && got.digest !== event.digest;
}

function keyOf(event: SentEvent): string {
  return eventKey(event.participant, event.source, event.id);
}
