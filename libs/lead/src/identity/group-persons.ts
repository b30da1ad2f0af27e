/** One participant's view of a person. */
export interface GroupMember {
  readonly personId: string;
  readonly participant: string;
}

/** Something by which a person may be found to be another's human: equal keys of one kind link. */
export interface GroupKey {
  readonly personId: string;
  readonly kind: 'externalId' | 'email' | 'merge';
  readonly key: string;
}

export interface Grouped {
  /** The human: the least person id of those that are one. */
  readonly human: string;
  /** Everybody who could turn out to be one, by whatever key; the unit to load when something changes. */
  readonly cluster: string;
  readonly linkedBy: 'externalId' | 'email' | 'merge' | null;
}

/** An address that more persons share than this names nobody. */
export const mostHolders = 20;

class Sets {
  private readonly above = new Map<string, string>();

  constructor(ids: Iterable<string>) {
    for (const id of ids) this.above.set(id, id);
  }

  /** The least id of the set, or undefined for a stranger. */
  least(id: string): string | undefined {
    let at = id;
    for (;;) {
      const up = this.above.get(at);
      if (up === undefined || up === at) return up;
      at = up;
    }
  }

  join(a: string, b: string): void {
    const [x, y] = [this.least(a), this.least(b)];
    if (x === undefined || y === undefined || x === y) return;
    if (x < y) this.above.set(y, x);
    else this.above.set(x, y);
  }
}

function joinByKey(sets: Sets, keys: readonly GroupKey[]): void {
  const holder = new Map<string, string>();
  for (const { personId, kind, key } of keys) {
    const name = kind === 'email' ? `email ${key}` : `id ${key}`;
    const first = holder.get(name);
    if (first === undefined) holder.set(name, personId);
    else sets.join(first, personId);
  }
}

/**
 * Who is one human. External ids and merges are somebody's word and always hold. An e-mail address links only where that does
 * not make two subjects of one participant one: what a participant keeps apart (a couple with one address) stays apart.
 * A function of the whole set, so that the order in which links became known does not matter.
 */
export function groupPersons(members: readonly GroupMember[], keys: readonly GroupKey[]): Map<string, Grouped> {
  const ids = members.map((member) => member.personId).sort();
  const said = new Sets(ids);
  const all = new Sets(ids);
  const certain = keys.filter((key) => key.kind !== 'email');
  joinByKey(said, certain);
  joinByKey(all, keys);
  const torn = clustersTorn(members, said, all);
  const humans = new Sets(ids);
  joinByKey(humans, certain);
  joinByKey(
    humans,
    keys.filter((key) => key.kind === 'email' && !torn.has(all.least(key.personId) ?? '')),
  );
  const merged = new Set(keys.filter((key) => key.kind === 'merge').flatMap((key) => [key.personId, key.key]));
  const sizes = sizeOf(ids, said);
  const humanSizes = sizeOf(ids, humans);
  return new Map(
    ids.map((id) => {
      const human = humans.least(id) ?? id;
      const alone = (humanSizes.get(human) ?? 1) === 1;
      const certainly = (sizes.get(said.least(id) ?? id) ?? 1) > 1;
      const linkedBy = alone ? null : certainly ? (merged.has(id) ? 'merge' : 'externalId') : 'email';
      return [id, { human, cluster: all.least(id) ?? id, linkedBy }];
    }),
  );
}

function sizeOf(ids: readonly string[], sets: Sets): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const id of ids) {
    const least = sets.least(id) ?? id;
    sizes.set(least, (sizes.get(least) ?? 0) + 1);
  }
  return sizes;
}

/** Clusters in which e-mail would join two groups that one participant keeps apart. */
function clustersTorn(members: readonly GroupMember[], said: Sets, all: Sets): Set<string> {
  const groups = new Map<string, string>();
  const torn = new Set<string>();
  for (const { personId, participant } of members) {
    const cluster = all.least(personId) ?? personId;
    const group = said.least(personId) ?? personId;
    const place = JSON.stringify([cluster, participant]);
    const known = groups.get(place);
    if (known !== undefined && known !== group) torn.add(cluster);
    groups.set(place, group);
  }
  return torn;
}
