import type { ReactNode } from 'react';
import type { Tone } from './theme';
import classes from './Status.module.css';

/** A state as text with a dot; the dot alone says nothing. */
export function Status({ tone, children, strong = false }: { tone: Tone; children: ReactNode; strong?: boolean }) {
  return (
    <span className={classes.status} data-tone={tone} data-strong={strong || undefined}>
      <span className={classes.dot} aria-hidden />
      <span className="cut">{children}</span>
    </span>
  );
}
