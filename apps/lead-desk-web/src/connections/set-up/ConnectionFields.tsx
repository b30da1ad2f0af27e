import { Alert, Radio, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PackView } from '../../generated';
import { useSession } from '../../session/session';
import { t } from '../../words/words';
import { idFrom, isAsked } from './form-values';
import { PassSwitches } from './PassSwitches';
import classes from './SetUp.module.css';
import { SettingField } from './SettingField';
import type { ConnectionForm } from './use-connection-form';

interface ConnectionFieldsProps {
  form: ConnectionForm;
  pack: PackView;
  kept: readonly string[];
  isNew: boolean;
  /** Problems that belong to no field. */
  others: readonly string[];
}

/** All fields of a connection, made from what its pack asks for. */
export function ConnectionFields({ form, pack, kept, isNew, others }: ConnectionFieldsProps) {
  const { member } = useSession();
  return (
    <>
      <Problems count={Object.keys(form.errors).length} others={others} />
      {isNew && <Who form={form} pack={pack} />}
      <fieldset className={classes.group}>
        <legend>{t('connections.access')}</legend>
        {pack.settings
          .filter((setting) => isAsked(setting, form.getValues().settings))
          .map((setting) => (
            <SettingField key={setting.name} form={form} setting={setting} kept={kept.includes(setting.name)} />
          ))}
      </fieldset>
      <PassSwitches form={form} pack={pack} />
      {member.role === 'admin' && (
        <fieldset className={classes.group}>
          <legend>{t('connections.network')}</legend>
          <Switch
            label={t('connections.allowPrivate')}
            description={t('connections.allowPrivateHelp')}
            {...form.getInputProps('allowPrivate', { type: 'checkbox' })}
          />
        </fieldset>
      )}
    </>
  );
}

function Problems({ count, others }: { count: number; others: readonly string[] }) {
  if (count === 0 && others.length === 0) return null;
  const words = [...others, ...(count > 0 ? [t('connections.wrong', { count })] : []), t('connections.notKept')];
  return (
    <Alert role="alert" color="red" variant="light" className={classes.problems}>
      {words.join(' ')}
    </Alert>
  );
}

function Who({ form, pack }: { form: ConnectionForm; pack: PackView }) {
  const [own, setOwn] = useState(false);
  const name = form.getInputProps('name');
  const id = form.getInputProps('id');
  return (
    <fieldset className={classes.group}>
      <legend>{t('connections.who')}</legend>
      <TextInput
        label={t('connections.name')}
        description={t('connections.nameHelp')}
        autoComplete="off"
        maxLength={200}
        {...name}
        onChange={(event) => {
          name.onChange(event);
          // The id follows the name until somebody enters one.
          if (!own) form.setFieldValue('id', idFrom(event.currentTarget.value));
        }}
      />
      <TextInput
        label={t('connections.id')}
        description={t('connections.idHelp')}
        autoComplete="off"
        spellCheck={false}
        {...id}
        onChange={(event) => {
          setOwn(event.currentTarget.value !== '');
          id.onChange(event);
        }}
      />
      {pack.side === 'backOffice' && (
        <Radio.Group label={t('connections.admission')} {...form.getInputProps('admission')}>
          <div className={classes.choices}>
            <Radio value="straight" label={t('connections.straight')} />
            <Radio value="approval" label={t('connections.approval')} />
          </div>
        </Radio.Group>
      )}
    </fieldset>
  );
}
