import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Notice } from './Notice';
import { troubleWords } from './trouble-words';
import { t } from '../words/words';

/** An error in place of what was asked for. */
export function Trouble({ error, again, whole = false }: { error: unknown; again?: () => void; whole?: boolean }) {
  const { happened, then } = troubleWords(error);
  return (
    <Notice icon={<IconAlertTriangle stroke={1.5} />} title={happened} tone="bad" alert whole={whole}>
      <p>{then}</p>
      {again && (
        <Button variant="default" mt="sm" onClick={again}>
          {t('trouble.again')}
        </Button>
      )}
    </Notice>
  );
}
