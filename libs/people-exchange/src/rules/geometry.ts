import { declare, type Presence, type Rule } from './rule';
import { isObject } from './parts';

type Check = (value: unknown) => boolean;

const isPosition: Check = (value) => Array.isArray(value) && value.length >= 2 && value.length <= 3 && value.every(Number.isFinite);
const listOf =
  (max: number, holds: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= max && value.every(holds);
const isPolygon = listOf(10_000, listOf(50_000, isPosition));
const isMultiPolygon = listOf(10_000, isPolygon);

const position = { type: 'array', minItems: 2, maxItems: 3, items: { type: 'number' } };
const polygon = { type: 'array', maxItems: 10_000, items: { type: 'array', maxItems: 50_000, items: position } };

/** The shape alone; whether rings close, cross or leave the globe is told where areas are normalised, with the place of the fault. */
const isAreaGeometry: Rule = {
  name: 'isAreaGeometry',
  schema: {
    required: ['type', 'coordinates'],
    properties: { type: { enum: ['Polygon', 'MultiPolygon'] } },
    if: { required: ['type'], properties: { type: { const: 'Polygon' } } },
    then: { properties: { coordinates: polygon } },
    else: { properties: { coordinates: { type: 'array', maxItems: 10_000, items: polygon } } },
  },
  holds: (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return true;
    if (!('type' in value && 'coordinates' in value)) return false;
    return value.type === 'Polygon' ? isPolygon(value.coordinates) : value.type === 'MultiPolygon' && isMultiPolygon(value.coordinates);
  },
  expected: 'must be an RFC 7946 Polygon or MultiPolygon whose coordinates are [longitude, latitude] pairs',
};
const isLngLat: Rule = {
  name: 'isPosition',
  schema: {
    type: 'array',
    minItems: 2,
    maxItems: 2,
    prefixItems: [
      { type: 'number', minimum: -180, maximum: 180 },
      { type: 'number', minimum: -90, maximum: 90 },
    ],
  },
  holds: (value) => {
    if (value === undefined) return true;
    if (!isPosition(value) || !Array.isArray(value) || value.length !== 2) return false;
    return Math.abs(Number(value[0])) <= 180 && Math.abs(Number(value[1])) <= 90;
  },
  expected: 'must be [longitude, latitude] in degrees, longitude first, such as [-0.1276, 51.5072]',
};

export const Geometry = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isObject, isAreaGeometry], itemRules: [], list: false }, presence);
export const Position = (about: string, presence: Presence = {}): PropertyDecorator =>
  declare({ about, rules: [isLngLat], itemRules: [], list: false }, presence);
