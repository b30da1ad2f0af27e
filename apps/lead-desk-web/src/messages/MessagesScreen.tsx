import { Button } from '@mantine/core';
import { IconChecks, IconMessage } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback } from 'react';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { ChoiceChip } from '../lists/FilterChip';
import { ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { useMark } from './message-changes';
import { CompactMessage, messageColumns, useOpenMessage } from './message-columns';
import { messagesQuery } from './message-queries';
import { useUnread } from './use-unread';

const route = getRouteApi('/desk/messages');

/** What the member was told; opening one leads to the lead. */
export function MessagesScreen() {
  const navigate = route.useNavigate();
  const { unread } = route.useSearch();
  const list = useInfiniteQuery(messagesQuery(unread));
  const messages = (list.data?.pages ?? []).flatMap((page) => page.messages);
  const open = useOpenMessage();
  const { all } = useMark();
  const waiting = useUnread();
  const { fetchNextPage } = list;
  const onEnd = useCallback(() => void fetchNextPage(), [fetchNextPage]);
  return (
    <>
      <ScreenHead title={t('messages.title')} lead={t('messages.lead')}>
        {waiting > 0 && (
          <Button
            variant="default"
            loading={all.isPending}
            onClick={() => all.mutate()}
            leftSection={<IconChecks size={16} stroke={1.75} aria-hidden />}
          >
            {t('messages.readAll')}
          </Button>
        )}
      </ScreenHead>
      <ListBar
        active={unread ? 1 : 0}
        onClear={() => void navigate({ search: {} })}
        filters={
          <ChoiceChip
            name={t('messages.filter')}
            chosen={unread}
            choices={[{ value: 'true', label: t('messages.unreadOnly') }]}
            onChoose={(chosen) => void navigate({ search: { unread: chosen }, replace: true })}
          />
        }
      />
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('messages.table')}
          place={`messages${unread ?? ''}`}
          records={messages}
          keyOf={({ id }) => id}
          columns={messageColumns}
          compact={(message) => <CompactMessage message={message} />}
          open={open}
          loading={list.isPending || list.isFetchingNextPage}
          more={list.hasNextPage}
          onEnd={onEnd}
          empty={
            <Notice icon={<IconMessage stroke={1.5} />} title={t(unread ? 'messages.noneUnread' : 'messages.none')}>
              {t(unread ? 'messages.noneUnreadDo' : 'messages.noneDo')}
            </Notice>
          }
        />
      )}
    </>
  );
}
