import type { MailKind } from './mail-text';

interface About {
  readonly kind: MailKind;
  readonly leadId: string | null;
}

/** Where the link of a mail leads, below the desk's address. It signs nobody in; a token stands behind `#`, where no log sees it. */
export function pathOf({ kind, leadId }: About, token?: string): string | undefined {
  if (kind === 'invitation') return token && `/invitation#${token}`;
  if (kind === 'reset') return token && `/reset-password#${token}`;
  if (kind === 'leadOffered' || kind === 'pondFilled') return '/offers';
  if (kind === 'pondGone') return '/reports';
  return leadId === null ? '/messages' : `/leads/${leadId}`;
}
