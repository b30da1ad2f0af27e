import { personIdOf } from '#people-exchange';
import { Chance } from '../../day/chance';
import type { Finding } from '../../compare/findings';
import { playDay } from '../../play/player';
import type { PlayJournal } from '../../play/sent';
import { findWrongAnswers } from '../../compare/answers';
import type { Day } from '../../day/plan';
import type { BridgeAddress } from '../bridge-process';
import { Operator } from '../operator';
import type { Report } from '../progress';
import { unbalanced } from '../settle';
import { followUpBossPart } from './follow-up-boss';
import { goHighLevelPart } from './gohighlevel';
import { reapitPart } from './reapit';
import { type Rest, settleVendors } from './settle-vendors';
import { closeAgency, type Connected, openAgency, type VendorAgency } from './stage';
import { customersDay, toldIn, type ToldEvent } from './told';
import { type Acted, latest, type VendorPart } from './vendor-part';
import { together } from './agents';
import { type Verdict, verdictOn } from './verdict';
import { tellVerdicts } from './vendor-table';

export const vendorParts: readonly VendorPart[] = [reapitPart, goHighLevelPart, followUpBossPart];

export interface VendorsDemoOptions {
  bridge: BridgeAddress;
  seed: string;
  faults: 'day' | 'none';
  customers: number;
  parts: readonly VendorPart[];
  /** How long each coming to rest may take. */
  settleWithinMs: number;
  signal?: AbortSignal;
}

/** What each vendor's records showed, and the tally they were held under. */
export interface VendorsPlayed {
  agency: VendorAgency;
  told: readonly ToldEvent[];
  rest: Rest;
  verdicts: readonly { connected: Connected; verdict: Verdict; drift: number }[];
  findings: readonly Finding[];
  tookMs: number;
}

/**
 * Customers on one website, and vendors' twins behind connections with their faults on: everything must come to its end by itself,
 * and then be there record by record, both ways. Tells it, and whether all is well.
 */
export async function runVendorsDemo(
  options: VendorsDemoOptions,
  report: Report,
): Promise<{ well: boolean; tell: (print: (text: string) => void, colour: boolean) => void }> {
  const operator = new Operator(options.bridge.url, options.bridge.operatorKey);
  const connectorUrl = options.bridge.backOfficeUrl ?? options.bridge.url;
  report.begin('Connecting vendors');
  const agency = await openAgency(operator, connectorUrl, options.parts, { seed: options.seed, faults: options.faults === 'day' });
  try {
    const played = await new VendorsDay(operator, agency, options, report).play();
    return { well: played.findings.length === 0, tell: (print, colour) => tellVerdicts(played, print, colour) };
  } finally {
    await closeAgency(agency);
  }
}

class VendorsDay {
  private readonly startedAt = Date.now();
  private readonly acted = new Map<string, Acted>();
  private readonly days: Day[] = [];
  private readonly played: PlayJournal[] = [];

  constructor(
    private readonly operator: Operator,
    private readonly agency: VendorAgency,
    private readonly o: VendorsDemoOptions,
    private readonly report: Report,
  ) {}

  async play(): Promise<VendorsPlayed> {
    const { customers, seed } = this.o;
    const startsAt = new Date(Math.floor(Date.now() / 3_600_000) * 3_600_000 - 48 * 3_600_000);
    const { opening, rest } = customersDay(seed, startsAt, this.agency.names, customers);
    await this.say(opening, `${customers} customers register`);
    await this.comeToRest('their contacts are there');
    this.plan('busy');
    this.act('takeIn');
    await this.say(rest, 'Customers search, view, save and enquire, agents take people in');
    await this.comeToRest('the vendors have all of it');
    this.act('edit');
    this.plan('calm');
    const end = await this.comeToRest('agents’ edits have arrived');
    return this.judge(end);
  }

