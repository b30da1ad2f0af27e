import { textOf, type Fields } from '../../ground/call';
import type { StoredRecord } from '../../ground/store';
import type { DuplicateSetting } from '../location';

export interface Match {
  record: StoredRecord;
  by: 'email' | 'phone';
}

/**
 * The contact a body is about, by the first member of the setting that finds one; another that the second member would find is
 * left alone. Pure.
 * Source: https://marketplace.gohighlevel.com/docs/ghl/contacts/upsert-contact
 */
export function matchOf(body: Fields, contacts: readonly StoredRecord[], setting: DuplicateSetting): Match | undefined {
  for (const by of setting.order) {
    const asked = keyOf(by, body);
    const record = asked && contacts.find(({ data }) => keyOf(by, data) === asked);
    if (record) return { record, by };
  }
  return undefined;
}

/** E-mail without regard to case, telephone numbers by their digits alone. */
function keyOf(by: 'email' | 'phone', of: Fields): string | undefined {
  const value = textOf(of, by);
  if (!value) return undefined;
  return by === 'email' ? value.toLowerCase() : value.replace(/\D/g, '');
}
