import { Button, Group, UnstyledButton } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { LeadValueView } from '../../generated';
import { SourceMark } from '../../people/record/SourceMark';
import { t } from '../../words/words';
import { FieldInput } from '../FieldInput';
import { type FieldName, type FieldShape, fieldShapes, shownValue } from '../lead-fields';
import { fieldWord } from '../lead-words';
import classes from '../Leads.module.css';
import { type Clash, useEditLead } from './use-edit-lead';

interface EditableFieldProps {
  leadId: string;
  value: LeadValueView & { field: FieldName };
  /** In place of the value's own word. */
  shown?: string;
}

/** A value that becomes an input where it stands; Enter saves, Escape leaves it as it was. */
export function EditableField({ leadId, value, shown }: EditableFieldProps) {
  const { field } = value;
  const words = value.value === '' ? '' : (shown ?? shownValue(field, value.value));
  const [writing, setWriting] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const wrote = useRef(false);
  const edit = useEditLead(leadId, field, () => setWriting(false));
  // The focus comes back to where it was taken from.
  useEffect(() => {
    if (wrote.current && !writing) button.current?.focus();
    wrote.current = writing;
  }, [writing]);
  const isLong = (fieldShapes[field] as FieldShape).kind === 'lines';
  return (
    <div>
      <dt>{fieldWord(field)}</dt>
      <dd>
        {writing ? (
          <Writing
            field={field}
            from={value.value}
            wrong={edit.wrong}
            pending={edit.pending}
            onSave={(to) => (to === value.value ? setWriting(false) : edit.save({ from: value.value, to }))}
            onCancel={() => {
              edit.forget();
              setWriting(false);
            }}
          />
        ) : (
          <UnstyledButton
            ref={button}
            className={`${classes.editable} ${isLong ? classes.long : ''}`}
            aria-label={`${t('leads.record.edit', { field: fieldWord(field) })}: ${words || t('leads.record.nothing')}`}
            onClick={() => setWriting(true)}
          >
            {words === '' ? <span className="quiet">{t('leads.record.nothing')}</span> : <bdi>{words}</bdi>}
          </UnstyledButton>
        )}
        {edit.clash && (
          <Clashed field={field} clash={edit.clash} onTheirs={edit.keepTheirs} onMine={(from, to) => edit.save({ from, to })} />
        )}
        {value.side !== null && value.by !== null && value.at !== null && !writing && (
          <SourceMark side={value.side} participant={value.by} at={value.at} />
        )}
      </dd>
    </div>
  );
}

interface WritingProps {
  field: FieldName;
  from: string;
  wrong: string | undefined;
  pending: boolean;
  onSave(to: string): void;
  onCancel(): void;
}

function Writing({ field, from, wrong, pending, onSave, onCancel }: WritingProps) {
  const [text, setText] = useState(from);
  const { kind }: FieldShape = fieldShapes[field];
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onCancel();
    if (event.key === 'Enter' && (kind !== 'lines' || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      onSave(text);
    }
  };
  // A choice is saved when it is made.
  const change = (to: string) => {
    setText(to);
    if (kind === 'choice') onSave(to);
  };
  return (
    <>
      <FieldInput field={field} value={text} onChange={change} error={wrong} unlabelled autoFocus onKeyDown={keys} />
      <Group gap="xs" mt={6}>
        {kind !== 'choice' && (
          <Button size="compact-sm" loading={pending} onClick={() => onSave(text)}>
            {t('leads.save')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={onCancel}>
          {t('leads.cancel')}
        </Button>
      </Group>
    </>
  );
}

interface ClashedProps {
  field: FieldName;
  clash: Clash;
  onTheirs(): void;
  onMine(from: string, to: string): void;
}

function Clashed({ field, clash, onTheirs, onMine }: ClashedProps) {
  return (
    <div className={classes.clash} role="alert">
      <strong>{t('leads.record.clashTitle', { field: fieldWord(field) })}</strong>
      <span>{t('leads.record.clash', { by: clash.by ?? t('leads.nobody') })}</span>
      <p dir="auto">{shownValue(field, clash.value) || t('leads.record.nothing')}</p>
      <span>{t('leads.record.yours')}</span>
      <p dir="auto">{shownValue(field, clash.mine) || t('leads.record.nothing')}</p>
      <Group gap="xs">
        <Button size="compact-sm" variant="default" onClick={onTheirs}>
          {t('leads.record.keepTheirs')}
        </Button>
        <Button size="compact-sm" onClick={() => onMine(clash.value, clash.mine)}>
          {t('leads.record.useMine')}
        </Button>
      </Group>
    </div>
  );
}
