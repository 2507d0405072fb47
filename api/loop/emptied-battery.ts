import { chargesFast } from '../control/index.ts';
import type { SiteState, Text } from '../house/index.ts';
import type { NewNotice } from './notice.ts';

/** What the battery gives beyond this is no error of measurement. */
const NOISE_KW = 0.3;

/**
 * Says it where the battery gives more than the household takes while a car charges fast.
 *
 * @param whyUnlocked `null` = it is locked meanwhile, or helps on purpose
 */
export function emptiedBatteryNotices(site: SiteState | null, whyUnlocked: Text | null): NewNotice[] {
  if (!site || !whyUnlocked || !isEmptied(site)) return [];
  return [
    {
      code: 'BATTERY_EMPTIED_INTO_CAR',
      severity: 'WARNING',
      message: {
        de: `Die Hausbatterie gibt ihre Energie an ein Auto ab, das schnell lädt, denn evcc sperrt sie dabei nicht. ${whyUnlocked.de} Abhilfe: in evcc die Entladesperre der Batterie einschalten.`,
        en: `The home battery gives its energy to a car that charges fast, since evcc does not lock it then. ${whyUnlocked.en} To change that, let evcc prevent discharging while cars charge fast.`,
      },
    },
  ];
}

function isEmptied({ battery, homePowerKw, pvPowerKw, loadpoints }: SiteState): boolean {
  const givenKw = battery?.powerKw ?? 0;
  const lackKw = Math.max(0, (homePowerKw ?? 0) - (pvPowerKw ?? 0));
  return loadpoints.some(chargesFast) && givenKw > lackKw + NOISE_KW;
}
