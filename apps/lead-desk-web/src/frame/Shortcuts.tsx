import { useHotkeys } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useState } from 'react';
import { whenShortcutsAreAsked } from './open-shortcuts';

const Dialog = lazy(() => import('./ShortcutsDialog').then(({ ShortcutsDialog }) => ({ default: ShortcutsDialog })));

/** The keys of the desk, shown when somebody types a question mark or asks the search for them. */
export function Shortcuts() {
  const [opened, setOpened] = useState(false);
  const open = () => setOpened(true);
  useEffect(() => whenShortcutsAreAsked(open), []);
  // Keyboards differ in whether it takes Shift.
  useHotkeys([
    ['?', open],
    ['shift+?', open],
  ]);
  return <Suspense>{opened && <Dialog close={() => setOpened(false)} />}</Suspense>;
}
