import type { Role } from '#lead';
import type { EntityManager } from 'typeorm';
import { openLeadsOf } from '../assignment/give-on-leads-of';
import type { MailState, MemberView, OfficeView } from './team-views';

export interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: Role;
  office: string | null;
  agent_ref: string | null;
  absent_until: Date | null;
  receiving: boolean;
  invited: boolean;
  disabled_at: Date | null;
  version: number;
  changed_at: Date | null;
  changed_by: string | null;
  leads: number;
  mail: string | null;
  mail_state: MailState | null;
  mail_at: Date | null;
}

export interface OfficeRow {
  id: string;
  name: string;
  zone: string | null;
  members: number;
  version: number;
  changed_at: Date | null;
  changed_by: string | null;
}

/** Far more than an agency has; what is beyond is nobody's list. */
const most = 5_000;

/** @param id one member alone */
export const readMembers = (manager: EntityManager, agency: string, id?: string): Promise<MemberRow[]> =>
  manager.query(
    `select m.id, m.name, m.email, m.role, m.office, m.agent_ref, m.absent_until, m.receiving, m.password_hash is null as invited, m.disabled_at,
       m.version, m.changed_at, m.changed_by, ${openLeadsOf('m.agency', 'm.id')} as leads, l.id as mail, l.state as mail_state, coalesce(l.ended_at, l.made_at) as mail_at
     from lead_desk.members m left join lateral (select id, state, ended_at, made_at from lead_desk.mails
       where m.password_hash is null and agency = m.agency and member_id = m.id and kind = 'invitation' order by made_at desc, id desc limit 1) l on true
     where m.agency = $1 and ($2::uuid is null or m.id = $2) order by lower(m.name), m.id limit ${most}`,
    [agency, id ?? null],
  );

/** @param id one office alone */
export const readOffices = (manager: EntityManager, agency: string, id?: string): Promise<OfficeRow[]> =>
  manager.query(
    `select o.id, o.name, o.zone, o.version, o.changed_at, o.changed_by,
       (select count(*)::int from lead_desk.members m where m.agency = o.agency and m.office = o.id and m.disabled_at is null) as members
     from lead_desk.offices o where o.agency = $1 and ($2::text is null or o.id = $2) order by lower(o.name), o.id limit ${most}`,
    [agency, id ?? null],
  );

export function memberOf(row: MemberRow): MemberView {
  const { id, name, email, role, office, receiving, leads, version, mail, mail_state: state, mail_at: at } = row;
  return {
    id,
    name,
    email,
    role,
    office,
    agentRef: row.agent_ref,
    absentUntil: row.absent_until?.toISOString() ?? null,
    receiving,
    leads,
    state: row.disabled_at ? 'disabled' : row.invited ? 'invited' : 'active',
    invitation: mail && state && at ? { mail, state, at: at.toISOString() } : null,
    version,
  };
}

export const officeOf = ({ id, name, zone, members, version }: OfficeRow): OfficeView => ({ id, name, zone, members, version });
