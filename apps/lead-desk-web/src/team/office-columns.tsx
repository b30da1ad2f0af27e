import { Link } from '@tanstack/react-router';
import type { OfficeView } from '../generated';
import type { Column } from '../lists/columns';
import { t } from '../words/words';
import classes from './Team.module.css';

export const officeColumns: readonly Column<OfficeView>[] = [
  { key: 'name', title: t('team.column.name'), cell: (office) => <Name office={office} /> },
  { key: 'id', title: t('team.column.id'), width: 180, cell: ({ id }) => <span className="code">{id}</span> },
  {
    key: 'zone',
    title: t('team.column.zone'),
    width: 200,
    cell: ({ zone }) => zone ?? <span className="quiet">{t('team.agencyZone')}</span>,
  },
  { key: 'members', title: t('team.column.members'), width: 110, align: 'right', cell: ({ members }) => members },
];

const Name = ({ office: { id, name } }: { office: OfficeView }) => (
  <Link from="/team" to="/team" search={(was) => ({ ...was, open: id })} className="cut" title={name}>
    <bdi className={classes.strong}>{name}</bdi>
  </Link>
);

/** The row on a phone. */
export const CompactOffice = ({ office }: { office: OfficeView }) => (
  <div className={classes.compact}>
    <div>
      <Name office={office} />
      <span className="quiet">{office.zone ?? t('team.agencyZone')}</span>
    </div>
    <div className="quiet">
      <span className="code cut">{office.id}</span>
      <span>
        {t('team.column.members')} {office.members}
      </span>
    </div>
  </div>
);
