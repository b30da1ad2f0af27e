import { Injectable } from '@nestjs/common';
import { inAgency } from '#runtime';
import { DataSource } from 'typeorm';
import { memberOf, officeOf, readMembers, readOffices } from './team-rows';
import type { TeamNamesView, TeamView } from './team-views';

/** Who works at an agency, and where. */
@Injectable()
export class Team {
  constructor(private readonly db: DataSource) {}

  read(agency: string): Promise<TeamView> {
    return inAgency(this.db, agency, async (manager) => ({
      members: (await readMembers(manager, agency)).map(memberOf),
      offices: (await readOffices(manager, agency)).map(officeOf),
    }));
  }

  /** What everybody who works leads needs of it: who there is, not how they are reached. */
  async names(agency: string): Promise<TeamNamesView> {
    const { members, offices } = await this.read(agency);
    return {
      members: members
        .filter(({ state }) => state === 'active')
        .map(({ id, name, role, office, absentUntil }) => ({ id, name, role, office, absentUntil })),
      offices: offices.map(({ id, name }) => ({ id, name })),
    };
  }
}
