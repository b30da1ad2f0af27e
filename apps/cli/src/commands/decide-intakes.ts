import type { DecidedIntake } from '../answers';
import { CommandFailed, type Json } from '../bridge-api';
import type { Context } from './context';

type Verb = 'approve' | 'reject' | 'spam' | 'merge' | 'undo' | 'separate';

interface One {
  agency: string;
  target: string;
  personId: string;
  why?: string;
  other?: { personId: string } | { subject: string };
}

const done: Record<Verb, (person: string, target: string) => string> = {
  approve: (person, target) => `${person} is let in at ${target}.`,
  reject: (person, target) => `${person} is kept out of ${target}.`,
  spam: (person, target) => `${person} is kept out of ${target} as spam.`,
  merge: (person, target) => `${person} is merged, and goes on at ${target} as the other.`,
  undo: (person, target) => `The merge of ${person} is undone; the person waits at ${target} once more.`,
  separate: (person) => `${person} is a person apart from now on.`,
};

export async function decide(context: Context, verb: Verb, { agency, target, personId, why, other }: One): Promise<void> {
  const bridge = await context.bridge();
  const sent: Json = {
    agency,
    target,
    personId,
    ...(why === undefined ? {} : { why }),
    ...(other === undefined ? {} : { other: { ...other } }),
  };
  await bridge.ask('POST', `/v1/intakes/${verb}`, sent);
  context.print(done[verb](personId, target));
}

/** Each for itself; what could not be done is said, and makes the command fail. */
export async function decideAll(
  context: Context,
  verb: 'approve' | 'reject' | 'spam',
  { agency, target, persons, why }: { agency: string; target: string; persons: readonly string[]; why?: string },
): Promise<void> {
  const bridge = await context.bridge();
  const intakes = persons.map((personId) => ({ target, personId }));
  const sent: Json = { agency, decision: verb, intakes, ...(why === undefined ? {} : { why }) };
  const { results } = await bridge.ask<{ results: DecidedIntake[] }>('POST', '/v1/intakes/decide', sent);
  for (const one of results) context.print(one.done ? done[verb](one.personId, one.target) : `${one.personId}: ${one.detail ?? 'refused'}`);
  const failed = results.filter((one) => !one.done).length;
  if (failed > 0) throw new CommandFailed(`${failed} of ${results.length} were not decided.`);
}
