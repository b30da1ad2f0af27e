import type { MappingFunctions } from '../expression';
import { latLng, lngLat } from './axes';
import { boundingCircle } from './bounding-circle';
import { hull } from './hull';
import { like, overlap } from './like';
import { outlines } from './outlines';

/** What packs may call to bring areas into a vendor's form and back, each with the overlap it leaves. */
export const areaFunctions: MappingFunctions = { boundingCircle, hull, latLng, like, lngLat, outlines, overlap };
