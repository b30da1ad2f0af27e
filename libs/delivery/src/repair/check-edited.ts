import { type AcceptedEvent, addressableTo, checkEvent, type Side } from '#people-exchange';
import { ExchangeRefused } from '../errors';

const mostBytes = 262_144;

/**
 * Holds edited data against the contract, as the gateway did with what was sent.
 * @throws ExchangeRefused `invalid` with every problem, `forbidden` where the target's side must not see it
 */
export function checkEdited(event: AcceptedEvent, from: Side, to: Side): void {
  const { agency, origin, partitionkey: _key, receivedtime, ...sent } = event;
  if (JSON.stringify(event).length > mostBytes) throw new ExchangeRefused('invalid', 'data makes the event larger than 256 KiB');
  const checked = checkEvent(sent, { agency, participant: origin, side: from }, new Date(receivedtime));
  // Only the data was edited; the rest was taken as it is.
  const problems = checked.ok ? [] : checked.problems.filter(({ path }) => path.startsWith('/data'));
  if (problems.length > 0) throw new ExchangeRefused('invalid', 'data is against the contract', { problems });
  if (!addressableTo(to, event)) throw new ExchangeRefused('forbidden', 'A private note stays on its website', { type: event.type });
}
