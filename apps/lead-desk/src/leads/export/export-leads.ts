import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { SignedInMember } from '../../sign-in/signed-in';
import { LeadList } from '../list/lead-list';
import { byteOrderMark, csvLines } from './csv';
import { exportColumnNames, exportColumns } from './export-columns';
import type { ExportQuery } from './export-query';

const atOnce = 500;

/** Leads as a file, read page by page as fast as it is taken, so that its size costs no memory (B13). */
@Injectable()
export class ExportLeads {
  constructor(private readonly leads: LeadList) {}

  stream(who: SignedInMember, query: ExportQuery): Readable {
    return Readable.from(this.lines(who, query), { objectMode: false, highWaterMark: 65_536 });
  }

  private async *lines(who: SignedInMember, { columns = [...exportColumnNames], ...filter }: ExportQuery): AsyncGenerator<string> {
    yield byteOrderMark + csvLines([columns]);
    for (let after: string | undefined; ;) {
      const page = await this.leads.list(who, { ...filter, after, limit: atOnce }, { counts: false });
      if (page.leads.length > 0) yield csvLines(page.leads.map((lead) => columns.map((column) => exportColumns[column](lead))));
      if (page.next === null) return;
      after = page.next;
    }
  }
}
