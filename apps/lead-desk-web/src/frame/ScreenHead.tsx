import type { ReactNode } from 'react';
import { useDocumentTitle } from '@mantine/hooks';
import { t } from '../words/words';
import classes from './Frame.module.css';

/** The title of a list, with what belongs to the whole of it on the right. */
export function ScreenHead({ title, lead, children }: { title: string; lead: string; children?: ReactNode }) {
  useDocumentTitle(`${title} – ${t('product')}`);
  return (
    <header className={classes.head}>
      <div>
        <h1 className={classes.title}>{title}</h1>
        <p className={`quiet ${classes.lead}`}>{lead}</p>
      </div>
      {children}
    </header>
  );
}
