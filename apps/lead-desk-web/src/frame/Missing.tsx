import { IconMapOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { t } from '../words/words';
import { Notice } from './Notice';

export function Missing() {
  return (
    <Notice icon={<IconMapOff stroke={1.5} />} title={t('trouble.missing')} whole>
      <p>{t('trouble.missingDo')}</p>
      <p>
        <Link to="/people">{t('trouble.toPeople')}</Link>
      </p>
    </Notice>
  );
}
