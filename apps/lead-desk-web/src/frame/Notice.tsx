import type { ReactNode } from 'react';
import classes from './Notice.module.css';

interface NoticeProps {
  icon: ReactNode;
  title: string;
  children: ReactNode;
  tone?: 'bad' | 'quiet';
  alert?: boolean;
  /** Stands for the whole screen: its title is the screen's. */
  whole?: boolean;
}

/** In place of content: nothing there yet, or something went wrong; always says what to do. */
export function Notice({ icon, title, children, tone = 'quiet', alert = false, whole = false }: NoticeProps) {
  return (
    <div className={classes.notice} data-tone={tone} role={alert ? 'alert' : undefined}>
      <span className={classes.icon} aria-hidden>
        {icon}
      </span>
      {whole ? <h1 className={classes.title}>{title}</h1> : <strong className={classes.title}>{title}</strong>}
      <div className={classes.body}>{children}</div>
    </div>
  );
}
