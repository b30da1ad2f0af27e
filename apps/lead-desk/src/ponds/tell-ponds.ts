import type { EntityManager } from 'typeorm';
import { managersOf } from '../assignment/tell-assignments';
import { tellMembers } from '../messages/tell-members';

interface Told {
  readonly agency: string;
  readonly pond: string;
}

/** Its members hear in the desk how many leads came into a pond, once however many they are; no mail, since nothing runs out. */
export async function tellPondFilled(
  manager: EntityManager,
  { agency, pond }: Told,
  { members, leads }: { readonly members: readonly string[]; readonly leads: number },
  now: Date,
): Promise<void> {
  await tellMembers(
    manager,
    members.map((member) => ({
      ...nothingOfALead,
      agency,
      member,
      kind: 'pondFilled',
      words: { pond, count: String(leads) },
      mail: false,
    })),
    now,
  );
}

/** The managers of their offices hear how many leads are nobody's again since their pond is gone. @param offices of the leads, one each */
export async function tellPondGone(manager: EntityManager, { agency, pond }: Told, offices: readonly string[], now: Date): Promise<void> {
  const managers = await managersOf(manager, agency, [...new Set(offices)]);
  const counts = new Map<string, number>();
  for (const office of offices) for (const member of managers.get(office) ?? []) counts.set(member, (counts.get(member) ?? 0) + 1);
  await tellMembers(
    manager,
    [...counts].map(([member, count]) => ({
      ...nothingOfALead,
      agency,
      member,
      kind: 'pondGone',
      words: { pond, count: String(count) },
      mail: true,
    })),
    now,
  );
}

/** Whose the leads are stays hidden until somebody has claimed one. */
const nothingOfALead = { leadId: null, personId: null } as const;
