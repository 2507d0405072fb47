import type { Faults } from './faults.ts';
import type { Json, JsonObject } from './json.ts';

/** The state as evcc shows it while loadpoints are in another order, have other names, or cars tell nonsense. */
export function disguised(state: JsonObject, faults: Faults): JsonObject {
  const { reversedLoadpoints, loadpointNames, vehicleSoc } = faults;
  if (!Array.isArray(state.loadpoints)) return state;
  const shown = state.loadpoints.map((loadpoint) => {
    if (!isObject(loadpoint)) return loadpoint;
    const name = String(loadpoint.name);
    const known = typeof loadpoint.vehicleName === 'string' && loadpoint.vehicleName !== '';
    return {
      ...loadpoint,
      name: loadpointNames[name] ?? name,
      ...(vehicleSoc !== null && known ? { vehicleSoc } : {}),
    };
  });
  return { ...state, loadpoints: reversedLoadpoints ? shown.reverse() : shown };
}

/** The path of a request as the house counts its loadpoints. */
export function undisguisedPath(path: string, { reversedLoadpoints }: Faults, loadpoints: number): string {
  if (!reversedLoadpoints) return path;
  return path.replace(
    /^\/loadpoints\/([1-9]\d*)(?=\/)/,
    (_all, id: string) => `/loadpoints/${loadpoints + 1 - Number(id)}`,
  );
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
