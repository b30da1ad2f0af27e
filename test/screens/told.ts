/** Events as a participant sends them. */
export interface Told {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly data: object;
  readonly time?: string;
}

let count = 0;

export function told(type: string, subject: string, data: object, more: { id?: string; time?: string } = {}): object {
  count += 1;
  return {
    specversion: '1.0',
    id: more.id ?? `${type.replace('.', '-')}-${count}`,
    source: 'https://www.oak.example',
    type,
    subject,
    time: more.time ?? new Date().toISOString(),
    data,
  };
}

export const person = (name: string, email?: string, phone?: { typed: string; e164: string }): object => ({
  person: { name: { full: name }, ...(email ? { emails: [{ address: email }] } : {}), ...(phone ? { phones: [phone] } : {}) },
});

export const home = (id: string, address: string): { property: object } => ({
  property: { system: 'site', id, address, summary: { price: '450000', currency: 'GBP', beds: 3, baths: 2, kind: 'house' } },
});

/** An outline with as many points as a hand draws. */
export function outline(label: string, [lng, lat]: readonly [number, number], size = 0.03, points = 24): object {
  const ring = Array.from({ length: points }, (_, i) => {
    const angle = (2 * Math.PI * i) / points;
    const far = size * (1 + 0.25 * Math.sin(3 * angle));
    return [Number((lng + 1.5 * far * Math.cos(angle)).toFixed(5)), Number((lat + far * Math.sin(angle)).toFixed(5))];
  });
  return { label, kind: 'polygon', geometry: { type: 'Polygon', coordinates: [[...ring, ring[0]]] } };
}

const lewes = outline('Lewes and the Downs', [0.0088, 50.8739]);

export const search = (strength: 'implied' | 'explicit', more: object = {}): object => ({
  search: {
    strength,
    channel: 'sales',
    minPrice: '300000',
    maxPrice: '500000',
    currency: 'GBP',
    minBedrooms: 3,
    propertyTypes: ['house', 'cottage'],
    areas: [lewes],
    ...more,
  },
});
