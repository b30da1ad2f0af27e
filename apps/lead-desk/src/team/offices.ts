import { Injectable, Logger } from '@nestjs/common';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskRefusal, notFound } from '../api-problems/desk-refusal';
import type { SignedInMember } from '../sign-in/signed-in';
import { demandSeen } from './team-rules';
import type { AddOfficeRequest, ChangeOfficeRequest } from './team-requests';
import { officeOf, readOffices } from './team-rows';
import type { OfficeView } from './team-views';

/** The offices of an agency, under the ids it has for them. */
@Injectable()
export class Offices {
  private readonly log = new Logger('lead-desk');

  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @throws DeskRefusal 422 where the id is taken */
  async add({ agency, memberId, name: by }: SignedInMember, { id, name, zone = null }: AddOfficeRequest): Promise<OfficeView> {
    return inAgency(this.db, agency, async (manager) => {
      const added: unknown[] = await manager.query(
        `insert into lead_desk.offices (agency, id, name, zone, changed_at, changed_by) values ($1, $2, $3, $4, $5, $6)
         on conflict do nothing returning id`,
        [agency, id, name.trim(), zone, this.clock.now(), by],
      );
      if (added.length === 0)
        throw new DeskRefusal(422, [{ path: '/id', rule: 'unique', message: `There is an office with the id ${id} already` }]);
      this.log.log({ agency, member: memberId, office: id }, 'A member added an office');
      return one(await readOffices(manager, agency, id));
    });
  }

  /** @throws DeskRefusal 404, and 409 where somebody was faster */
  async change(who: SignedInMember, id: string, { version, name, zone }: ChangeOfficeRequest): Promise<OfficeView> {
    const { agency, memberId, name: by } = who;
    const officeId = id.replaceAll('\u0000', '');
    return inAgency(this.db, agency, async (manager) => {
      await manager.query('select from lead_desk.offices where agency = $1 and id = $2 for update', [agency, officeId]);
      const [office] = await readOffices(manager, agency, officeId);
      if (!office) throw notFound('office');
      demandSeen(version, office, officeOf(office));
      await manager.query(
        `update lead_desk.offices set name = $3, zone = $4, version = version + 1, changed_at = $5, changed_by = $6 where agency = $1 and id = $2`,
        [agency, officeId, name?.trim() ?? office.name, zone === undefined ? office.zone : zone, this.clock.now(), by],
      );
      this.log.log({ agency, member: memberId, office: officeId }, 'A member changed an office');
      return one(await readOffices(manager, agency, officeId));
    });
  }
}

function one(rows: Parameters<typeof officeOf>[0][]): OfficeView {
  const [row] = rows;
  if (!row) throw notFound('office');
  return officeOf(row);
}
