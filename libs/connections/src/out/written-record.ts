import type { Pack, PackRequest } from '#mapping';

/** The record a request changes, where that also comes in: the one it makes, or whose id its path names. */
export function writtenRecord(pack: Pack, type: string, request: PackRequest): string | undefined {
  if (request.makes !== undefined) return pack.records.has(request.makes) ? request.makes : undefined;
  if (request.method !== 'PUT' && request.method !== 'PATCH' && request.method !== 'DELETE') return undefined;
  const path = pack.document.out?.[type]?.find(({ id }) => id === request.id)?.path ?? '';
  const named = /\{ids\.(\w+)\}/u.exec(path)?.[1];
  return named !== undefined && pack.records.has(named) ? named : undefined;
}
