import type { AuthenticationChoice, AuthenticationDocument, PackDocument } from './pack-document';

type Authenticated = Pick<PackDocument, 'authentication'>;
type Addressed = Pick<PackDocument, 'authentication' | 'base' | 'headers'>;
type Entered = Readonly<Record<string, unknown>>;

export const isChoice = (authentication: PackDocument['authentication']): authentication is AuthenticationChoice =>
  'choices' in authentication;

/** How a connection says who it is: the pack's one way, or the one that was chosen. Nothing where none is chosen. */
export function authenticationFor({ authentication }: Authenticated, settings: Entered): AuthenticationDocument | undefined {
  if (!isChoice(authentication)) return authentication;
  const chosen = settings[authentication.by];
  return typeof chosen === 'string' && Object.hasOwn(authentication.choices, chosen) ? authentication.choices[chosen] : undefined;
}

/** Settings that one of several ways alone names, and the choice they are needed for. */
export function neededForChoice({
  authentication,
  base,
  headers = {},
}: Addressed): ReadonlyMap<string, { readonly setting: string; readonly is: string }> {
  if (!isChoice(authentication)) return new Map();
  const anyhow = settingsIn([base, headers]);
  const ways = Object.entries(authentication.choices).map(([is, scheme]) => ({ is, names: settingsIn(scheme) }));
  return new Map(
    ways.flatMap(({ is, names }) =>
      names
        .filter((name) => !anyhow.includes(name) && ways.every((other) => other.is === is || !other.names.includes(name)))
        .map((name) => [name, { setting: authentication.by, is }] as const),
    ),
  );
}

const settingsIn = (value: unknown): string[] => [...JSON.stringify(value).matchAll(/\{(\w+)\}/gu)].map(([, name = '']) => name);
