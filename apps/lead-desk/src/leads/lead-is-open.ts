import { endings } from '#lead';

const listed = endings.map((mark) => `'${mark}'`).join(', ');

/** Whether a row of `lead_desk.leads` is open: no mark ended it since the one after which it was opened. @param lead its name in the statement */
export const leadIsOpen = (lead: string): string => `not exists (
  select 1 from lead_desk.lead_marks e left join lead_desk.lead_marks a on a.agency = ${lead}.agency and a.id = ${lead}.after_mark
  where e.agency = ${lead}.agency and e.person_id = ${lead}.person_id and e.intent = ${lead}.intent and e.value in (${listed})
    and (a.id is null or (e.at, e.id) > (a.at, a.id)))`;
