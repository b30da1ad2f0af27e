/**
 * Whether a person of this row (agency, target, person) is being replayed at its target just now: then what is live waits. A
 * look-up of its own for each row, so that no planner turns the order of queues into a join; where nothing is replayed it finds
 * an empty table.
 */
export function heldByReplay(row: string): string {
  return `(select true from exchange.replay_persons hr join exchange.replay_runs hu on hu.agency = hr.agency and hu.id = hr.run and hu.state = 'running'
    where hr.agency = ${row}.agency and hr.target = ${row}.target and hr.person = ${row}.person limit 1) is not null`;
}
