import { Button } from '@mantine/core';
import { t } from '../../words/words';
import classes from './Draft.module.css';
import type { EditedFiles } from './use-edits';

/** Two people saved: what changed, and the two ways on. */
export function Conflict({ says, takeTheirs, keepMine }: NonNullable<EditedFiles['conflict']>) {
  return (
    <div className={classes.conflict} role="alert">
      <p>
        <strong>{t('studio.conflict')}</strong>
      </p>
      <ul>
        {says.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <div className={classes.reach}>
        <Button size="compact-sm" variant="default" onClick={takeTheirs}>
          {t('studio.takeTheirs')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={keepMine}>
          {t('studio.keepMine')}
        </Button>
      </div>
    </div>
  );
}
