import type { PackFiles } from './files';

/** A member of the first level of a pack.yaml, read without trusting it to be whole. */
export function memberIn(files: PackFiles, member: 'pack' | 'version' | 'title'): string | null {
  const found = new RegExp(`^${member}:[ \\t]*(.{1,200})$`, 'mu').exec(files.get('pack.yaml') ?? '')?.[1];
  return (
    found
      ?.replace(/\s+#.*$/u, '')
      .replace(/^(['"])(.*)\1$/u, '$2')
      .trim() ?? null
  );
}

/** With this value of a member; one that was not there stands below the pack's name. */
export function withMember(files: PackFiles, member: 'pack' | 'version' | 'madeFrom', value: string): PackFiles {
  const before = files.get('pack.yaml') ?? '';
  const line = `${member}: ${value}`;
  const there = new RegExp(`^${member}:.*$`, 'mu');
  const text = there.test(before) ? before.replace(there, line) : before.replace(/^pack:.*$/mu, (pack) => `${pack}\n${line}`);
  return new Map([...files, ['pack.yaml', text]]);
}

/** A pack of another name, made from one there is: it begins anew, and says where it came from. */
export function madeFrom(files: PackFiles, from: string, name: string): PackFiles {
  return withMember(withMember(withMember(files, 'pack', name), 'madeFrom', from), 'version', '0.1.0');
}
