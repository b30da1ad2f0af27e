import { Button } from '@mantine/core';
import { IconFilterOff, IconHistory, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import { ChoiceChip } from '../lists/FilterChip';
import { ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { CompactRun, replayColumns } from './replay-columns';
import { replaysQuery } from './replay-queries';
import classes from './Replays.module.css';

const route = getRouteApi('/desk/replays');

/** Every run with who planned it, when, and what came of it. */
export function ReplaysScreen() {
  const navigate = route.useNavigate();
  const { target } = route.useSearch();
  const list = useQuery(replaysQuery(target));
  const { runs = [], targets = [] } = list.data ?? {};
  return (
    <>
      <ScreenHead title={t('replays.title')} lead={t('replays.lead')}>
        <span className={classes.actions}>
          <Button renderRoot={(props) => <Link to="/replay" search={{ fill: 'true' }} {...props} />} variant="default">
            {t('replays.fillOne')}
          </Button>
          <Button
            renderRoot={(props) => <Link to="/replay" search={{ target }} {...props} />}
            leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}
          >
            {t('replays.plan')}
          </Button>
        </span>
      </ScreenHead>
      <ListBar
        active={target === undefined ? 0 : 1}
        onClear={() => void navigate({ search: {} })}
        filters={
          <ChoiceChip
            name={t('replays.filter.target')}
            chosen={target}
            choices={targets.map(({ id, name }) => ({ value: id, label: name }))}
            onChoose={(chosen) => void navigate({ search: { target: chosen }, replace: true })}
          />
        }
      />
      {list.isError && !list.data ? (
        <Trouble error={list.error} again={() => void list.refetch()} />
      ) : (
        <RecordTable
          label={t('replays.table')}
          place={`replays${target ?? ''}`}
          records={runs}
          keyOf={({ id }) => id}
          columns={replayColumns}
          compact={(run) => <CompactRun run={run} />}
          open={({ id }) => void navigate({ to: '/replays/$id', params: { id } })}
          loading={list.isPending}
          more={false}
          onEnd={noMore}
          empty={<Nothing filtered={target !== undefined} />}
        />
      )}
    </>
  );
}

/** All of them are there at once. */
const noMore = (): void => undefined;

function Nothing({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon={<IconFilterOff stroke={1.5} />} title={t('replays.noneFiltered')}>
      {t('deliveries.noneFilteredDo')}
    </Notice>
  ) : (
    <Notice icon={<IconHistory stroke={1.5} />} title={t('replays.none')}>
      {t('replays.noneDo')}
    </Notice>
  );
}
