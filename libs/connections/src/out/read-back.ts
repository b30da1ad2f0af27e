import { type MadeRequest, type MappingFunctions, type OutContext, pathOf, type PackRequest } from '#mapping';
import type { VendorLine } from '../vendor-line';
import { driftBetween } from './drift';
import type { DriftReport } from './drift-report';
import type { Run } from './ledger';

/**
 * Reads what was written and counts what the vendor could not hold (X4). That it cannot be read now says nothing about what was
 * written, and costs the delivery nothing.
 */
export async function readBack(
  o: { readonly functions: MappingFunctions; readonly drifts: DriftReport },
  line: VendorLine,
  run: Run,
  request: PackRequest,
  made: MadeRequest,
  context: OutContext,
): Promise<void> {
  const { readBack: wanted } = request;
  if (!wanted || made.body === undefined) return;
  const path = await pathOf(wanted.path, {}, context, o.functions);
  const answer = await line.ask({ method: 'GET', path, headers: {}, body: undefined }, run.key, run.work);
  if (answer.kind !== 'answered' || answer.status !== 200) return;
  const expected = await wanted.expect.evaluate({ ...context, sent: JSON.parse(made.body), answer }, o.functions);
  await o.drifts.keep(run, request.makes ?? request.id, driftBetween(expected, answer.body));
}
