import { Section } from '../../frame/Section';
import type { LeadRecordView, LeadValueView } from '../../generated';
import person from '../../people/record/Person.module.css';
import { t } from '../../words/words';
import { fieldGroups, type FieldName, groupNames } from '../lead-fields';
import { sourceWord } from '../lead-words';
import { EditableField } from './EditableField';

/** Everything written on the lead, by headings; each value is changed where it stands. */
export function LeadFacts({ lead }: { lead: LeadRecordView }) {
  const valueOf = (field: FieldName): LeadValueView & { field: FieldName } => ({
    ...(lead.values.find((one) => one.field === field) ?? { value: '', side: null, by: null, at: null }),
    field,
  });
  return groupNames.map((group) => (
    <Section key={group} title={t(`leads.group.${group}`)}>
      <dl className={person.facts}>
        {fieldGroups[group].map((field) => (
          <EditableField
            key={field}
            leadId={lead.summary.id}
            value={valueOf(field)}
            shown={field === 'source' && lead.summary.sourceName !== null ? sourceWord(lead.summary.sourceName) : undefined}
          />
        ))}
      </dl>
    </Section>
  ));
}
