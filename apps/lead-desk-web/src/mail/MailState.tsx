import type { MailView } from '../generated';
import { Status } from '../theme/Status';
import type { Tone } from '../theme/theme';
import { t } from '../words/words';

const tones: Record<MailView['state'], Tone> = {
  waiting: 'wait',
  sending: 'move',
  sent: 'good',
  kept: 'quiet',
  refused: 'bad',
  unsure: 'bad',
};

export const MailState = ({ state }: { state: MailView['state'] }) => <Status tone={tones[state]}>{t(`mails.state.${state}`)}</Status>;
