import { t } from '../words/words';
import { useUnread } from './use-unread';
import classes from './Messages.module.css';

/** How many are unread, beside the way to them. */
export function Unread() {
  const unread = useUnread();
  if (unread === 0) return null;
  return (
    <span className={classes.badge} aria-label={t('messages.count', { count: unread })}>
      <span aria-hidden>{unread > 99 ? '99+' : unread}</span>
    </span>
  );
}
