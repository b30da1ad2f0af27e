/** The key in a secret of Standard Webhooks: base64 behind `whsec_`; nothing where there is none, since anybody could sign with that. */
export function webhookKey(secret: string): Buffer | undefined {
  const text = secret.trim().replace(/^whsec_/u, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(text)) return undefined;
  const key = Buffer.from(text, 'base64');
  return key.length > 0 ? key : undefined;
}
