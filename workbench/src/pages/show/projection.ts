/** Where a place is on the map: Lambert's azimuthal equal-area projection, so that no country
 * looks larger than another of its size. */

/** The middle of the map, in degrees, and its size in its own units. */
const MIDDLE = { longitude: 17, latitude: 46 } as const;
const SCALE = 840;
export const MAP = { width: 900, height: 860 } as const;
const AT = { x: 410, y: 430 } as const;

const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Give the place on the map; y grows downwards. */
export function project(longitude: number, latitude: number): readonly [number, number] {
  const [turn, up] = [radians(longitude - MIDDLE.longitude), radians(latitude)];
  const middle = radians(MIDDLE.latitude);
  const near =
    1 + Math.sin(middle) * Math.sin(up) + Math.cos(middle) * Math.cos(up) * Math.cos(turn);
  const by = Math.sqrt(2 / Math.max(near, 1e-6)) * SCALE;
  return [
    AT.x + by * Math.cos(up) * Math.sin(turn),
    AT.y -
      by * (Math.cos(middle) * Math.sin(up) - Math.sin(middle) * Math.cos(up) * Math.cos(turn)),
  ];
}

/** Say whether a place is on the map. */
export const isOnMap = ([x, y]: readonly [number, number]): boolean =>
  x >= 0 && x <= MAP.width && y >= 0 && y <= MAP.height;
