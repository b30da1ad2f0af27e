import { stateTypes } from './facts-of';

/** The types of a fill's first half, as text of a statement; they are our own words. */
const states = `array[${stateTypes.map((type) => `'${type}'`).join(', ')}]`;

/**
 * Which rows `i` of the inbox run `u` is about, of whomever: what crosses to its target, was taken as it came and is still there.
 * What goes to the target by itself is left to that; what is parked there is tried again.
 */
export const eventsOfRun = `i.agency = u.agency and i.side <> u.side and i.participant <> u.target and not i.conflict and not i.echo and i.source <> ''
  and i.type = any(u.types) and i.type <> 'person.erased' and i.received < coalesce(u.received_until, 'infinity')
  and (u.side = 'backOffice' or i.type in ('person.registered', 'account.invited') or exists (
    select from exchange.persons kp join exchange.persons ko on ko.agency = kp.agency and ko.human = kp.human and ko.participant = u.target and not ko.erased
    where kp.agency = i.agency and kp.person = i.person))
  and not exists (select from exchange.pending op where op.key = i.key and op.agency = i.agency and op.target = u.target and op.state <> 'parked')`;

/** Of those, what is told one after the other: of a fill the happenings of its days, of a replay everything of its window. */
export const inWindow = `i.received >= coalesce(u.received_from, '-infinity') and (u.kind = 'replay' or i.type <> all(${states}))`;

/** Of a fill, what may say how things stand, however old. */
export const ofState = `i.type = any(${states})`;

/** What a run may come to tell, the superseded included. */
export const inPlan = `(${inWindow} or (u.kind = 'fill' and ${ofState}))`;

/** Persons `p` of run `u`: of the other side, not erased, and not kept out by the target's holding tank. */
export const personsOfRun = `p.agency = u.agency and not p.erased and p.participant <> u.target and (u.persons is null or p.person = any(u.persons))
  and exists (select from exchange.participants t where t.agency = p.agency and t.id = p.participant and t.side <> u.side)
  and not exists (select from exchange.admissions a where a.agency = p.agency and a.target = u.target and a.person = p.person and a.state <> 'admitted')`;

/** As accepted: the log's own order, within the moment of receipt. */
export const asAccepted = 'i.received, i.position, i.key';
