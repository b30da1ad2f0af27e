import type { PersonSummaryView } from '../generated';
import { AssignMenu } from '../reports/AssignMenu';
import { useAssign } from '../reports/use-report-changes';
import { t } from '../words/words';

/** The person's open lead that a website brought; else any that is open. */
export const leadToAssign = ({ openLeads }: PersonSummaryView): PersonSummaryView['openLeads'][number] | undefined =>
  openLeads.find(({ web }) => web) ?? openLeads[0];

/** Whether somebody came by a website, and whose they are; the entry assigns (F11). */
export function WebLead({ person, assigns }: { person: PersonSummaryView; assigns: boolean }) {
  const assign = useAssign();
  const lead = person.openLeads.find(({ web }) => web);
  if (!lead) return <span className="quiet">{t('none')}</span>;
  if (!assigns) return lead.agent ?? t('people.nobodys');
  return (
    <AssignMenu
      name={person.name ?? t('unnamed')}
      label={lead.agent ?? t('report.assign')}
      busy={assign.isPending}
      onChoose={(agent) => assign.mutate({ lead: { id: lead.id, name: person.name }, agent })}
    />
  );
}
