import { Outlet } from '@tanstack/react-router';
import { useLiveUnread } from '../messages/use-unread';
import { t } from '../words/words';
import { BottomBar } from './BottomBar';
import classes from './Frame.module.css';
import { Rail } from './Rail';
import { Search } from './Search';
import { Shortcuts } from './Shortcuts';

/** What every screen stands in: rail, or a bottom bar on a phone, and the one search. */
export function Frame() {
  useLiveUnread();
  return (
    <div className={classes.frame}>
      <a href="#content" className={classes.skip}>
        {t('skip')}
      </a>
      <Rail />
      <main id="content" className={classes.main} tabIndex={-1}>
        <Outlet />
      </main>
      <BottomBar />
      <Search />
      <Shortcuts />
    </div>
  );
}
