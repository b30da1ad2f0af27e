import { Autocomplete, Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OfficeView } from '../generated';
import { t } from '../words/words';
import { problemAt, Wrong } from './problems-at';
import { useSaveOffice } from './team-changes';
import classes from './Team.module.css';

/** Adds an office, or changes one there is. */
export function OfficeDialog({ opened, office, close }: { opened: boolean; office: OfficeView | undefined; close(): void }) {
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={office ? t('team.editTitle', { name: office.name }) : t('team.officeTitle')}
      closeButtonProps={{ 'aria-label': t('team.cancel') }}
    >
      {opened && <Fields key={office?.id} office={office} close={close} />}
    </Modal>
  );
}

const fields = ['id', 'name', 'zone'];
const zones = Intl.supportedValuesOf('timeZone');

function Fields({ office, close }: { office: OfficeView | undefined; close(): void }) {
  const [was] = useState(office);
  const [values, setValues] = useState({ id: was?.id ?? '', name: was?.name ?? '', zone: was?.zone ?? '' });
  const save = useSaveOffice(was, close);
  const set = (edit: Partial<typeof values>) => setValues((before) => ({ ...before, ...edit }));
  const at = (field: string) => problemAt(save.error, field);
  return (
    <form
      noValidate
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const { id, name, zone } = values;
        save.mutate({ id, name, zone: zone.trim() === '' ? null : zone.trim() });
      }}
    >
      <Wrong error={save.error} fields={fields} />
      <TextInput
        data-autofocus
        label={t('team.officeName')}
        value={values.name}
        onChange={(event) => set({ name: event.currentTarget.value })}
        error={at('name')}
        autoComplete="off"
      />
      {!was && (
        <TextInput
          label={t('team.officeId')}
          description={t('team.officeIdHelp')}
          value={values.id}
          onChange={(event) => set({ id: event.currentTarget.value })}
          error={at('id')}
          autoComplete="off"
          spellCheck={false}
        />
      )}
      <Autocomplete
        label={t('team.zone')}
        description={t('team.zoneHelp')}
        data={zones}
        limit={20}
        value={values.zone}
        onChange={(zone) => set({ zone })}
        error={at('zone')}
        comboboxProps={{ withinPortal: false }}
        spellCheck={false}
      />
      <div className={classes.foot}>
        <Button variant="default" onClick={close}>
          {t('team.cancel')}
        </Button>
        <Button type="submit" loading={save.isPending}>
          {was ? t('team.save') : t('team.officeAdd')}
        </Button>
      </div>
    </form>
  );
}
