import { DAY_MS, type Instant } from '../../house/index.ts';
import { LATITUDE, LONGITUDE } from './calendar.ts';

const RAD = Math.PI / 180;
const J2000 = Date.UTC(2000, 0, 1, 12);

/** The roof: a little west of south, 35° steep, behind a 9 kW inverter. */
const ROOF = { peakKw: 9.8, tilt: 35 * RAD, azimuth: 15 * RAD, performance: 0.86, inverterKw: 9 };

/** Where the sun stands, in radians; azimuth counts from south, west positive. */
export interface SunPosition {
  elevation: number;
  azimuth: number;
}

/** The sun's position over the house by the Astronomical Almanac's low-precision formulas (about 0.01°). */
export function sunPosition(at: Instant): SunPosition {
  const days = (at - J2000) / DAY_MS;
  const anomaly = (357.528 + 0.9856003 * days) * RAD;
  const longitude =
    (280.46 + 0.9856474 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RAD;
  const obliquity = (23.439 - 4e-7 * days) * RAD;
  const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude));
  const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
  const siderealTime = (280.46062 + 360.98564737 * days + LONGITUDE) * RAD;
  const hourAngle = siderealTime - ascension;
  const latitude = LATITUDE * RAD;
  const elevation = Math.asin(
    Math.sin(latitude) * Math.sin(declination) +
      Math.cos(latitude) * Math.cos(declination) * Math.cos(hourAngle),
  );
  const azimuth = Math.atan2(
    Math.sin(hourAngle),
    Math.cos(hourAngle) * Math.sin(latitude) - Math.tan(declination) * Math.cos(latitude),
  );
  return { elevation, azimuth };
}

/** AC power of the roof under a clear sky in kW, ≥ 0: Meinel's beam with Kasten's air mass, plus diffuse light. */
export function clearSkyKw(at: Instant): number {
  const { elevation, azimuth } = sunPosition(at);
  if (elevation <= 0) return 0;
  const height = Math.sin(elevation);
  const airMass = 1 / (height + 0.50572 * (elevation / RAD + 6.07995) ** -1.6364);
  const beam = 1.353 * 0.7 ** (airMass ** 0.678);
  const onRoof =
    height * Math.cos(ROOF.tilt) +
    Math.cos(elevation) * Math.sin(ROOF.tilt) * Math.cos(azimuth - ROOF.azimuth);
  const diffuse = 0.11 * beam * height + 0.02 * height;
  const irradiance = beam * Math.max(0, onRoof) + diffuse;
  return Math.min(ROOF.inverterKw, ROOF.peakKw * ROOF.performance * irradiance);
}
