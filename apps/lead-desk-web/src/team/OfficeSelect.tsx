import { Select } from '@mantine/core';
import type { OfficeView } from '../generated';
import { t } from '../words/words';

interface OfficeSelectProps {
  offices: readonly OfficeView[];
  office: string | null;
  onOffice(office: string | null): void;
  error: string | undefined;
}

export const OfficeSelect = ({ offices, office, onOffice, error }: OfficeSelectProps) => (
  <Select
    label={t('team.office')}
    data={[{ value: '', label: t('team.officeNone') }, ...offices.map(({ id, name }) => ({ value: id, label: name }))]}
    value={office ?? ''}
    onChange={(value) => onOffice(value === '' ? null : value)}
    allowDeselect={false}
    searchable={offices.length > 8}
    error={error}
    comboboxProps={{ withinPortal: false }}
  />
);
