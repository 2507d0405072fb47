import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '../../api/house/index.ts';
import { runLivedInHouse } from '../support/page-house.ts';
import { type RunningHouse, until } from '../support/running-house.ts';
import { launchBrowser, skipBrowser } from './browser.ts';

const SOON_MS = 30_000;
const ONE_ROUND_MS = 10_000;

describe('what can be asked for by a button', { skip: skipBrowser }, () => {
  let browser: Browser;
  let running: RunningHouse;
  let page: Page;

  before(async () => {
    running = await runLivedInHouse();
    browser = await launchBrowser();
    page = await browser.newPage({ locale: 'de-DE', viewport: { width: 1280, height: 900 } });
    await page.goto(running.url);
  });

  after(async () => {
    await browser?.close();
    await running?.stop();
  });

  const show = (view: string) => page.getByTestId(`nav-${view}`).click();
  const press = (id: string) => page.getByTestId(id).first().click();
  const snapshot = () => running.app.live.snapshot();
  const becomes = (what: string, condition: (now: Snapshot) => boolean) =>
    until(() => condition(snapshot()), SOON_MS, what);
  const connected = () => snapshot().loadpoints.find((loadpoint) => loadpoint.connected)?.id ?? '';

  it('a new plan', async () => {
    await show('plan');
    const before = snapshot().cycleId;
    await press('replan');
    await becomes('another cycle', ({ cycleId }) => cycleId > before);
  });

  it('slots decided by hand, in two taps, and taken back', async () => {
    const box = await page.getByTestId('plan-chart').boundingBox();
    assert.ok(box);
    await page.mouse.click(box.x + box.width / 2, box.y + 200);
    await page.mouse.move(10, 10);
    await press('override-HOLD');
    await becomes('slots by hand', ({ control }) => control?.slotOverrides.length === 1);
    await press('override-CHARGE');
    const decided = () => snapshot().control?.slotOverrides ?? [];
    await becomes('the other instead', () => decided()[0]?.action === 'CHARGE');
    const [override, ...others] = decided();
    assert.equal(override?.target, 'battery');
    assert.deepEqual(others, []);
    assert.equal(await page.getByTestId('slot-override').count(), 1);
    await press(`undo-${override?.id}`);
    await becomes('none any more', ({ control }) => control?.slotOverrides.length === 0);
  });

  it('the plan beside another one', async () => {
    await page.getByTestId('compare').selectOption('hourAgo');
    await page.getByTestId('compared').getByText('noch keinen Plan').waitFor();
    await page.getByTestId('compare').selectOption('noBattery');
    await page.getByTestId('compared').getByText('€').waitFor();
    await page.getByTestId('compare').selectOption('evcc');
    await page.getByTestId('compared').getByText('mit evcc allein').waitFor();
    await page.getByTestId('compare').selectOption('nothing');
    await page.getByTestId('compared').waitFor({ state: 'detached' });
  });

  it('why a slot is as it is, and what the other way would cost to the cent', async () => {
    const decisions = page.getByTestId('decisions');
    await decisions.filter({ hasText: 'Die Batterie' }).waitFor();
    await press('other-way');
    const answer = page.getByTestId('other-way-answer').filter({ hasText: /würde|käme|fehlen|Grenze/ });
    await answer.first().waitFor();
    assert.equal(snapshot().control?.slotOverrides.length, 0);
  });

  it('what would be if', async () => {
    await page.getByTestId('what-if-capacityKwh').fill('0');
    await press('what-if');
    const answer = page.getByTestId('what-if-answer');
    await answer.filter({ hasText: '€' }).waitFor();
    assert.equal(await page.getByTestId('what-if-apply').count(), 0, 'nobody has another battery by a tap');
    assert.equal(snapshot().battery?.capacityKwh, 10);
    await page.getByTestId('what-if-capacityKwh').fill('');
    await page.getByTestId('what-if-pvPercent').fill('0');
    await press('what-if');
    await answer.getByText('teurer als der Plan').waitFor();
    await page.getByTestId('what-if-pvPercent').fill('');
    await page.getByTestId('what-if-car').selectOption(connected());
    await page.getByTestId('what-if-departure').fill('2026-04-27T05:10');
    await press('what-if');
    const flag = answer.locator('.departure title').filter({ hasText: '05:10' });
    await flag.waitFor({ state: 'attached' });
    await page.getByTestId('what-if-departure').fill('');
    await page.getByTestId('what-if-fill').check();
    await press('what-if');
    await flag.waitFor({ state: 'detached' });
    await page.getByTestId('what-if-cars').getByText('mehr als geplant').waitFor();
    await press('what-if-apply');
    await becomes('a boost', ({ loadpoints }) =>
      loadpoints.some(({ override }) => override?.kind === 'BOOST'),
    );
  });

  it('the end of a boost, and another', async () => {
    await show('cars');
    const id = connected();
    await press(`cancel-boost-${id}`);
    await becomes('no boost', ({ loadpoints }) => loadpoints.every(({ override }) => override === null));
    await press(`boost-${id}`);
    await becomes('a boost', ({ loadpoints }) =>
      loadpoints.some(({ override }) => override?.kind === 'BOOST'),
    );
    await press(`cancel-boost-${id}`);
    await becomes('no boost', ({ loadpoints }) => loadpoints.every(({ override }) => override === null));
  });

  it('a departure, and none', async () => {
    const id = connected();
    const mine = ({ loadpoints }: Snapshot) => loadpoints.find((loadpoint) => loadpoint.id === id);
    await press(`edit-departure-${id}`);
    await page.getByTestId(`departure-${id}`).fill('2026-04-27T07:15');
    await page.getByTestId(`target-${id}`).fill('85');
    await press(`save-departure-${id}`);
    const at = Date.parse('2026-04-27T05:15:00Z');
    await becomes('a departure', (now) => mine(now)?.departure === at && mine(now)?.targetSocPercent === 85);
    await press(`edit-departure-${id}`);
    await press(`clear-departure-${id}`);
    await becomes('none', (now) => mine(now)?.departure !== at);
  });

  it('another target, and the usual one', async () => {
    const id = connected();
    const target = () => snapshot().loadpoints.find((loadpoint) => loadpoint.id === id)?.targetSocPercent;
    const usual = target();
    await press(`edit-target-${id}`);
    await page.getByTestId(`new-target-${id}`).fill('65');
    await press(`save-target-${id}`);
    await becomes('another target', () => target() === 65);
    await press(`edit-target-${id}`);
    await press(`clear-target-${id}`);
    await becomes('the usual one', () => target() === usual);
  });

  it('a loadpoint back that somebody took in evcc', async () => {
    const { loadpoints } = snapshot();
    const index = loadpoints.findIndex(({ connected: isConnected }) => isConnected);
    const id = loadpoints[index]?.id;
    const overridden = () => snapshot().loadpoints[index]?.override?.kind === 'PERSON';
    const mode = loadpoints[index]?.mode === 'now' ? 'off' : 'now';
    await fetch(`${running.evccUrl}/api/loadpoints/${index + 1}/mode/${mode}`, { method: 'POST' });
    await until(overridden, 90_000, 'somebody having the say');
    await press(`release-${id}`);
    await becomes('us having it', () => !overridden());
    await page.getByTestId(`release-${id}`).waitFor({ state: 'detached' });
  });

  it('a schedule by weekday', async () => {
    const id = snapshot().control?.vehicles[0]?.vehicle ?? '';
    const wishes = ({ control }: Snapshot) => control?.vehicles.find(({ vehicle }) => vehicle === id);
    await press(`schedule-${id}`);
    await page.getByTestId(`vehicle-${id}`).getByRole('checkbox', { name: 'Fr' }).uncheck();
    await press(`save-schedule-${id}`);
    await becomes('a schedule', (now) => wishes(now)?.schedule != null);
    assert.deepEqual(wishes(snapshot())?.schedule?.entries[0]?.weekdays, [1, 2, 3, 4]);
    await page.getByTestId(`vehicle-${id}`).filter({ hasText: 'Mo–Do 07:00' }).waitFor();
    await press(`schedule-${id}`);
    await page.getByTestId(`vehicle-${id}`).getByText('Entfernen').click();
    await press(`save-schedule-${id}`);
    await becomes('none', (now) => wishes(now)?.schedule === null);
  });

  it('a SoC that was read off the car, and its end; the car asked anew', async () => {
    const id = snapshot().control?.vehicles[0]?.vehicle ?? '';
    const answered = (field: string) =>
      page.waitForResponse(async (response) => (await response.text()).includes(`"${field}":{"__typename"`));
    await press(`soc-${id}`);
    await page.getByTestId(`soc-field-${id}`).fill('41');
    await Promise.all([answered('setManualSoc'), press(`save-soc-${id}`)]);
    await page.getByTestId(`soc-field-${id}`).waitFor({ state: 'detached' });
    await Promise.all([answered('pollVehicle'), press(`poll-${id}`)]);
  });

  it('a typed in SoC forgotten', async () => {
    // Of a car that is away nobody knows better.
    const id = snapshot().loadpoints.findLast((one) => one.connected)?.vehicleName ?? '';
    running.house?.plugOut(id);
    await until(
      () => snapshot().loadpoints.every((one) => !one.connected || one.vehicleName !== id),
      90_000,
      'the car being away',
    );
    const manualSoc = () => snapshot().control?.vehicles.find(({ vehicle }) => vehicle === id)?.manualSoc;
    await press(`soc-${id}`);
    await page.getByTestId(`soc-field-${id}`).fill('37');
    await press(`save-soc-${id}`);
    await becomes('a SoC', () => manualSoc()?.socPercent === 37);
    await press(`forget-soc-${id}`);
    await becomes('none', () => manualSoc() === null);
  });

  it('a habit taken over or not, and what is said where that is no longer possible', async () => {
    await show('now');
    const suggest = () =>
      running.app.live.publish({
        departureSuggestions: [
          {
            id: 'gone@1-07:00',
            vehicle: 'gone',
            title: 'Kombi',
            entry: { weekdays: [1], time: '07:00', targetSocPercent: null },
            seen: 6,
            days: 7,
            energyKwh: null,
            message: { de: 'Kombi fährt Mo meist ab 07:00 Uhr los.', en: 'Kombi usually leaves at 07:00.' },
          },
        ],
      });
    // The house itself knows of no such habit, and says so with its next round: then it is suggested again.
    const refused = async (wish: string) => {
      suggest();
      const answered = page.waitForResponse(
        (response) =>
          (response.request().postData() ?? '').includes(
            `${wish === 'accept' ? 'Accept' : 'Dismiss'}Departure`,
          ),
        { timeout: ONE_ROUND_MS },
      );
      const pressed = page.getByTestId(`${wish}-gone@1-07:00`).click({ timeout: ONE_ROUND_MS });
      const [answer] = await Promise.all([answered, pressed]);
      const { data } = await answer.json();
      assert.equal(data[`${wish}Departure`].__typename, 'InvalidValue');
      await page.getByTestId('suggestion').getByText('gibt es nicht').waitFor({ timeout: ONE_ROUND_MS });
    };
    for (const wish of ['accept', 'dismiss'])
      await refused(wish).catch(() => refused(wish).catch(() => refused(wish)));
    running.app.live.publish({ departureSuggestions: [] });
    await page.getByTestId('suggestion').waitFor({ state: 'detached' });
  });

  it('a pause of everything, and its end', async () => {
    await show('now');
    await press('pause-hour');
    await becomes('a pause', ({ control }) => control?.pause != null);
    await page.getByTestId('paused').waitFor();
    await press('resume');
    await becomes('its end', ({ control }) => control?.pause === null);
    await page.getByTestId('paused').waitFor({ state: 'detached' });
  });

  it('each capability live, and observing again', async () => {
    const mode = (capability: string) =>
      snapshot().rollouts.find((one) => one.capability === capability)?.mode;
    await press('extend-observation-VEHICLES');
    await until(() => mode('VEHICLES') === 'OBSERVATION', SOON_MS, 'observing');
    await press('activate-live-VEHICLES');
    await press('confirm');
    await until(() => mode('VEHICLES') === 'LIVE', SOON_MS, 'live');
  });

  it('all sources anew, and the events of that', async () => {
    await show('system');
    await press('refresh-all');
    await page.locator('[data-testid="event"][data-type="SOURCE_REFRESHED"]').first().waitFor();
    await page.getByTestId('log-filter').selectOption('DECISION');
    await page
      .locator('[data-testid="event"]:not([data-type="DECISION"])')
      .first()
      .waitFor({ state: 'detached' });
    await page.locator('[data-testid="event"][data-type="DECISION"]').first().waitFor();
  });
});
