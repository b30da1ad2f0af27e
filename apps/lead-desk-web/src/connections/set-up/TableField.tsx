import { ActionIcon, Button, Input, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { t } from '../../words/words';
import classes from './SetUp.module.css';
import type { ConnectionForm } from './use-connection-form';

interface TableFieldProps {
  form: ConnectionForm;
  path: string;
  label: string;
  help: string;
}

/** Words here and what they are called there, row by row. */
export function TableField({ form, path, label, help }: TableFieldProps) {
  const rows = form.getInputProps(path).value;
  const count = Array.isArray(rows) ? rows.length : 0;
  const { error } = form.getInputProps(path);
  return (
    <fieldset className={classes.tableField}>
      <legend>{label}</legend>
      <Input.Description>{help}</Input.Description>
      {Array.from({ length: count }, (_, i) => (
        <div key={i} className={classes.tableRow}>
          <TextInput aria-label={t('connections.rowFrom', { label, number: i + 1 })} {...form.getInputProps(`${path}.${i}.from`)} />
          <span aria-hidden>→</span>
          <TextInput aria-label={t('connections.rowTo', { label, number: i + 1 })} {...form.getInputProps(`${path}.${i}.to`)} />
          <ActionIcon aria-label={t('connections.removeRow', { number: i + 1 })} onClick={() => form.removeListItem(path, i)}>
            <IconX size={16} stroke={1.75} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        data-path={path}
        leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
        onClick={() => form.insertListItem(path, { from: '', to: '' })}
      >
        {t('connections.addRow')}
      </Button>
      {error && <Input.Error role="alert">{error}</Input.Error>}
    </fieldset>
  );
}
