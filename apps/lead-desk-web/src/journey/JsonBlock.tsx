import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { t } from '../words/words';
import classes from './Json.module.css';
import { hasFolded, isJson, jsonLines, type Piece } from './json-lines';

interface JsonBlockProps {
  title: string;
  /** A line above: the request's, or the answer's status. */
  lead?: string;
  headers?: Readonly<Record<string, string>>;
  text: string;
  /** Under a heading that says the title already. */
  bare?: boolean;
}

/** JSON one can read: points on one line, long lists folded; copies all of it. What is no JSON is shown as it came. */
export function JsonBlock({ title, lead, headers = {}, text, bare = false }: JsonBlockProps) {
  const [all, setAll] = useState(false);
  const value = useMemo(() => (isJson(text) ? { of: JSON.parse(text) as unknown } : undefined), [text]);
  const lines = useMemo(() => value && jsonLines(value.of, all ? Infinity : undefined), [value, all]);
  const folds = useMemo(() => value !== undefined && hasFolded(jsonLines(value.of)), [value]);
  const whole = value ? JSON.stringify(value.of, null, 2) : text;
  return (
    <div className={classes.block}>
      <div className={classes.bar}>
        <span className={classes.lead}>
          {!bare && <strong>{title}</strong>} {lead !== undefined && <span className="code">{lead}</span>}
        </span>
        {folds && (
          <Button size="compact-xs" variant="subtle" onClick={() => setAll(!all)}>
            {all ? t('journey.fold') : t('journey.showAll')}
          </Button>
        )}
        {text !== '' && <Copy what={title} text={whole} />}
      </div>
      {Object.entries(headers).map(([name, said]) => (
        <p key={name} className={classes.header}>
          <span className={classes.key}>{name}</span>: {said}
        </p>
      ))}
      {text === '' ? (
        <p className={classes.header}>{t('journey.emptyBody')}</p>
      ) : (
        <pre className={classes.text} tabIndex={0} aria-label={title}>
          {lines ? lines.map((line, i) => <Line key={i} pieces={line} />) : text}
        </pre>
      )}
    </div>
  );
}

function Line({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ kind, text }, i) =>
        kind === 'mark' ? (
          text
        ) : (
          <span key={i} className={classes[kind]}>
            {text}
          </span>
        ),
      )}
      {'\n'}
    </>
  );
}

function Copy({ what, text }: { what: string; text: string }) {
  return (
    <CopyButton value={text}>
      {({ copied, copy }) => (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-label={copied ? t('journey.copied') : t('journey.copyOf', { what })}
          leftSection={copied ? <IconCheck size={14} stroke={1.75} aria-hidden /> : <IconCopy size={14} stroke={1.75} aria-hidden />}
          onClick={copy}
        >
          {copied ? t('journey.copied') : t('journey.copy')}
        </Button>
      )}
    </CopyButton>
  );
}
