import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { showTrouble } from '../connections/connection-changes';
import {
  addOffice,
  changeMember,
  type ChangeMemberRequest,
  changeOffice,
  disableMember,
  enableMember,
  inviteAgain,
  inviteMember,
  type InviteMemberRequest,
  type MemberView,
  type OfficeView,
  type TeamView,
} from '../generated';
import { t } from '../words/words';
import { teamQuery } from './team-queries';
import { showUndo } from './undo-toast';

/** Puts what the lead desk answered in its place, and asks for the whole again. */
function usePut() {
  const queries = useQueryClient();
  const put = <T extends { id: string }>(all: readonly T[], one: T): T[] => all.map((each) => (each.id === one.id ? one : each));
  const changed = (change: (team: TeamView) => TeamView) => {
    queries.setQueryData(teamQuery.queryKey, (team: TeamView | undefined) => team && change(team));
    void queries.invalidateQueries({ queryKey: teamQuery.queryKey });
  };
  return {
    member: (one: MemberView) => changed((team) => ({ ...team, members: put(team.members, one) })),
    office: (one: OfficeView) => changed((team) => ({ ...team, offices: put(team.offices, one) })),
  };
}

export function useInvite(then: () => void) {
  const put = usePut();
  return useMutation({
    mutationFn: (body: InviteMemberRequest) => inviteMember({ body }),
    onSuccess: (member) => {
      put.member(member);
      notifications.show({ message: t('team.invited', { name: member.name }), withBorder: true });
      then();
    },
  });
}

type MemberEdit = Omit<ChangeMemberRequest, 'version'>;

/** Saves an edit, which is undone by an edit back. @param was what the editor saw */
export function useChangeMember(was: MemberView, then: () => void) {
  const put = usePut();
  const back = useMutation({
    mutationFn: (version: number) => {
      const { name, role, office, agentRef, absentUntil } = was;
      return changeMember({ path: { id: was.id }, body: { version, name, role, office, agentRef, absentUntil } });
    },
    onSuccess: (member) => {
      put.member(member);
      notifications.show({ message: t('team.undone', { name: member.name }), withBorder: true });
    },
    onError: showTrouble,
  });
  return useMutation({
    mutationFn: (edit: MemberEdit) => changeMember({ path: { id: was.id }, body: { ...edit, version: was.version } }),
    onSuccess: (member) => {
      put.member(member);
      showUndo(`member-${member.id}`, t('team.saved', { name: member.name }), () => back.mutate(member.version));
      then();
    },
  });
}

export function useAble(member: MemberView, then: () => void) {
  const put = usePut();
  const set = useMutation({
    mutationFn: (able: boolean) => (able ? enableMember : disableMember)({ path: { id: member.id } }),
    onSuccess: (after, able) => {
      put.member(after);
      // Leads that went on do not come back: that is said before, and no undo is offered.
      if (!able && member.leads > 0) notifications.show({ message: t('team.disabledLeads', { name: after.name }), withBorder: true });
      else showUndo(`member-${after.id}`, t(able ? 'team.enabled' : 'team.disabled', { name: after.name }), () => set.mutate(!able));
      then();
    },
    onError: showTrouble,
  });
  return set;
}

export function useInviteAgain({ id, name }: MemberView) {
  const put = usePut();
  return useMutation({
    mutationFn: () => inviteAgain({ path: { id } }),
    onSuccess: (member) => {
      put.member(member);
      notifications.show({ message: t('team.invitedAgain', { name }), withBorder: true });
    },
    onError: showTrouble,
  });
}

export interface OfficeEdit {
  readonly id: string;
  readonly name: string;
  readonly zone: string | null;
}

/** @param was undefined for a new one */
export function useSaveOffice(was: OfficeView | undefined, then: () => void) {
  const put = usePut();
  const save = ({ id, name, zone }: OfficeEdit, version: number | undefined): Promise<OfficeView> =>
    version === undefined ? addOffice({ body: { id, name, zone } }) : changeOffice({ path: { id }, body: { version, name, zone } });
  const back = useMutation({
    mutationFn: ({ edit, version }: { edit: OfficeEdit; version: number }) => save(edit, version),
    onSuccess: (office) => put.office(office),
    onError: showTrouble,
  });
  return useMutation({
    mutationFn: (edit: OfficeEdit) => save(edit, was?.version),
    onSuccess: (office) => {
      put.office(office);
      const message = t('team.saved', { name: office.name });
      if (was) showUndo(`office-${office.id}`, message, () => back.mutate({ edit: was, version: office.version }));
      else notifications.show({ message, withBorder: true });
      then();
    },
  });
}
