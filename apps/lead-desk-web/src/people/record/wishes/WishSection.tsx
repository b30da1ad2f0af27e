import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Section } from '../../../frame/Section';
import { t } from '../../../words/words';

interface WishSectionProps {
  title: string;
  /** What is added, for whoever does not see where the button stands. */
  adds: string;
  /** Nothing for whoever may not add. */
  onAdd: (() => void) | undefined;
  children: ReactNode;
}

/** A part of what a person looks for and keeps, which an agent adds to. */
export function WishSection({ title, adds, onAdd, children }: WishSectionProps) {
  return (
    <Section
      title={title}
      aside={
        onAdd && (
          <Button
            size="compact-sm"
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden />}
            aria-label={adds}
            onClick={onAdd}
          >
            {t('wishes.add')}
          </Button>
        )
      }
    >
      {children}
    </Section>
  );
}
