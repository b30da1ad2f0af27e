import { Injectable, Logger } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../api-problems/desk-refusal';
import { holdAgency } from '../assignment/hold-agency';
import { demandOffice } from '../distribution/rules';
import { readId } from '../people/person-id';
import type { SignedInMember } from '../sign-in/signed-in';
import { demandSavable, demandUnused, mayFill, stale } from './pond-checks';
import { emptyPond, openToMembers } from './pond-leads';
import type { SavePondRequest } from './pond-requests';
import { findPond, readPonds } from './pond-rows';
import type { PondsView, PondView } from './pond-views';
import { viewOf, viewsOf } from './view-ponds';

/** The ponds of an agency: of the company, and of each office (X11). Whoever sets the rule of one sets its ponds. */
@Injectable()
export class Ponds {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  list(who: SignedInMember): Promise<PondsView> {
    return inAgency(this.db, who.agency, async (manager) => {
      const all = (await readPonds(manager, who.agency)).filter((pond) => mayFill(who, pond));
      return { ponds: await viewsOf(manager, who, all) };
    });
  }

  /** Makes or changes a pond, by an id of the editor's own, so that a second click makes no second pond. */
  save(who: SignedInMember, id: string, request: SavePondRequest): Promise<PondView> {
    const { agency } = who;
    const pondId = readId(id, 'pond');
    const now = this.clock.now();
    return inAgency(this.db, agency, async (manager) => {
      await holdAgency(manager, agency);
      const known = await findPond(manager, agency, pondId);
      const office = known?.office ?? request.office ?? '';
      await demandOffice(manager, who, office);
      const before = known?.members.map((one) => one.id) ?? [];
      const sameMembers = before.length === request.members.length && before.every((one) => request.members.includes(one));
      if (known && sameMembers && known.name === request.name.trim()) return viewOf(manager, who, known);
      if (!known && request.version > 0) throw notFound('pond');
      if (known && known.version !== request.version) throw stale(known, await viewOf(manager, who, known));
      const added = request.members.filter((one) => !before.includes(one));
      await demandSavable(manager, who, { id: pondId, name: request.name.trim(), office, added });
      await write(manager, who, pondId, request, now);
      const pond = await findPond(manager, agency, pondId);
      if (!pond) throw notFound('pond');
      if (!sameMembers) await openToMembers(manager, pond, { agency, by: who, now });
      this.log.log({ agency, member: who.memberId, pond: pondId, members: pond.members.length }, 'A pond was changed');
      return viewOf(manager, who, pond);
    });
  }

  /** Its leads go back to the managers. @returns how many @throws DeskRefusal 409 while a rule uses it */
  remove(who: SignedInMember, id: string, version: number): Promise<number> {
    const { agency } = who;
    const pondId = readId(id, 'pond');
    const now = this.clock.now();
    return inAgency(this.db, agency, async (manager) => {
      await holdAgency(manager, agency);
      const pond = await findPond(manager, agency, pondId);
      if (!pond) throw notFound('pond');
      await demandOffice(manager, who, pond.office);
      if (pond.version !== version) throw stale(pond, await viewOf(manager, who, pond));
      await demandUnused(manager, agency, pond);
      const leads = await emptyPond(manager, pond, { agency, by: who, now });
      await manager.query('delete from lead_desk.pond_members where agency = $1 and pond = $2', [agency, pondId]);
      await manager.query(
        'update lead_desk.ponds set deleted_at = $3, version = version + 1, changed_at = $3, changed_by = $4 where agency = $1 and id = $2',
        [agency, pondId, now, who.name],
      );
      this.log.log({ agency, member: who.memberId, pond: pondId, leads }, 'A pond was deleted');
      return leads;
    });
  }
}

/** Writes a pond and, where they changed, who its members are. */
async function write(
  manager: EntityManager,
  who: SignedInMember,
  id: string,
  { name, members, office = '', version }: SavePondRequest,
  now: Date,
): Promise<void> {
  const written: unknown[] = await manager.query(
    `insert into lead_desk.ponds as t (agency, id, office, name, version, changed_at, changed_by) values ($1, $2, $3, $4, 1, $5, $6)
     on conflict (agency, id) do update set name = excluded.name, version = t.version + 1, changed_at = excluded.changed_at,
       changed_by = excluded.changed_by where t.deleted_at is null and t.version = $7 returning 1`,
    [who.agency, id, office, name.trim(), now, who.name, version],
  );
  // An id of a pond that was deleted makes none anew.
  if (written.length === 0) throw notFound('pond');
  await manager.query('delete from lead_desk.pond_members where agency = $1 and pond = $2 and member_id <> all($3)', [
    who.agency,
    id,
    members,
  ]);
  await manager.query(
    'insert into lead_desk.pond_members (agency, pond, member_id) select $1, $2, m from unnest($3::uuid[]) as m on conflict do nothing',
    [who.agency, id, members],
  );
}
