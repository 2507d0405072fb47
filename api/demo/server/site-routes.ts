import type { BatteryMode } from '../../house/index.ts';
import { BATTERY_MODES, setExternalMode } from '../evcc/index.ts';
import {
  BOOLEAN,
  bad,
  INT,
  isTrue,
  NUMBER,
  notOf,
  ok,
  type Route,
  type RouteAnswer,
  type RouteContext,
  route,
  WORD,
} from './route.ts';

const NOT_CONFIGURED = 'battery not configured';
const NO_CONTROL = 'battery control not available';

/** Battery, buffer and site settings. */
export function siteRoutes({ simulation, faults, traits, now }: RouteContext): Route[] {
  const { evcc } = simulation.state;
  const { site } = evcc;
  const hasBattery = () => !faults.current.noBattery;

  function postBatteryMode(word: string): RouteAnswer {
    const mode = BATTERY_MODES.find((known) => known === word);
    if (!mode || (mode === 'holdcharge' && !traits.holdcharge)) return notOf(word, 'BatteryMode');
    return ok(externalMode(mode));
  }

  /** evcc answers with the number of the mode that is set then, and swallows that there is nothing to set. */
  function externalMode(mode: BatteryMode): number {
    if (hasBattery()) setExternalMode(evcc.battery, mode, now());
    return BATTERY_MODES.indexOf(evcc.battery.external);
  }

  function prioritySoc(soc: number): RouteAnswer {
    if (!hasBattery()) return bad(NOT_CONFIGURED);
    if (site.bufferSoc !== 0 && soc > site.bufferSoc) {
      return bad('priority soc must be smaller or equal than buffer soc');
    }
    site.prioritySoc = soc;
    return ok(soc);
  }

  function bufferSoc(soc: number): RouteAnswer {
    if (!hasBattery()) return bad(NOT_CONFIGURED);
    if (soc !== 0 && soc < site.prioritySoc) return bad('buffer soc must not be smaller than priority soc');
    if (site.bufferStartSoc !== 0 && soc > site.bufferStartSoc) {
      return bad('buffer soc must be smaller or equal than buffer start soc');
    }
    site.bufferSoc = soc;
    return ok(soc);
  }

  function bufferStartSoc(soc: number): RouteAnswer {
    if (!hasBattery()) return bad(NOT_CONFIGURED);
    if (soc !== 0 && soc < site.bufferSoc) return bad('buffer start soc must be larger than buffer soc');
    site.bufferStartSoc = soc;
    return ok(soc);
  }

  function gridChargeLimit(limit: number | null): RouteAnswer {
    if (!hasBattery()) return bad(NO_CONTROL);
    site.batteryGridChargeLimit = limit;
    return ok(limit);
  }

  function dischargeControl(on: boolean): RouteAnswer {
    if (!hasBattery()) return bad(NO_CONTROL);
    site.batteryDischargeControl = on;
    return ok(on);
  }

  function allLoadpoints(
    key: 'smartCostLimit' | 'smartFeedInPriorityLimit',
    limit: number | null,
  ): RouteAnswer {
    for (const { settings } of evcc.loadpoints) settings[key] = limit;
    return ok(limit);
  }

  const withNumber = (answer: (value: number) => RouteAnswer) => (request: { args: string[] }) =>
    answer(Number(request.args[0]));
  const controls = { controls: true };

  return [
    route('POST', `/batterymode/([a-z]+)`, ({ args }) => postBatteryMode(args[0] ?? '')),
    route('DELETE', '/batterymode', () => ok(externalMode('unknown'))),
    route('POST', `/prioritysoc/${NUMBER}`, withNumber(prioritySoc)),
    route('POST', `/buffersoc/${NUMBER}`, withNumber(bufferSoc)),
    route('POST', `/bufferstartsoc/${NUMBER}`, withNumber(bufferStartSoc)),
    route('POST', `/batterygridchargelimit/${NUMBER}`, withNumber(gridChargeLimit)),
    route('DELETE', '/batterygridchargelimit', () => gridChargeLimit(null)),
    route('POST', `/batterydischargecontrol/${BOOLEAN}`, ({ args }) => dischargeControl(isTrue(args[0]))),
    route('POST', `/batterygriddischarge/${BOOLEAN}`, ({ args }) => {
      if (!hasBattery()) return bad(NO_CONTROL);
      site.batteryGridDischarge = isTrue(args[0]);
      return ok(site.batteryGridDischarge);
    }),
    route('POST', `/solaradjusted/${BOOLEAN}`, ({ args }) => {
      site.solarAdjusted = isTrue(args[0]);
      return ok(site.solarAdjusted);
    }),
    route(
      'POST',
      `/residualpower/${NUMBER}`,
      withNumber((powerW) => {
        site.residualPowerW = powerW;
        return ok(powerW);
      }),
    ),
    route(
      'POST',
      `/gridexportlimit/${INT}`,
      withNumber((powerW) => {
        site.gridExportLimitW = powerW;
        return ok(powerW);
      }),
    ),
    route(
      'POST',
      `/smartcostlimit/${NUMBER}`,
      withNumber((v) => allLoadpoints('smartCostLimit', v)),
      controls,
    ),
    route('DELETE', '/smartcostlimit', () => allLoadpoints('smartCostLimit', null), controls),
    route(
      'POST',
      `/smartfeedinprioritylimit/${NUMBER}`,
      withNumber((v) => allLoadpoints('smartFeedInPriorityLimit', v)),
      controls,
    ),
    route(
      'DELETE',
      '/smartfeedinprioritylimit',
      () => allLoadpoints('smartFeedInPriorityLimit', null),
      controls,
    ),
    route('POST', '/optimize', () => ok({})),
    route('POST', `/optimizerchargingstrategy/${WORD}`, ({ args }) => ok(args[0] ?? '')),
  ];
}
