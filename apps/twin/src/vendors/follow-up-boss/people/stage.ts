import { Refused, textOf, type Call, type Fields } from '../../ground/call';
import type { Account } from '../account';
import { errorOf } from '../errors';

/** A body whose stage the account knows; another is refused, or silently left out where the twin drops values. @throws Refused */
export function withKnownStage(account: Account, call: Call, body: Fields): Fields {
  const asked = textOf(body, 'stage');
  const stages = account.store.list('stages').map(({ data }) => data['name']);
  if (asked === undefined || stages.includes(asked)) return body;
  if (!call.strikes('drops-values')) throw new Refused(errorOf(400, `Invalid value for stage: ${asked}.`));
  const { stage: _, ...rest } = body;
  return rest;
}
