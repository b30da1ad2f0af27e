import { ExchangeRefused } from '#delivery';
import type { PackDocument } from '#mapping';
import type { Problem } from '#people-exchange';

type Origin = Pick<PackDocument, 'pack' | 'madeFrom'>;

/** Whether they are one pack, or one of the two was made from the other, so that a connection may go from one to the other. */
export function isKin(a: Origin, b: Origin): boolean {
  return a.pack === b.pack || a.madeFrom === b.pack || b.madeFrom === a.pack;
}

/**
 * What was learnt under one pack is to be found under the other: ids are kept by the names of its records.
 * @throws ExchangeRefused `invalid` with every record that is missing
 */
export function demandGoesOn(from: PackDocument, to: PackDocument): void {
  if (from.pack === to.pack) return;
  const says = `A connection of ${from.pack} does not go on with ${to.pack}`;
  if (!isKin(from, to))
    throw new ExchangeRefused('invalid', `${says}: neither was made from the other, as madeFrom in pack.yaml would say`, {
      problems: [{ path: '/pack', rule: 'madeFrom', message: `${to.pack} was not made from ${from.pack}` }],
    });
  const problems: Problem[] = Object.entries(from.records ?? {}).flatMap(([name, { of }]) =>
    to.records?.[name]?.of === of
      ? []
      : [{ path: '/pack', rule: 'records', message: `${to.pack} has no record ${name} of ${of}, by which ids of ${from.pack} are known` }],
  );
  if (from.side !== to.side) problems.push({ path: '/pack', rule: 'side', message: `${to.pack} is on the other side` });
  if (problems.length > 0) throw new ExchangeRefused('invalid', says, { problems });
}
