import { type Entry, isSet, type Report } from './entries.ts';
import { slipOfThePen, unknownName } from './findings.ts';
import { meantName } from './slips.ts';

/** What an entry of `vehicles.yaml` may say. */
const KNOWN = (
  'name type template capacity_kwh capacity charge_power_kw disabled poll_interval_minutes poll_interval_min ' +
  'target_soc min_soc departure return trip_kwh url headers soc_path soc_regex user username password locale ' +
  'country vin gigya_api_key kamereon_api_key'
).split(' ');

/** What evcc's own entries of cars say besides, and we have no use for. */
const OF_EVCC = new Set(
  (
    'title icon phases mode onidentify identifiers mincurrent maxcurrent priority cache timeout region language ' +
    'brand pin tan token tokens accesstoken refreshtoken clientid clientsecret account features status soc range ' +
    'odometer climater limitsoc wakeup chargeenable finishtime'
  ).split(' '),
);

/** Says which words of an entry nobody knows; of a block that was copied from evcc only those that are close to ours. */
export function reportUnknownKeys(path: string, entry: Entry, report: Report): void {
  const isCopied = isSet(entry.template);
  for (const key of Object.keys(entry)) {
    if (KNOWN.includes(key) || OF_EVCC.has(key.toLowerCase())) continue;
    const meant = meantName(key, KNOWN);
    if (meant !== null) report.findings.push(slipOfThePen(`${path}.${key}`, meant));
    else if (!isCopied) report.findings.push(unknownName(`${path}.${key}`, KNOWN));
  }
}
