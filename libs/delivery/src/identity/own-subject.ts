/**
 * SQL: the target's own id of a person. Somebody merged into a person whom the target knows by none of its own ids goes under
 * the id that this person was told under.
 */
export const ownSubject = (agency: string, target: string, person: string): string =>
  `coalesce((select own.subject from exchange.persons one join exchange.persons own on own.agency = one.agency and own.human = one.human and own.participant = ${target}
     where one.agency = ${agency} and one.person = ${person} and not own.erased order by own.created_at limit 1),
   (select m.told_as::text from exchange.admissions m where m.agency = ${agency} and m.target = ${target} and m.person = ${person}))`;
