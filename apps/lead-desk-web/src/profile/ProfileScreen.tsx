import { ScreenHead } from '../frame/ScreenHead';
import { useSession } from '../session/session';
import { t } from '../words/words';
import { OwnSessions } from './OwnSessions';
import { PasswordForm } from './PasswordForm';
import classes from './Profile.module.css';

/** A member's own account. */
export function ProfileScreen() {
  const { member } = useSession();
  return (
    <>
      <ScreenHead title={t('profile.title')} lead={t('profile.lead', { email: member.email })} />
      <div className={classes.page}>
        <OwnSessions />
        <PasswordForm email={member.email} />
      </div>
    </>
  );
}
