import { Switch } from '@mantine/core';
import type { PackView } from '../../generated';
import { t, wordFor } from '../../words/words';
import classes from './SetUp.module.css';
import type { ConnectionForm } from './use-connection-form';

/** What passes to the vendor, row by row; each may be switched off (P17). */
export function PassSwitches({ form, pack }: { form: ConnectionForm; pack: PackView }) {
  const { off } = form.getValues();
  const rows = pack.capabilities.filter((capability) => capability.out === 'supported');
  return (
    <fieldset className={classes.group}>
      <legend>{t('connections.passes')}</legend>
      <p className="quiet">{t('connections.passesAbout')}</p>
      {rows.map(({ row, says }) => (
        <Switch
          key={row}
          label={
            <>
              {wordFor('row', row)} <span className="quiet">{row}</span>
            </>
          }
          description={says}
          checked={!off.includes(row)}
          onChange={(event) => form.setFieldValue('off', event.currentTarget.checked ? off.filter((one) => one !== row) : [...off, row])}
        />
      ))}
    </fieldset>
  );
}
