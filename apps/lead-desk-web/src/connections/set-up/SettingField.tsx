import { NativeSelect, PasswordInput, Switch, Textarea, TextInput } from '@mantine/core';
import type { PackSettingView } from '../../generated';
import { t } from '../../words/words';
import { TableField } from './TableField';
import type { ConnectionForm } from './use-connection-form';

interface SettingFieldProps {
  form: ConnectionForm;
  setting: PackSettingView;
  /** A secret that was entered before. */
  kept: boolean;
}

/** One setting of a pack, as its kind asks for it. */
export function SettingField({ form, setting, kept }: SettingFieldProps) {
  const { name, label, help, kind, secret, optional, choices } = setting;
  const path = `settings.${name}`;
  const said = {
    label: optional ? t('connections.optional', { label }) : label,
    description: help,
    ...form.getInputProps(path, kind === 'switch' ? { type: 'checkbox' } : {}),
  };
  // What a browser knows of passwords is of no use here.
  if (secret)
    return <PasswordInput {...said} name={name} autoComplete="new-password" placeholder={kept ? t('connections.kept') : undefined} />;
  switch (kind) {
    case 'switch':
      return <Switch {...said} name={name} />;
    case 'choice':
      return <NativeSelect {...said} name={name} data={optional || form.getValues().settings[name] === '' ? ['', ...choices] : choices} />;
    case 'table':
      return <TableField form={form} path={path} label={said.label} help={help} />;
    case 'url':
      return <TextInput {...said} name={name} type="url" inputMode="url" autoComplete="off" />;
    case 'text':
      // A key may have several lines; Enter sends the form, as in any field.
      return <Textarea {...said} name={name} autosize minRows={1} maxRows={6} autoComplete="off" onKeyDown={sendsOnEnter} />;
  }
}

function sendsOnEnter(event: React.KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.shiftKey) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}
