import { type DriverSettings, type Instant, isSameName, type Notice, type Snapshot } from '../house/index.ts';

/**
 * Cars that somebody drives by `drivers.yaml` and evcc does not know: nobody would be asked about them. Before evcc's
 * cars are known nothing is said.
 *
 * @param since when the file was read
 */
export function unknownCars(
  drivers: readonly DriverSettings[],
  { control }: Pick<Snapshot, 'control'>,
  since: Instant,
): Notice[] {
  const cars = control?.vehicles ?? [];
  if (cars.length === 0) return [];
  const known = cars.map(({ vehicle, title }) =>
    isSameName(vehicle, title) ? vehicle : `${vehicle} (${title})`,
  );
  return drivers.flatMap(({ name, vehicles }) => {
    const unknown = vehicles.filter(
      (own) => !cars.some(({ vehicle, title }) => isSameName(own, vehicle) || isSameName(own, title)),
    );
    if (unknown.length === 0) return [];
    return [
      {
        code: `DRIVER_CAR_UNKNOWN_${name}`,
        severity: 'WARNING',
        since,
        message: {
          de: `drivers.yaml nennt für ${name} ${unknown.map((car) => `„${car}“`).join(', ')}, aber so heißt in evcc kein Auto; ${name} wird dazu nicht gefragt. Abhilfe: einen Namen aus evcc eintragen: ${known.join(', ')}.`,
          en: `drivers.yaml names ${unknown.map((car) => `"${car}"`).join(', ')} for ${name}, but no car in evcc is called that; ${name} is not asked about it. To change that, use a name of evcc's: ${known.join(', ')}.`,
        },
      },
    ];
  });
}
