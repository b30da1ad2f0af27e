import { ActionIcon } from '@mantine/core';
import { IconMail, IconMailOpened } from '@tabler/icons-react';
import { useRouter } from '@tanstack/react-router';
import type { MessageView } from '../generated';
import type { Column } from '../lists/columns';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { When } from '../words/When';
import { useMark } from './message-changes';
import { pathOf, sentenceOf } from './message-sentence';
import classes from './Messages.module.css';

export const messageColumns: readonly Column<MessageView>[] = [
  { key: 'what', title: t('messages.column.what'), cell: (message) => <Sentence message={message} /> },
  { key: 'mark', title: t('messages.column.state'), width: 90, align: 'right', cell: (message) => <Mark message={message} /> },
  { key: 'at', title: t('messages.column.at'), width: 120, align: 'right', cell: ({ at }) => <When at={at} /> },
];

/** Opens what a message is about, and marks it as read. */
export function useOpenMessage(): (message: MessageView) => void {
  const router = useRouter();
  const { one } = useMark();
  return (message) => {
    if (message.readAt === null) one.mutate({ id: message.id, read: true });
    router.history.push(pathOf(message));
  };
}

function Sentence({ message }: { message: MessageView }) {
  const words = useAgencyWords();
  const open = useOpenMessage();
  const unread = message.readAt === null;
  const sentence = sentenceOf(message, words);
  return (
    <a
      href={pathOf(message)}
      title={sentence}
      className={`cut ${classes.sentence}`}
      data-unread={unread || undefined}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        open(message);
      }}
    >
      <span className={classes.dot} aria-hidden />
      {unread && <span className="unseen">{t('messages.unread')}: </span>}
      <span className="cut" dir="ltr">
        {sentence}
      </span>
    </a>
  );
}

function Mark({ message: { id, readAt } }: { message: MessageView }) {
  const { one } = useMark();
  const unread = readAt === null;
  const label = t(unread ? 'messages.markRead' : 'messages.markUnread');
  return (
    <ActionIcon aria-label={label} title={label} onClick={() => one.mutate({ id, read: unread })}>
      {unread ? <IconMailOpened size={16} stroke={1.75} aria-hidden /> : <IconMail size={16} stroke={1.75} aria-hidden />}
    </ActionIcon>
  );
}

/** The row on a phone. */
export function CompactMessage({ message }: { message: MessageView }) {
  return (
    <div className={classes.compact}>
      <Sentence message={message} />
      <div className="quiet">
        <When at={message.at} />
        <Mark message={message} />
      </div>
    </div>
  );
}
