import { Injectable } from '@nestjs/common';
import { may, rolesWith } from '#lead';
import { inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { DeskRefusal } from '../../api-problems/desk-refusal';
import { ExchangeWindow } from '../../exchange-window/exchange-window';
import { cursorOf, readCursor } from '../../people/page-cursor';
import type { SignedInMember } from '../../sign-in/signed-in';
import { mayDo, readSettings } from '../settings/lead-settings';
import { conditionsOf } from './lead-conditions';
import { type LeadSort, sortColumns, type SummaryRow, summaryColumns, summaryOf } from './lead-columns';
import type { ChoiceView, LeadChoicesView, LeadsView } from './lead-summary-view';
import type { LeadsQuery } from './leads-query';

const uuid = /^[\da-f-]{36}$/;
/** A page would wait the longer for the number of all leads the more there are. */
const mostCounted = 1_000;
/** Words a source is often told in; participants are named beside them. */
const usualSources = ['website', 'portal', 'phone', 'branch', 'referral', 'campaign'];

export const usualDirection = (sort: LeadSort): 'asc' | 'desc' => (sortColumns[sort].type === 'text' ? 'asc' : 'desc');

interface FoundRow extends SummaryRow {
  readonly cursor: string;
  readonly counted: number;
}

/**
 * The rows of a page, each with how many leads were found, at most so many. Page and number come of one walk: a search for a rare word looks
 * at every lead, and would do so twice.
 */
function pageSql(o: { where: string; column: string; order: string; limit: number; most: number }): string {
  return `with these as materialized (select l.lead_id, l.${o.column} as sorted from lead_desk.lead_list l where ${o.where}
     order by l.${o.column} ${o.order}, l.lead_id ${o.order} limit ${o.most})
   select ${summaryColumns}, l.${o.column}::text as cursor, (select count(*)::int from these) as counted
   from (select lead_id from these order by sorted ${o.order}, lead_id ${o.order} limit ${o.limit}) page
   join lead_desk.lead_list l on l.agency = $1 and l.lead_id = page.lead_id order by l.${o.column} ${o.order}, l.lead_id ${o.order}`;
}

/** Leads one may see, sorted and filtered, a page at a time in both directions; new ones never move a page (B1, B2). */
@Injectable()
export class LeadList {
  constructor(
    private readonly db: DataSource,
    private readonly window: ExchangeWindow,
  ) {}

  /** @param how whether to count them all too, which a walk over every page needs not */
  async list(who: SignedInMember, query: LeadsQuery, { counts = true }: { counts?: boolean } = {}): Promise<LeadsView> {
    const { sort = 'openedAt', limit = 100 } = query;
    const { column, type, form } = sortColumns[sort];
    const direction = query.direction ?? usualDirection(sort);
    if (query.after !== undefined && query.before !== undefined)
      throw new DeskRefusal(422, [{ path: '/before', rule: 'cursor', message: 'Send the cursor of one direction, not of both' }]);
    const back = query.before !== undefined;
    const cursor = readCursor(query.after ?? query.before, [new RegExp(`^${sort}$`), new RegExp(`^${direction}$`), form, uuid]);
    const order = (direction === 'asc') === back ? 'desc' : 'asc';
    const names = await this.window.participantNames(who.agency);
    return inAgency(this.db, who.agency, async (manager) => {
      const where = conditionsOf(who, query);
      const [all, conditions] = [where.sql, [...where.parameters]];
      if (cursor) {
        const n = where.parameters.length;
        where.also(`(l.${column}, l.lead_id) ${order === 'asc' ? '>' : '<'} ($${n + 1}::${type}, $${n + 2}::uuid)`, cursor.slice(2));
      }
      const counting = counts && cursor === undefined;
      const sql = pageSql({ where: where.sql, column, order, limit: limit + 1, most: counting ? mostCounted + 1 : limit + 1 });
      // Asked at once: the connection sends them without waiting for each answer.
      const [found, settings, elsewhere] = await Promise.all([
        manager.query<FoundRow[]>(sql, where.parameters),
        readSettings(manager, who.agency),
        counts && !counting ? this.count(manager, all, conditions) : 0,
      ]);
      const page = back ? found.slice(0, limit).toReversed() : found.slice(0, limit);
      const at = (row: (typeof page)[number] | undefined): string | null =>
        row ? cursorOf([sort, direction, row.cursor, row.lead_id]) : null;
      const more = found.length > limit;
      return {
        leads: page.map((row) => summaryOf(row, names)),
        next: back || more ? at(page.at(-1)) : null,
        previous: (back ? more : cursor !== undefined) ? at(page[0]) : null,
        total: counting ? (found[0]?.counted ?? 0) : elsewhere,
        mayDo: mayDo(settings, who.member.role),
        decides: may(who.member.role, 'decideRequests'),
      };
    });
  }

  /** Who, where and whence filters and forms offer. */
  async choices(who: SignedInMember): Promise<LeadChoicesView> {
    const names = await this.window.participantNames(who.agency);
    return inAgency(this.db, who.agency, async (manager) => {
      const agents: ChoiceView[] = await manager.query(
        `select id, name from lead_desk.members where agency = $1 and disabled_at is null and role = any($2) order by name, id`,
        [who.agency, rolesWith('workLeads')],
      );
      const offices: ChoiceView[] = await manager.query('select id, name from lead_desk.offices where agency = $1 order by name, id', [
        who.agency,
      ]);
      const sources = [...[...names].map(([id, name]) => ({ id, name })), ...usualSources.map((id) => ({ id, name: id }))];
      return { agents, offices, sources };
    });
  }

  private async count(manager: EntityManager, where: string, parameters: readonly unknown[]): Promise<number> {
    const [counted]: { total: number }[] = await manager.query(
      `select count(*)::int as total from (select from lead_desk.lead_list l where ${where} limit ${mostCounted + 1}) counted`,
      [...parameters],
    );
    return counted?.total ?? 0;
  }
}
