import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsString, Matches, MaxLength } from 'class-validator';
import { Clock, inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { DeskRefusal, notFound } from '../../api-problems/desk-refusal';
import { readId } from '../../people/person-id';
import type { SignedInMember } from '../../sign-in/signed-in';

const mostViews = 100;

export class SaveLeadViewRequest {
  @ApiProperty({ maxLength: 100 }) @IsString() @MaxLength(100) @Matches(/\S/) @Matches(/^[^\0]*$/) name: string;
  @ApiProperty({ maxLength: 4_000, description: 'What stands behind ? in the address of the list' })
  @IsString()
  @MaxLength(4_000)
  @Matches(/^(?:\?[^\0\r\n#]*)?$/)
  address: string;
  @ApiProperty({ description: 'Everybody of the agency has it too' }) @IsBoolean() shared: boolean;
}

export class LeadViewView {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty() address: string;
  @ApiProperty() shared: boolean;
  @ApiProperty({ description: 'Who saved it' }) by: string;
  @ApiProperty({ description: 'Whether whoever asks saved it' }) own: boolean;
}

export class LeadViewsView {
  @ApiProperty({ type: [LeadViewView] }) views: LeadViewView[];
}

/** Lists that members come back to: filters, order and columns under a name (B2). */
@Injectable()
export class LeadViews {
  constructor(
    private readonly db: DataSource,
    private readonly clock: Clock,
  ) {}

  /** One's own and those that others share. */
  list(who: SignedInMember): Promise<LeadViewsView> {
    return inAgency(this.db, who.agency, async (manager) => ({
      views: await manager.query(
        `select id, name, address, shared, owner_name as by, owner = $2 as own from lead_desk.lead_views where agency = $1 and (owner = $2 or shared) order by lower(name), id`,
        [who.agency, who.memberId],
      ),
    }));
  }

  save(who: SignedInMember, { name, address, shared }: SaveLeadViewRequest): Promise<LeadViewView> {
    const view = { id: randomUUID(), name: name.trim().toWellFormed(), address: address.toWellFormed(), shared, by: who.name, own: true };
    return inAgency(this.db, who.agency, async (manager) => {
      const [{ count } = { count: 0 }]: { count: number }[] = await manager.query(
        'select count(*)::int as count from lead_desk.lead_views where agency = $1 and owner = $2',
        [who.agency, who.memberId],
      );
      if (count >= mostViews)
        throw new DeskRefusal(409, [{ path: '', rule: 'most', message: `You have ${mostViews} saved views; delete one first` }]);
      await manager.query(
        'insert into lead_desk.lead_views (agency, id, name, address, owner, owner_name, shared, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
        [who.agency, view.id, view.name, view.address, who.memberId, who.name, shared, this.clock.now()],
      );
      return view;
    });
  }

  /** @throws DeskRefusal 404 also for somebody else's */
  async remove(who: SignedInMember, id: string): Promise<void> {
    const [, removed]: [unknown, number] = await inAgency(this.db, who.agency, (manager) =>
      manager.query('delete from lead_desk.lead_views where agency = $1 and id = $2 and owner = $3', [
        who.agency,
        readId(id, 'saved view'),
        who.memberId,
      ]),
    );
    if (removed === 0) throw notFound('saved view');
  }
}
