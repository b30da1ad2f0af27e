/** Whole events for tests: good ones, from which each test bends what it is about. */
export type AnyEvent = Record<string, unknown> & { id: string; source: string; data: Record<string, unknown> };

let made = 0;

export function visited(changes: Record<string, unknown> = {}): AnyEvent {
  made++;
  return {
    specversion: '1.0',
    id: `visit-${made}`,
    source: 'https://homes.example/site',
    type: 'site.visited',
    subject: 'customer-1',
    time: '2026-11-24T09:30:00Z',
    data: { visits: made },
    ...changes,
  };
}

export function searchedIn(geometry: unknown, changes: Record<string, unknown> = {}): AnyEvent {
  const area = { label: 'Chapel Allerton', kind: 'polygon', geometry };
  return visited({
    id: `search-${++made}`,
    type: 'search.performed',
    data: { search: { channel: 'sales', strength: 'implied', areas: [area] } },
    ...changes,
  });
}

/** A round outline of so many vertices, its first position again at the end. */
export function roundOutline(vertices: number): { type: 'Polygon'; coordinates: number[][][] } {
  const ring = Array.from({ length: vertices }, (_, i) => {
    const angle = (2 * Math.PI * i) / vertices;
    return [Number((-1.5 + 0.2 * Math.cos(angle)).toFixed(6)), Number((53.8 + 0.1 * Math.sin(angle)).toFixed(6))];
  });
  return { type: 'Polygon', coordinates: [[...ring, ring[0] ?? []]] };
}
