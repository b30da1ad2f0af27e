/**
 * SQL: the target's own id of a person. Somebody merged into a person whom the target knows by none of its own ids goes under
 * the id that this person was told under. It goes by the human, never by all persons of the target, whatever the planner knows of them yet.
 */
export const ownSubject = (agency: string, target: string, person: string): string =>
  `coalesce((select own.subject from exchange.persons one
     cross join lateral (select h.subject, h.participant, h.erased, h.created_at from exchange.persons h where h.agency = one.agency and h.human = one.human offset 0) own
     where one.agency = ${agency} and one.person = ${person} and own.participant = ${target} and not own.erased order by own.created_at limit 1),
   (select m.told_as::text from exchange.admissions m where m.agency = ${agency} and m.target = ${target} and m.person = ${person}))`;
