import type { MemberView } from '../generated';
import { Status } from '../theme/Status';
import type { Tone } from '../theme/theme';
import { t } from '../words/words';

const ofMails: Record<NonNullable<MemberView['invitation']>['state'], Tone> = {
  waiting: 'move',
  sending: 'move',
  sent: 'wait',
  kept: 'wait',
  refused: 'bad',
  unsure: 'bad',
};

/** Whether they can sign in, and what became of their invitation while they cannot. */
export function MemberState({ member: { state, invitation } }: { member: MemberView }) {
  if (state === 'active') return <Status tone="good">{t('team.state.active')}</Status>;
  if (state === 'disabled') return <Status tone="quiet">{t('team.state.disabled')}</Status>;
  if (!invitation) return <Status tone="wait">{t('team.state.invited')}</Status>;
  return <Status tone={ofMails[invitation.state]}>{t(`team.mail.${invitation.state}`)}</Status>;
}
