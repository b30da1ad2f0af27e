import { Modal } from '@mantine/core';
import { t } from '../words/words';
import classes from './Shortcuts.module.css';

/** Keys under the heading of where they work; each word says what its keys do. */
const groups = {
  everywhere: { search: ['Ctrl K'], shown: ['?'], close: ['Esc'] },
  lists: { move: ['J', 'K', '↓', '↑'], far: ['Page Down', 'Page Up'], open: ['Enter'] },
  leads: { find: ['/'], select: ['X'], review: ['R'], add: ['N'] },
  lead: { person: ['P'], step: ['Alt ↑', 'Alt ↓'], save: ['Enter'], leave: ['Esc'] },
  intakes: { approve: ['A'], spam: ['S'], reject: ['R'], merge: ['M'] },
  held: { select: ['X'], retry: ['R'], skip: ['S'], mend: ['E'] },
} as const;
const words = () => t('shortcuts.keys', { returnObjects: true });

export function ShortcutsDialog({ close }: { close(): void }) {
  const said: Readonly<Record<string, Readonly<Record<string, string>>>> = words();
  return (
    <Modal opened onClose={close} size="lg" title={t('shortcuts.title')} closeButtonProps={{ 'aria-label': t('shortcuts.close') }}>
      <div className={classes.groups}>
        {Object.entries(groups).map(([group, keys]) => (
          <section key={group}>
            <h3>{said[group]?.['title']}</h3>
            <dl>
              {Object.entries<readonly string[]>(keys).map(([what, those]) => (
                <div key={what}>
                  <dt>{said[group]?.[what]}</dt>
                  <dd>
                    {those.map((one) => (
                      <kbd key={one}>{one}</kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