  private async say(day: Day, what: string): Promise<void> {
    this.report.begin(what);
    const speaker = { url: this.o.bridge.url, key: this.agency.websiteKey };
    const played = await playDay(day, {
      // The back office of this agency says nothing itself: its vendors do.
      speakers: () => ({ website: speaker, backOffice: speaker }),
      connections: 8,
      onProgress: (done, of) => this.report.update(`${what}: ${done} of ${of} requests`),
      signal: this.o.signal,
    });
    this.days.push(day);
    this.played.push(played);
  }

  private async comeToRest(until: string): Promise<Rest> {
    const accepted = toldIn(this.days, this.played).length;
    const rest = await settleVendors(this.operator, this.agency, accepted, this.o.settleWithinMs, (open) =>
      this.report.update(`Waiting until ${until}: ${open}`),
    );
    if (rest.open === undefined) this.report.done(`By itself: ${until}`);
    else this.report.failed(`Not yet: ${until}; ${rest.open}`);
    return rest;
  }

  private plan(which: 'busy' | 'calm'): void {
    for (const { part, stage } of this.agency.vendors) stage.twin.plan(which === 'busy' && this.o.faults === 'day' ? part.faults.busy : {});
  }

  private act(what: 'takeIn' | 'edit'): void {
    for (const { part, stage, id } of this.agency.vendors) {
      // The same each time, so that an edit finds the customers whom somebody booked for.
      const chance = new Chance(`${this.o.seed} ${part.name}`);
      const people = stage.customers().filter(({ email }) => !email.startsWith('walk-in'));
      const acted = stage[what](chance.shuffle(people), chance);
      this.acted.set(id, together([this.acted.get(id) ?? { atWebsite: [], atVendor: [] }, acted]));
    }
  }

  private async judge(rest: Rest): Promise<VendorsPlayed> {
    const { agency, ears, vendors, names } = { ...this.agency, agency: this.agency };
    const told = toldIn(this.days, this.played);
    const parked = await this.operator.parked(names.agency);
    const connections = await this.operator.connections(names.agency);
    const emails = new Map(told.map(({ subject, email }) => [subject, email]));
    const verdicts = [];
    for (const connected of vendors) {
      const { part, stage, id } = connected;
      const acted = this.acted.get(id) ?? { atWebsite: [], atVendor: [] };
      const wanted = part.wanted(told);
      const written = new Set(acted.atVendor.map(({ kind, mark }) => `${kind} ${mark}`));
      const drift = await this.operator.drift(names.agency, id);
      const strangers = new Map(
        acted.atWebsite
          .filter(({ person }) => person.startsWith('vendor:'))
          .map(({ person }) => [personIdOf(names.agency, id, person.slice('vendor:'.length)), person]),
      );
      const verdict = verdictOn({
        name: part.name,
        id,
        wanted: [...wanted.filter(({ kind, mark }) => !written.has(`${kind} ${mark}`)), ...latest(acted.atVendor)],
        held: stage.held(),
        acted,
        heard: ears.from(id, (subject) => emails.get(subject) ?? strangers.get(subject) ?? subject),
        parked: parked.filter(({ target }) => target === id),
        unread: connections.find((one) => one.id === id)?.waiting.parked ?? 0,
      });
      verdicts.push({ connected, verdict, drift: drift.reduce((sum, { count }) => sum + count, 0) });
    }
    const findings = [...this.general(rest), ...verdicts.flatMap(({ verdict }) => verdict.findings)];
    return { agency, told, rest, verdicts, findings, tookMs: Date.now() - this.startedAt };
  }

  /** What is wrong with the agency as a whole. */
  private general({ tally, open }: Rest): Finding[] {
    const at = this.agency.names.agency;
    const ids = this.agency.vendors.map(({ id }) => id);
    const strangers = this.agency.ears.fromOthers(ids);
    return [
      ...this.played.flatMap(findWrongAnswers),
      ...unbalanced(tally),
      ...(open === undefined ? [] : [{ fault: 'unsettled', at, event: null, sentence: `${at} did not come to rest: ${open}` } as const]),
      ...strangers.map((event): Finding => ({
        fault: 'returned',
        at,
        event: null,
        sentence: `the website heard ${event}, which no vendor said`,
      })),
    ];
  }
}
