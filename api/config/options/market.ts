import { choice } from '../access-kinds.ts';
import { boolean, number } from '../option.ts';

/** What beside energy prices has a price: the height of the import, and its CO₂. */
export const marketOptions = {
  peak_price_per_kw: number(
    null,
    { above: 0 },
    {
      unit: 'EUR/kW',
      unset: { de: 'nur Energie kostet', en: 'only energy costs' },
      description: {
        de: 'Leistungspreis: was ein kW der höchsten mittleren Bezugsleistung je Abrechnungszeitraum kostet, in der Währung von evcc',
        en: "Capacity tariff: what a kW of a period's highest mean import costs, in evcc's currency",
      },
    },
  ),
  peak_price_period: choice(['month', 'year'], 'month', {
    description: {
      de: 'Abrechnungszeitraum des Leistungspreises: Kalendermonat oder -jahr',
      en: 'Period of the capacity tariff: calendar month or year',
    },
  }),
  peak_price_interval_minutes: choice(['15', '30', '60'], '15', {
    unit: 'min',
    description: {
      de: 'Über so viele Minuten wird die Bezugsleistung dafür gemittelt',
      en: 'The import is averaged over so many minutes for that',
    },
  }),
  peak_price_minimum_kw: number(
    0,
    { min: 0 },
    {
      unit: 'kW',
      description: {
        de: 'Leistung, die in jedem Zeitraum mindestens bezahlt wird, in Flandern 2,5 kW',
        en: 'Power that is paid for in any period, in Flanders 2.5 kW',
      },
    },
  ),
  level_import_peaks: boolean(false, {
    description: {
      de: 'Unter gleich teuren Plänen den mit der niedrigsten Bezugsspitze nehmen',
      en: 'Among plans that cost the same take the one with the lowest import peak',
    },
  }),
  co2_price_per_tonne: number(
    0,
    { min: 0, max: 10_000 },
    {
      unit: 'EUR/t',
      description: {
        de: 'So viel zählt eine Tonne CO₂ des Netzstroms beim Planen, sofern evcc einen CO₂-Tarif hat; Kosten und Ersparnis bleiben ohne sie',
        en: 'What a tonne of CO₂ of grid energy weighs in planning, where evcc has a CO₂ tariff; costs and savings stay without it',
      },
    },
  ),
};
