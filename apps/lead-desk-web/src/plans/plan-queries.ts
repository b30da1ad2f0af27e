import { queryOptions } from '@tanstack/react-query';
import { listPlans, readLeadSettings } from '../generated';

export const plansQuery = queryOptions({ queryKey: ['plans'], queryFn: ({ signal }) => listPlans({ signal }) });
export const leadSettingsQuery = queryOptions({ queryKey: ['lead-settings'], queryFn: ({ signal }) => readLeadSettings({ signal }) });
