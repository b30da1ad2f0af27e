import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { t } from '../words/words';
import classes from './Team.module.css';

/** Says what was done, and offers to undo it for a while. */
export function showUndo(id: string, message: string, undo: () => void): void {
  notifications.hide(id);
  notifications.show({
    id,
    autoClose: 8000,
    withBorder: true,
    message: (
      <span className={classes.toast}>
        <bdi>{message}</bdi>
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {t('team.undo')}
        </Button>
      </span>
    ),
  });
}
