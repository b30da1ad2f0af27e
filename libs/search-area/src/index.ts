export { boundingBox, type BoundingBox } from './bounding-box';
export { CircleNotPossible, circleToPolygon } from './circle-to-polygon';
export { contains } from './contains';
export { areaLimits } from './limits';
export { normaliseArea, type NormalisedArea } from './normalise-area';
export { overlapOf } from './overlap';
export type { AreaProblem, AreaRule } from './problems';
export type { LngLat } from './read-position';
