import { randomUUID } from 'node:crypto';

/** Somebody who signs up at the website. */
export const signUp = (subject: string, name: string): object => ({
  specversion: '1.0',
  id: randomUUID(),
  source: 'https://oak.example',
  type: 'person.registered',
  subject,
  time: new Date().toISOString(),
  data: { person: { name: { full: name }, emails: [{ address: `${subject}@example.com` }] } },
});
