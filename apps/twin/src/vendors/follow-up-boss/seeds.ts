import type { Fields } from '../ground/call';

/** What an account has set up before anybody writes to it: users, stages, custom fields. */
export const seeds: Readonly<Record<string, Readonly<Record<string, Fields>>>> = {
  users: {
    1: {
      name: 'Agent One',
      firstName: 'Agent',
      lastName: 'One',
      email: 'agent.one@example.com',
      role: 'Broker',
      isOwner: true,
      status: 'Active',
    },
  },
  stages: {
    1: { name: 'Lead', orderWeight: 1000, isProtected: true },
    2: { name: 'Hot Prospect', orderWeight: 2000, isProtected: false },
    3: { name: 'Closed', orderWeight: 3000, isProtected: true },
    4: { name: 'Trash', orderWeight: 4000, isProtected: true },
  },
  customFields: {
    1: { name: 'customVisits', label: 'Visits', type: 'number' },
    2: { name: 'customLastSearch', label: 'Last search', type: 'text' },
  },
};
