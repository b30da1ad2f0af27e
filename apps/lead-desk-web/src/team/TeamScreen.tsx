import { Button } from '@mantine/core';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Notice } from '../frame/Notice';
import { ScreenHead } from '../frame/ScreenHead';
import { Trouble } from '../frame/Trouble';
import type { TeamView } from '../generated';
import { RecordTable } from '../lists/RecordTable';
import { t } from '../words/words';
import { InviteDialog } from './InviteDialog';
import { MemberDialog } from './MemberDialog';
import { MemberList } from './MemberList';
import { CompactOffice, officeColumns } from './office-columns';
import { OfficeDialog } from './OfficeDialog';
import { teamQuery } from './team-queries';
import classes from './Team.module.css';

const route = getRouteApi('/desk/team');
const noMore = (): void => undefined;
/** Without anything behind `?`: else members would count as chosen beside offices. */
const alone = { exact: true, explicitUndefined: true };
const nobody: TeamView = { members: [], offices: [] };

/** Who works at the agency, in which office, and who is still invited. */
export function TeamScreen() {
  const navigate = route.useNavigate();
  const { tab, open } = route.useSearch();
  const { data, error, isError, isPending, refetch } = useQuery(teamQuery);
  const team = data ?? nobody;
  const close = () => void navigate({ search: (was) => ({ ...was, open: undefined }) });
  const add = () => void navigate({ search: (was) => ({ ...was, open: 'new' }) });
  const ofOffices = tab === 'offices';
  return (
    <>
      <ScreenHead title={t('team.title')} lead={t('team.lead')}>
        <Button onClick={add} leftSection={<IconPlus size={16} stroke={1.75} aria-hidden />}>
          {t(ofOffices ? 'team.addOffice' : 'team.invite')}
        </Button>
      </ScreenHead>
      <Parts team={team} ofOffices={ofOffices} />
      {isError && !data ? (
        <Trouble error={error} again={() => void refetch()} />
      ) : ofOffices ? (
        <RecordTable
          label={t('team.offices')}
          place="offices"
          records={team.offices}
          keyOf={({ id }) => id}
          columns={officeColumns}
          compact={(office) => <CompactOffice office={office} />}
          open={({ id }) => void navigate({ search: (was) => ({ ...was, open: id }) })}
          loading={isPending}
          more={false}
          onEnd={noMore}
          empty={
            <Notice icon={<IconBuildingStore stroke={1.5} />} title={t('team.noOffices')}>
              {t('team.noOfficesDo')}
            </Notice>
          }
        />
      ) : (
        <MemberList team={team} loading={isPending} />
      )}
      <InviteDialog opened={!ofOffices && open === 'new' && data !== undefined} offices={team.offices} close={close} />
      <MemberDialog member={ofOffices ? undefined : team.members.find(({ id }) => id === open)} offices={team.offices} close={close} />
      <Office team={team} open={ofOffices ? open : undefined} close={close} />
    </>
  );
}

function Office({ team, open, close }: { team: TeamView; open: string | undefined; close(): void }) {
  const office = team.offices.find(({ id }) => id === open);
  return <OfficeDialog opened={open === 'new' || office !== undefined} office={office} close={close} />;
}

function Parts({ team, ofOffices }: { team: TeamView; ofOffices: boolean }) {
  return (
    <nav className={classes.tabs} aria-label={t('team.parts')}>
      <Link to="/team" search={{}} className={classes.tab} activeOptions={alone} aria-current={ofOffices ? undefined : 'page'}>
        {t('team.members')} <span className={classes.count}>{team.members.length}</span>
      </Link>
      <Link
        to="/team"
        search={{ tab: 'offices' }}
        className={classes.tab}

        aria-current={ofOffices ? 'page' : undefined}
      >
        {t('team.offices')} <span className={classes.count}>{team.offices.length}</span>
      </Link>
    </nav>
  );
}
