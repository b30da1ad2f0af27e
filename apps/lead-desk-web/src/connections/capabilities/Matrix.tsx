import { Link } from '@tanstack/react-router';
import type { CapabilityMatrixView } from '../../generated';
import { t, wordFor } from '../../words/words';
import { Cell } from './Cell';
import { useCellKeys } from './cell-keys';
import classes from './Matrix.module.css';

/** Rows against connections; arrow keys move from cell to cell, Enter shows a cell's sentence. */
export function Matrix({ matrix: { rows, connections } }: { matrix: CapabilityMatrixView }) {
  const onKeyDown = useCellKeys();
  return (
    <div className={classes.viewport}>
      <table className={classes.table} aria-label={t('connections.matrixTable')}>
        <thead>
          <tr>
            <th scope="col" className={classes.corner}>
              {t('connections.matrixRow')}
            </th>
            {connections.map(({ id, name, packTitle, version }) => (
              <th key={id} scope="col">
                <Link to="/connections/$id" params={{ id }}>
                  <bdi>{name}</bdi>
                </Link>
                <span className={classes.pack}>
                  {packTitle} {version}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {rows.map((row, place) => (
            <tr key={row}>
              <th scope="row" className={classes.row}>
                <span className={classes.number}>{row}</span> {wordFor('row', row)}
              </th>
              {connections.map(({ id, name, cells }) => (
                <td key={id}>{cells[place] && <Cell cell={cells[place]} name={name} />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
