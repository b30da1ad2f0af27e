import { type Pack, type PackFiles, readPack } from '../src';

/** The lines of a small pack; what is given replaces or adds whole files. */
export function packFiles(more: Readonly<Record<string, string>> = {}): PackFiles {
  return new Map(
    Object.entries({
      'pack.yaml': packYaml(),
      'out/contact.jsonata': '{ "email": data.person.emails[0].address, "lastName": data.person.name.family }',
      'in/hook.jsonata': 'body.{ "topic": event, "record": "contact", "id": id }',
      'in/contact.jsonata':
        '[{ "type": "person.updated", "subject": id, "data": { "person": { "name": { "family": record.lastName } } } }]',
      ...more,
    }),
  );
}

/** @param change takes the lines of pack.yaml and answers others */
export function packYaml(change: (text: string) => string = (text) => text): string {
  const rows = Array.from({ length: 17 }, (_, n) => {
    const out = n === 0 || n === 3 ? 'supported' : 'ignored';
    return `  P${n + 1}: { out: ${out}, in: ignored, says: Of the example. }`;
  });
  return change(`pack: example
version: 1.0.0
title: Example
about: A back office that exists in tests alone.
side: backOffice
settings:
  token: { label: Token, help: Found in the account., secret: true }
  address: { label: Address, help: Where it is., kind: url, default: https://crm.example.com/v1 }
base: '{address}'
authentication: { scheme: bearer, token: '{token}' }
limits: { atOnce: 2 }
records:
  contact: { of: person }
capabilities:
${rows.join('\n')}
out:
  person.registered:
    - id: contact
      method: POST
      path: /contacts
      body: out/contact.jsonata
      writes: person
      once: unsafe
      makes: contact
  search.performed:
    - id: note
      method: POST
      path: /contacts/{ids.contact}/notes
      query: { kind: '"search"' }
      needs: [contact]
      when: data.search.areas[0].label != ""
      body: out/contact.jsonata
      writes: note
      once: unsafe
in:
  hook:
    signature: { scheme: hmac-sha256, header: x-signature, encoding: hex, key: '{token}' }
    read: in/hook.jsonata
  records:
    contact: { path: '/contacts/{id}', map: in/contact.jsonata }
    order: { map: in/contact.jsonata, sweep: { path: /contacts, query: { since: since }, items: answer.body.list, id: id, modified: at } }
`);
}

export class PackNotRight extends Error {}

export function packOf(files: PackFiles = packFiles()): Pack {
  const { pack, problems } = readPack(files);
  if (!pack) throw new PackNotRight(problems.map((one) => `${one.file}:${one.line}:${one.column} ${one.message}`).join('\n'));
  return pack;
}
