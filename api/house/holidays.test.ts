import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOLIDAY_REGIONS, holidayRegionOf, holidaysOf } from './holidays.ts';
import { DAY_MS } from './time.ts';

/** The public holidays of a region in a year, as `MM-DD`. */
function holidays(region: string, year: number): string[] {
  const isHoliday = holidaysOf(region);
  const days = Array.from({ length: 366 }, (_, nth) => new Date(Date.UTC(year, 0, 1) + nth * DAY_MS));
  return days
    .filter((day) => day.getUTCFullYear() === year)
    .filter((day) => isHoliday(year, day.getUTCMonth() + 1, day.getUTCDate()))
    .map((day) => day.toISOString().slice(5, 10));
}

test('Bavaria and Saxony in 2026, as their calendars have them', () => {
  assert.deepEqual(
    holidays('DE-BY', 2026).join(' '),
    '01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26',
  );
  assert.deepEqual(
    holidays('DE-SN', 2026).join(' '),
    '01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26',
  );
});

test('Easter, early and late', () => {
  const easterMondays = { 2008: '03-24', 2019: '04-22', 2024: '04-01', 2025: '04-21', 2038: '04-26' };
  for (const [year, monday] of Object.entries(easterMondays))
    assert.ok(holidays('AT', Number(year)).includes(monday), year);
});

test('days that are bound to a weekday', () => {
  assert.ok(holidays('SE', 2026).includes('06-20'), 'midsummer');
  assert.ok(holidays('FI', 2026).includes('10-31'), 'all saints');
  assert.ok(holidays('GB', 2026).includes('05-04') && holidays('GB', 2026).includes('05-25'));
  assert.ok(holidays('DE-SN', 2028).includes('11-22'), 'the day itself where it is a Wednesday');
});

test('each region has what its country has, and each zone a country that is known', () => {
  for (const region of HOLIDAY_REGIONS) {
    const own = holidays(region, 2027);
    assert.ok(own.length >= 6 && own.length <= 16, region);
    for (const day of holidays(region.slice(0, 2), 2027)) assert.ok(own.includes(day), `${region} ${day}`);
  }
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const region = holidayRegionOf(zone);
    assert.ok(region === null || HOLIDAY_REGIONS.includes(region), zone);
  }
  assert.equal(holidayRegionOf('Europe/Berlin'), 'DE');
  assert.equal(holidayRegionOf('UTC'), null);
});

test('nowhere known, no holidays', () => {
  for (const region of [null, '', 'XX', 'XX-YY', 'DE-XX'.slice(3)])
    assert.equal(holidaysOf(region)(2026, 12, 25), false);
  assert.equal(holidaysOf('DE-XX')(2026, 12, 25), true, 'an unknown region has those of its country');
});
