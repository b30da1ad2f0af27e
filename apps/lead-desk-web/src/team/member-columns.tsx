import { Link } from '@tanstack/react-router';
import type { MemberView, OfficeView } from '../generated';
import type { Column } from '../lists/columns';
import { useAgencyWords } from '../words/agency-words';
import { t } from '../words/words';
import { MemberState } from './MemberState';
import classes from './Team.module.css';

const title = (key: 'name' | 'email' | 'role' | 'office' | 'state' | 'absent'): string => t(`team.column.${key}`);

export const memberColumns = (offices: readonly OfficeView[]): readonly Column<MemberView>[] => [
  { key: 'name', title: title('name'), cell: (member) => <Name member={member} /> },
  { key: 'email', title: title('email'), width: 220, from: 820, cell: ({ email }) => <span title={email}>{email}</span> },
  { key: 'role', title: title('role'), width: 130, cell: ({ role }) => t(`team.role.${role}`) },
  { key: 'office', title: title('office'), width: 150, cell: ({ office }) => <Office id={office} offices={offices} /> },
  { key: 'state', title: title('state'), width: 210, cell: (member) => <MemberState member={member} /> },
  { key: 'absent', title: title('absent'), width: 130, from: 1000, cell: ({ absentUntil }) => <Absent until={absentUntil} /> },
];

const Name = ({ member: { id, name } }: { member: MemberView }) => (
  <Link from="/team" to="/team" search={(was) => ({ ...was, open: id })} className="cut" title={name}>
    <bdi className={classes.strong}>{name}</bdi>
  </Link>
);

function Office({ id, offices }: { id: string | null; offices: readonly OfficeView[] }) {
  if (id === null) return <span className="quiet">{t('team.wholeAgency')}</span>;
  return <bdi>{offices.find((office) => office.id === id)?.name ?? id}</bdi>;
}

function Absent({ until }: { until: string | null }) {
  const words = useAgencyWords();
  if (until === null || Date.parse(until) < Date.now()) return null;
  return <span title={words.exact(until)}>{words.date(until)}</span>;
}

/** The row on a phone. */
export function CompactMember({ member, offices }: { member: MemberView; offices: readonly OfficeView[] }) {
  return (
    <div className={classes.compact}>
      <div>
        <Name member={member} />
        <MemberState member={member} />
      </div>
      <div className="quiet">
        <span className="cut">{t(`team.role.${member.role}`)}</span>
        <span className="cut">
          <Office id={member.office} offices={offices} />
        </span>
      </div>
    </div>
  );
}
