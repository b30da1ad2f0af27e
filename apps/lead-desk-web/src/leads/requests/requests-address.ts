import { type AddressWords, oneOf } from '../../frame/address';
import { requests } from '../leads-address';

export const requestStates = ['open', 'decided', 'approved', 'declined', 'withdrawn'] as const;
export const requestedActs = requests.filter((act) => act !== 'any');

/** What the address says about the list of requests. */
export interface RequestsAddress {
  state?: (typeof requestStates)[number];
  act?: (typeof requestedActs)[number];
  mine?: 'true';
}

export const requestsAddress = (words: AddressWords): RequestsAddress => ({
  state: oneOf(words.state, requestStates),
  act: oneOf(words.act, requestedActs),
  mine: oneOf(words.mine, ['true']),
});
