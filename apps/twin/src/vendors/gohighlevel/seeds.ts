import type { Fields } from '../ground/call';

/** What a location has set up before anybody writes to it. No person is in it. */
export function seedsOf(locationId: string): Readonly<Record<string, Readonly<Record<string, Fields>>>> {
  return {
    pipelines: {
      PipelineBuyers000001: {
        name: 'Buyers',
        locationId,
        showInFunnel: true,
        showInPieChart: true,
        stages: [stage('a1a1a1a1-0000-4000-8000-000000000001', 'New lead', 0), stage('a1a1a1a1-0000-4000-8000-000000000002', 'Viewing', 1)],
      },
      PipelineSellers00001: {
        name: 'Sellers',
        locationId,
        showInFunnel: true,
        showInPieChart: true,
        stages: [stage('b2b2b2b2-0000-4000-8000-000000000001', 'Valuation asked', 0)],
      },
    },
    calendars: { CalendarViewings0001: { name: 'Viewings', locationId, isActive: true } },
    users: {
      UserNegotiator000001: { name: 'Agent One', firstName: 'Agent', lastName: 'One', email: 'agent.one@example.com', deleted: false },
    },
    customFields: {
      FieldVisits000000001: field(locationId, 'Website visits', 'contact.website_visits', 'NUMERICAL'),
      FieldLastSearch00001: field(locationId, 'Last search', 'contact.last_search', 'LARGE_TEXT'),
      FieldAreas0000000001: field(locationId, 'Search areas', 'contact.search_areas', 'LARGE_TEXT'),
    },
  };
}

function stage(id: string, name: string, position: number): Fields {
  return { id, name, position, showInFunnel: true, showInPieChart: true };
}

function field(locationId: string, name: string, fieldKey: string, dataType: string): Fields {
  return { locationId, name, fieldKey, dataType, objectKey: 'contact', parentId: '', showInForms: true };
}
