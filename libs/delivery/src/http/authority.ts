import type { Sender } from '#people-exchange';
import { ExchangeRefused } from '../errors';
import type { Keys } from '../participants/keys';

export type Authority = { readonly operator: true } | ({ readonly operator: false } & Sender);

/** Whose key a request carries. @throws ExchangeRefused `unauthorized` */
export async function authorityOf(keys: Keys, authorization: string | undefined): Promise<Authority> {
  const key = /^Bearer\s+(\S{1,200})$/i.exec(authorization ?? '')?.[1];
  if (!key) throw new ExchangeRefused('unauthorized', 'A key is needed: send "authorization: Bearer KEY"');
  if (await keys.isOperator(key)) return { operator: true };
  const participant = await keys.find(key);
  if (!participant) throw new ExchangeRefused('unauthorized', 'This key is not known, or no longer valid');
  return { operator: false, ...participant };
}

export async function operatorOnly(keys: Keys, authorization: string | undefined): Promise<void> {
  if (!(await authorityOf(keys, authorization)).operator) throw new ExchangeRefused('forbidden', 'This needs an operator key');
}
