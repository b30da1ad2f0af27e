import type { AuthenticationDocument } from '#mapping';
import { Authentication, type Barred, type Signed, type Standing } from './authentication';

export type FixedDocument = Extract<AuthenticationDocument, { readonly scheme: 'none' | 'apiKey' | 'bearer' | 'basic' }>;

/** What was entered is sent as it is; a vendor that refuses it will refuse it again. */
export class FixedCredentials extends Authentication {
  private readonly signed: Signed | Barred;

  constructor(document: FixedDocument) {
    super();
    const headers = headersOf(document);
    this.signed = Object.values(headers).every(isHeaderText)
      ? { state: 'ready', headers, version: 0 }
      : { state: 'credentialsRefused', says: 'What was entered holds characters that no header can carry' };
  }

  async headersFor(): Promise<Signed | Barred> {
    return this.signed;
  }

  async renew(): Promise<Standing> {
    return { state: 'credentialsRefused', says: 'The vendor refuses what was entered' };
  }
}

function headersOf(document: FixedDocument): Record<string, string> {
  switch (document.scheme) {
    case 'none':
      return {};
    case 'apiKey':
      return { [document.header.toLowerCase()]: document.value };
    case 'bearer':
      return { authorization: `Bearer ${document.token}` };
    case 'basic':
      return { authorization: basicOf(document.user, document.password) };
  }
}

/** RFC 7617, with names and passwords as UTF-8. */
export const basicOf = (user: string, password: string): string => `Basic ${Buffer.from(`${user}:${password}`, 'utf8').toString('base64')}`;

/** RFC 9110, 5.5; the error of whoever writes it would not say which setting it is. */
const isHeaderText = (text: string): boolean => /^[\t\u0020-\u007e\u0080-\u00ff]*$/u.test(text);
