import { mailKinds } from './mail-text';
import { type ToWrite, writeMail } from './write-mail';

const write = (more: Partial<ToWrite> = {}) =>
  writeMail({
    kind: 'leadNew',
    words: { name: 'Ann Reed', office: 'Lewes' },
    to: 'Mo Member',
    agency: { name: 'Oak & Partners', zone: 'Europe/London' },
    link: 'https://desk.oak.example/leads/1',
    ...more,
  });

test.each(mailKinds)('a mail of the kind %s says who, what and where to go on, with and without its words', (kind) => {
  const all: Record<string, string>[] = [
    {},
    { name: 'Ann Reed', office: 'Lewes', agent: 'Al Agent', until: '2026-11-24T12:15:00Z', reason: 'Out' },
  ];
  for (const words of all) {
    const { subject, text, html } = write({ kind, words });
    expect(subject).not.toMatch(/undefined|\n/);
    expect(`${text}${html}`).not.toContain('undefined');
    expect(text).toContain('https://desk.oak.example/leads/1');
    expect(html).toContain('href="https://desk.oak.example/leads/1"');
  }
});

test('words of strangers stay words: nothing of them is markup, another header or another line', () => {
  const name = 'Ann</p><script>x</script>\r\nBcc: all@oak.example\u2028\u202Eend';
  const { subject, text, html } = write({ words: { name }, to: '"><img src=x>', agency: { name: 'A & "B"', zone: 'UTC' } });
  expect(subject).toBe('New lead: Ann</p><script>x</script> Bcc: all@oak.example end');
  expect(text).not.toMatch(/\r|\nBcc/);
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('Ann&lt;/p&gt;&lt;script&gt;');
  expect(html).toContain('A &amp; &quot;B&quot;');
});

test('a name of ten thousand characters is cut', () => {
  const { subject, text, html } = write({ words: { name: 'x'.repeat(10_000) } });
  expect([subject.length <= 150, text.length < 600, html.length < 2_000]).toEqual([true, true, true]);
});

test('times are written in the zone of the agency', () => {
  const { text } = write({ kind: 'leadOffered', words: { name: 'Ann', until: '2026-07-01T12:15:00Z' } });
  expect(text).toContain('until 1 Jul 2026, 13:15');
});

test('a mail shown on the desk does not show its link where there is none to show', () => {
  const { text, html } = write({ kind: 'reset', link: undefined });
  expect(text).toContain('not shown here');
  expect(html).not.toContain('href');
});

test('a name that is written from the right is set apart, so that the sentence stays in its order', () => {
  expect(write({ words: { name: 'مريم العلي' } }).subject).toBe('New lead: \u2068مريم العلي\u2069');
});
