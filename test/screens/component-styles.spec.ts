import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const top = resolve(__dirname, '../..');
const library = join(top, 'node_modules/@mantine/core');
const parts = join(library, 'esm/components');

/** What files of this pattern import by name from the library. */
const named = (pattern: string): string[] =>
  globSync(pattern, { cwd: top }).flatMap((file) =>
    [...readFileSync(join(top, file), 'utf8').matchAll(/import (?!type)\{([^}]*)\} from ['"]@mantine\/core['"]/g)].flatMap(
      ([, names = '']) => names.split(',').map((name) => name.trim().split(' as ')[0] ?? ''),
    ),
  );

/** A component and those it is made of. */
function withParts(names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...new Set(names)];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (name === '' || found.has(name) || !existsSync(join(parts, name))) continue;
    found.add(name);
    for (const file of globSync('**/*.mjs', { cwd: join(parts, name) })) {
      const path = join(parts, name, file);
      for (const [, from = ''] of readFileSync(path, 'utf8').matchAll(/from ['"](\.[^'"]*)['"]/g)) {
        const [part = '..'] = relative(parts, resolve(dirname(path), from)).split('/');
        if (part !== '..') open.push(part);
      }
    }
  }
  return found;
}

test('every component the screens use comes with its styles', () => {
  const used = withParts([
    ...named('apps/lead-desk-web/src/**/*.{ts,tsx}'),
    ...named('node_modules/@mantine/{notifications,spotlight,dates,modals}/esm/**/*.mjs'),
  ]);
  const styled = readFileSync(join(top, 'apps/lead-desk-web/src/theme/component-styles.ts'), 'utf8');
  expect(used.size).toBeGreaterThan(20);
  const missing = [...used].filter(
    (name) => existsSync(join(library, 'styles', `${name}.css`)) && !styled.includes(`@mantine/core/styles/${name}.css`),
  );
  expect(missing).toEqual([]);
});
