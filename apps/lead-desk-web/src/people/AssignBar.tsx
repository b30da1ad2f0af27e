import { useState } from 'react';
import type { PersonSummaryView } from '../generated';
import { Selected } from '../lists/Selected';
import { AssignMenu } from '../reports/AssignMenu';
import { useAssign } from '../reports/use-report-changes';
import { t } from '../words/words';
import { leadToAssign } from './WebLead';

interface AssignBarProps {
  chosen: readonly PersonSummaryView[];
  onNone(): void;
}

/** Gives the leads of those selected to one agent (F11). */
export function AssignBar({ chosen, onNone }: AssignBarProps) {
  const assign = useAssign();
  const [busy, setBusy] = useState(false);
  const leads = chosen.flatMap((person) => {
    const lead = leadToAssign(person);
    return lead ? [{ id: lead.id, name: person.name }] : [];
  });
  return (
    <Selected count={chosen.length} onNone={onNone}>
      {leads.length === 0 ? (
        <span className="quiet">{t('people.noLeadChosen')}</span>
      ) : (
        <AssignMenu
          name={t('people.leadsChosen', { count: leads.length })}
          label={t('report.assign')}
          busy={busy}
          onChoose={(agent) => {
            setBusy(true);
            // One after the other, so that each is told apart where one is refused.
            void leads
              .reduce(
                (before, lead) => before.then(() => assign.mutateAsync({ lead, agent }).then(undefined, () => undefined)),
                Promise.resolve<unknown>(undefined),
              )
              .then(() => {
                setBusy(false);
                onNone();
              });
          }}
        />
      )}
    </Selected>
  );
}
