import { nearestOf } from '#people-exchange';
import type { SignatureDocument } from '../pack-document';
import type { PackProblem } from '../problem';
import type { PlaceOf } from './yaml-places';

const fields = ['signature', 'timestamp', 'keyId'];

/** That a signature can be found in its header and holds what is signed: else each hook would be refused, or an old one taken again. */
export function signatureProblems(signature: SignatureDocument | undefined, placeOf: PlaceOf): PackProblem[] {
  if (!signature) return [];
  const problems: PackProblem[] = [];
  const tell = (member: string, message: string, hint?: string): void =>
    void problems.push({ ...placeOf(['in', 'hook', 'signature', member]), message, ...(hint ? { hint } : {}) });
  const { scheme, header, format, over, between } = signature;
  if (scheme === 'standardWebhooks') {
    for (const member of ['header', 'encoding', 'format', 'over', 'between'] as const)
      if (signature[member] !== undefined) tell(member, `${member} is settled by standardWebhooks`);
    return problems;
  }
  if (header === undefined) tell('scheme', `${scheme} needs the header that holds the signature`);
  const named = [...(format ?? '{signature}').matchAll(/\{([^{}]*)\}/gu)].map(([, name = '']) => name);
  if (format !== undefined) formatProblems(format, named, tell);
  if (over === 'timestampedBody' && !named.includes('timestamp'))
    tell('over', 'signs a timestamp that the format does not hold', 'Such as format: "s:{keyId}:{timestamp}:{signature}"');
  if (over !== 'timestampedBody' && named.includes('timestamp'))
    tell('format', 'holds a timestamp that is not signed, so that anybody could renew it', 'Say over: timestampedBody');
  if (between !== undefined && over !== 'timestampedBody')
    tell('between', 'stands between timestamp and body, and only the body is signed');
  return problems;
}

function formatProblems(format: string, named: readonly string[], tell: (member: string, message: string, hint?: string) => void): void {
  for (const name of named)
    if (!fields.includes(name)) {
      const near = nearestOf(name, fields);
      tell('format', `names "${name}"`, near ? `Did you mean "${near}"?` : `There are ${fields.join(', ')}`);
    }
  if (!named.includes('signature')) tell('format', 'holds no {signature}');
  if (new Set(named).size < named.length) tell('format', 'names a part twice');
  if (/\}\{/u.test(format)) tell('format', 'has two parts with nothing between them, so that nobody can tell them apart');
  if (/[{}]/u.test(format.replaceAll(/\{[^{}]*\}/gu, ''))) tell('format', 'has a bracket without its other half');
}
