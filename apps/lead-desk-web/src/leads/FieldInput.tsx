import { NativeSelect, Textarea, TextInput } from '@mantine/core';
import type { KeyboardEvent } from 'react';
import { type FieldName, type FieldShape, fieldShapes } from './lead-fields';
import { fieldWord } from './lead-words';

interface FieldInputProps {
  field: FieldName;
  value: string;
  onChange(value: string): void;
  error?: string;
  /** Without it the label stands over the input. */
  unlabelled?: boolean;
  autoFocus?: boolean;
  onKeyDown?(event: KeyboardEvent): void;
  onBlur?(): void;
}

/** One field of a lead, as its kind is written. */
export function FieldInput({ field, value, onChange, error, unlabelled, autoFocus, onKeyDown, onBlur }: FieldInputProps) {
  const shape: FieldShape = fieldShapes[field];
  const label = fieldWord(field);
  const same = {
    ...(unlabelled ? { 'aria-label': label } : { label }),
    value,
    error,
    onKeyDown,
    onBlur,
    'data-autofocus': autoFocus || undefined,
    ref: (element: HTMLElement | null) => {
      if (autoFocus && element && element.ownerDocument.activeElement !== element) element.focus();
    },
  };
  if (shape.kind === 'choice')
    return <NativeSelect {...same} data={[...shape.choices]} onChange={(event) => onChange(event.currentTarget.value)} />;
  if (shape.kind === 'lines')
    return (
      <Textarea {...same} autosize minRows={3} maxRows={12} maxLength={10_000} onChange={(event) => onChange(event.currentTarget.value)} />
    );
  return (
    <TextInput
      {...same}
      type={shape.type}
      maxLength={shape.most}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
