import { Skeleton } from '@mantine/core';
import { Component, lazy, type ReactNode, Suspense, useState } from 'react';
import type { AreaView } from '../generated';
import { t } from '../words/words';
import { AreaLegend } from './AreaLegend';
import type { Point } from './geometry';
import classes from './Map.module.css';

export interface Simplified {
  from: number;
  to: number;
  /** Intersection over union, 0–1. */
  overlap: number;
}

export type DrawnArea = AreaView & { simplified?: Simplified };

const Canvas = lazy(() => import('./MapCanvas'));

/** Areas on a map, with a legend that says in words what the map shows. The map itself loads when it is looked at, and may be clicked for a place. */
export function AreaMap({ areas, onPick }: { areas: readonly DrawnArea[]; onPick?(point: Point): void }) {
  const [drawable] = useState(canDraw);
  return (
    <div>
      <div className={classes.frame}>
        {drawable ? (
          <WithoutMap>
            <Suspense fallback={<Skeleton height="100%" />}>
              <Canvas areas={areas} onPick={onPick} />
            </Suspense>
          </WithoutMap>
        ) : (
          <NoMap />
        )}
      </div>
      <AreaLegend areas={areas} />
    </div>
  );
}

/** The map needs WebGL, which a browser may lack or have switched off. */
const canDraw = (): boolean => document.createElement('canvas').getContext('webgl2') !== null;

const NoMap = () => <p className={classes.failed}>{t('map.failed')}</p>;

/** Where the map breaks, its legend stays. */
class WithoutMap extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override render(): ReactNode {
    return this.state.failed ? <NoMap /> : this.props.children;
  }
}
