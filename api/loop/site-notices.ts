import type { Override, SiteState } from '../house/index.ts';
import type { NewNotice } from './notice.ts';

/** What is to be said of the house as evcc shows it. */
export function siteNotices(site: SiteState | null, batteryOverride: Override | null): NewNotice[] {
  const list: NewNotice[] = [];
  if (site && !site.ready)
    list.push({
      code: 'EVCC_STARTING',
      severity: 'INFO',
      message: { de: 'evcc startet noch.', en: 'evcc is still starting.' },
    });
  if (site?.battery && site.battery.socPercent === null)
    list.push({
      code: 'BATTERY_SOC_UNKNOWN',
      severity: 'WARNING',
      message: {
        de: 'Der Ladestand der Hausbatterie ist unbekannt. Sie wird nicht eingeplant.',
        en: "The home battery's state of charge is unknown. It is left out of the plan.",
      },
    });
  if (site?.battery && site.battery.capacityKwh === null)
    list.push({
      code: 'BATTERY_CAPACITY_UNKNOWN',
      severity: 'INFO',
      message: {
        de: 'evcc nennt die Größe der Hausbatterie nicht. Abhilfe: battery_capacity_kwh setzen.',
        en: "evcc does not tell the home battery's capacity. To change that, set battery_capacity_kwh.",
      },
    });
  if (site?.battery && !site.battery.controllable)
    list.push({
      code: 'BATTERY_NOT_CONTROLLABLE',
      severity: 'INFO',
      message: {
        de: 'evcc kann diese Hausbatterie nicht steuern. Der Plan ist für sie nur ein Rat.',
        en: 'evcc cannot control this home battery. For it the plan is advice only.',
      },
    });
  if (site?.dimmed)
    list.push({
      code: 'DIMMED',
      severity: 'INFO',
      message: {
        de: 'Der Netzbetreiber dimmt das Haus (§ 14a EnWG).',
        en: 'The grid operator is dimming the house (§14a EnWG).',
      },
    });
  if (batteryOverride)
    list.push({ code: 'BATTERY_OVERRIDDEN', severity: 'INFO', message: batteryOverride.message });
  return list;
}
