import type { AreaView } from '../generated';
import { t } from '../words/words';

export const areaLabel = ({ label }: Pick<AreaView, 'label'>): string => label || t('map.area');
