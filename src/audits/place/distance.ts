import type { GeoPoint } from '../../model/page-extra.js'

const earthKm = 6_371
const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Kilometres between two points over the ground, by the haversine formula. */
export function distanceKm(a: GeoPoint, b: GeoPoint): number {
  const height = Math.sin(radians(b.latitude - a.latitude) / 2) ** 2
  const width = Math.sin(radians(b.longitude - a.longitude) / 2) ** 2
  return 2 * earthKm * Math.asin(Math.min(1, Math.sqrt(height + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * width)))
}
