import { Link } from '@tanstack/react-router';
import type { MailView } from '../generated';
import type { Column } from '../lists/columns';
import { t } from '../words/words';
import { When } from '../words/When';
import { MailState } from './MailState';
import classes from './Mail.module.css';

export const mailColumns: readonly Column<MailView>[] = [
  { key: 'subject', title: t('mails.column.subject'), cell: (mail) => <Subject mail={mail} /> },
  { key: 'to', title: t('mails.column.to'), width: 180, cell: ({ toName, toAddress }) => <bdi title={toAddress}>{toName}</bdi> },
  { key: 'state', title: t('mails.column.state'), width: 160, cell: ({ state }) => <MailState state={state} /> },
  { key: 'at', title: t('mails.column.at'), width: 120, align: 'right', cell: ({ madeAt }) => <When at={madeAt} /> },
];

const Subject = ({ mail: { id, subject } }: { mail: MailView }) => (
  <Link to="/mails/$id" params={{ id }} className="cut" title={subject}>
    <bdi className={classes.strong}>{subject}</bdi>
  </Link>
);

/** The row on a phone. */
export const CompactMail = ({ mail }: { mail: MailView }) => (
  <div className={classes.compact}>
    <div>
      <Subject mail={mail} />
      <When at={mail.madeAt} />
    </div>
    <div className="quiet">
      <bdi className="cut">{mail.toName}</bdi>
      <MailState state={mail.state} />
    </div>
  </div>
);
