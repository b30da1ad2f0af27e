import { Injectable } from '@nestjs/common';
import { fits, leadFieldNames, may } from '#lead';
import { Clock, inAgency } from '#runtime';
import { DataSource, type EntityManager } from 'typeorm';
import { notFound } from '../../api-problems/desk-refusal';
import { ExchangeWindow } from '../../exchange-window/exchange-window';
import { planRunOf } from '../../plans/plan-run-of';
import type { SignedInMember } from '../../sign-in/signed-in';
import { type SummaryRow, summaryColumns, summaryOf } from '../list/lead-columns';
import { decidedOf } from '../acts/request-list';
import { mayDo, readSettings } from '../settings/lead-settings';
import { findLead, type OpenedLead } from './find-lead';
import type { LeadRecordView, UndoableView } from './lead-record-view';
import { valuesOf } from './lead-values';

/** One lead as whoever works it sees it (B6). */
@Injectable()
export class LeadRecord {
  constructor(
    private readonly db: DataSource,
    private readonly window: ExchangeWindow,
    private readonly clock: Clock,
  ) {}

  async read(who: SignedInMember, id: string): Promise<LeadRecordView> {
    const names = await this.window.participantNames(who.agency);
    return inAgency(this.db, who.agency, async (manager) => {
      const lead = await findLead(manager, who, id);
      const [row]: (SummaryRow & { request_words: string | null })[] = await manager.query(
        `select ${summaryColumns}, (select q.words from lead_desk.lead_requests q where q.agency = l.agency and q.id = l.request_id) as request_words
         from lead_desk.lead_list l where l.agency = $1 and l.lead_id = $2`,
        [lead.agency, lead.leadId],
      );
      if (!row) throw notFound('lead');
      const values = await valuesOf(manager, lead);
      const standing = { recordStatus: lead.recordStatus, closedAt: lead.closedAt?.toISOString() ?? null };
      const plan = await planRunOf(manager, lead, this.clock.now());
      const acts = mayDo(await readSettings(manager, who.agency), who.member.role);
      const decides = may(who.member.role, 'decideRequests');
      return {
        summary: summaryOf(row, names),
        values: leadFieldNames.map((field) => ({ field, ...values[field], by: named(values[field].by, names) })),
        plan,
        requestWords: row.request_words === '' ? null : row.request_words,
        requests: await decidedOf(manager, who, lead.leadId),
        mayDo: acts.filter(({ act }) => fits(act, standing, plan !== null)),
        undo: await undoable(manager, lead, who, decides),
        decides,
      };
    });
  }
}

const named = (by: string | null, names: ReadonlyMap<string, string>): string | null => (by === null ? null : (names.get(by) ?? by));

async function undoable(manager: EntityManager, lead: OpenedLead, who: SignedInMember, decides: boolean): Promise<UndoableView | null> {
  const [act]: (Omit<UndoableView, 'at'> & { at: Date; own: boolean })[] = await manager.query(
    `select a.number::text, a.kind, a.by_name as by, a.at, a.by = $4 as own from lead_desk.lead_acts a
     where a.agency = $1 and a.lead_id = $2 and a.undone_at is null and a.facts->>'to' = $3 and a.kind in ('archive', 'delete', 'convert')
     order by a.number desc limit 1`,
    [lead.agency, lead.leadId, lead.recordStatus, who.memberId],
  );
  if (!act || !(act.own || decides)) return null;
  const { number, kind, by, at } = act;
  return { number, kind, by, at: at.toISOString() };
}
