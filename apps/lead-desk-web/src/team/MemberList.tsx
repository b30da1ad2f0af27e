import { IconFilterOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { useMemo } from 'react';
import { Notice } from '../frame/Notice';
import type { TeamView } from '../generated';
import { ChoiceChip } from '../lists/FilterChip';
import { ListBar } from '../lists/ListBar';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { CompactMember, memberColumns } from './member-columns';

const route = getRouteApi('/desk/team');
const states = ['active', 'invited', 'disabled'] as const;
/** All of them are there at once. */
const noMore = (): void => undefined;

export function MemberList({ team, loading }: { team: TeamView; loading: boolean }) {
  const navigate = route.useNavigate();
  const { state, office } = route.useSearch();
  const { members, offices } = team;
  const columns = useMemo(() => memberColumns(offices), [offices]);
  const shown = members.filter((member) => (!state || member.state === state) && (!office || member.office === office));
  return (
    <>
      <ListBar
        active={(state ? 1 : 0) + (office ? 1 : 0)}
        onClear={() => void navigate({ search: {} })}
        filters={
          <>
            <ChoiceChip
              name={t('team.filter.state')}
              chosen={state}
              choices={states.map((value) => ({ value, label: t(`team.state.${value}`) }))}
              onChoose={(chosen) => void navigate({ search: (was) => ({ ...was, state: chosen }), replace: true })}
            />
            <ChoiceChip
              name={t('team.filter.office')}
              chosen={office}
              choices={offices.map(({ id, name }) => ({ value: id, label: name }))}
              onChoose={(chosen) => void navigate({ search: (was) => ({ ...was, office: chosen }), replace: true })}
            />
          </>
        }
      />
      <RecordTable
        label={t('team.members')}
        place="members"
        records={shown}
        keyOf={({ id }) => id}
        columns={columns}
        compact={(member) => <CompactMember member={member} offices={offices} />}
        open={({ id }) => void navigate({ search: (was) => ({ ...was, open: id }) })}
        loading={loading}
        more={false}
        onEnd={noMore}
        empty={
          <Notice icon={<IconFilterOff stroke={1.5} />} title={t('team.noneFiltered')}>
            {t('team.noneFilteredDo')}
          </Notice>
        }
      />
    </>
  );
}
