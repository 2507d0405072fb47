import type { Source, Text } from '../house/index.ts';
import { joined, type NewNotice } from './notice.ts';
import { SOURCE_NAMES } from './source-names.ts';

/** What is wrong with where values come from: what is not there, what cannot be true, and files that changed. */
export function sourceNotices(sources: readonly Source[]): NewNotice[] {
  return [...missingNotices(sources), ...doubtNotices(sources), ...fileNotices(sources)];
}

function missingNotices(sources: readonly Source[]): NewNotice[] {
  const found = (id: Source['id']) => sources.find((source) => source.id === id);
  const list: NewNotice[] = [];
  const state = found('evccState');
  if (state && (state.state === 'STALE' || state.state === 'FAILED'))
    list.push({
      code: 'EVCC_UNREACHABLE',
      severity: 'ERROR',
      message: joined(
        {
          de: 'evcc antwortet nicht. Smartload steuert nichts, bis es wieder da ist.',
          en: 'evcc does not answer. Smartload steers nothing until it is back.',
        },
        state.error,
      ),
    });
  const grid = found('gridTariff');
  if (grid?.state === 'ABSENT')
    list.push({
      code: 'NO_GRID_TARIFF',
      severity: 'WARNING',
      message: {
        de: 'evcc nennt keine Strompreise für die nächsten Tage. Geplant wird nach Sonne und Abfahrten, mit einem gleichbleibenden Preis: dem jetzigen, soweit evcc ihn nennt. Abhilfe: in evcc einen Tarif einrichten.',
        en: 'evcc gives no prices for the days ahead. Planning goes by sun and departures with one price throughout: the present one as far as evcc tells it. To change that, set up a tariff in evcc.',
      },
    });
  // What is wrong with the prices themselves is told below.
  else if (grid && (grid.state === 'STALE' || grid.state === 'FAILED') && grid.findings.length === 0)
    list.push({
      code: 'PRICES_STALE',
      severity: 'WARNING',
      message: joined(grid.updatedAt === null ? NO_PRICES_YET : PRICES_OF_BEFORE, grid.error),
    });
  const solar = found('solarForecast');
  if (solar?.state === 'ABSENT')
    list.push({
      code: 'NO_SOLAR_FORECAST',
      severity: 'INFO',
      message: {
        de: 'evcc kennt keine PV-Prognose. Ohne sie wird keine Sonne eingeplant.',
        en: 'evcc has no solar forecast. Without one no sun is planned for.',
      },
    });
  return list;
}

const NO_PRICES_YET: Text = {
  de: 'Strompreise kamen noch keine an. Sie sind geschätzt.',
  en: 'No prices have come yet. They are estimated.',
};
const PRICES_OF_BEFORE: Text = {
  de: 'Die Strompreise sind nicht aktuell. Bekannte Preise gelten weiter, fehlende sind geschätzt.',
  en: 'Prices are not up to date. Known ones still count, missing ones are estimated.',
};

/** Sources that told what cannot be true. */
function doubtNotices(sources: readonly Source[]): NewNotice[] {
  return sources
    .filter(({ scope, findings }) => scope !== 'FILES' && findings.length > 0)
    .map(({ id, findings: [finding] }): NewNotice => {
      const name = SOURCE_NAMES[id] ?? { de: id, en: id };
      return {
        code: `DOUBTFUL_${id}`,
        severity: finding?.severity === 'CRITICAL' ? 'ERROR' : 'WARNING',
        message: joined(
          joined({ de: `${name.de}:`, en: `${name.en}:` }, finding?.message ?? null),
          finding?.suggestion ?? null,
        ),
      };
    });
}

function fileNotices(sources: readonly Source[]): NewNotice[] {
  const files = sources.filter(({ scope }) => scope === 'FILES');
  const rejected = files.find(({ state }) => state === 'FAILED');
  const changed = files.filter(({ state }) => state === 'STALE').map(({ id }) => id);
  const list: NewNotice[] = [];
  if (rejected)
    list.push({
      code: 'CONFIG_REJECTED',
      severity: 'ERROR',
      message: joined(
        {
          de: 'Die geänderte Konfiguration ist nicht brauchbar, die bisherige gilt weiter.',
          en: 'The changed configuration cannot be used, the one before stays.',
        },
        rejected.error,
      ),
    });
  if (changed.length > 0)
    list.push({
      code: 'CONFIG_CHANGED',
      severity: 'INFO',
      message: {
        de: `Die Konfiguration hat sich geändert (${changed.join(', ')}). Unter Datenquellen übernimmt „Neu laden“ sie.`,
        en: `The configuration has changed (${changed.join(', ')}). "Reload" under data sources takes it over.`,
      },
    });
  return list;
}
