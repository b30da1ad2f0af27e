import { createHash } from 'node:crypto';

/** The back-office twin's own number for a person whom the bridge names by this id. */
export function backOfficeIdOf(personId: string): string {
  return `C-${short(personId)}`;
}

/** The website twin's own number for a person whom the bridge names by this id. */
export function websiteIdOf(personId: string): string {
  return `W-${short(personId)}`;
}

function short(personId: string): string {
  return createHash('sha256').update(personId).digest('hex').slice(0, 10);
}
