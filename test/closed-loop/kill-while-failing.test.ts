import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { act, planned, startServer, startWallHouse, temporaryFolder, waitFor } from './processes.ts';

describe('the process is killed while evcc refuses to take a mode back', () => {
  for (const [what, endings] of [
    ['we steer on', ['cancelBoost(loadpoint: "garage")']],
    [
      'we only observe from then on',
      ['extendObservation(capability: VEHICLES, days: 30)', 'cancelBoost(loadpoint: "garage")'],
    ],
  ] as const)
    it(`${what}: fast charging keeps its end meanwhile, and the next start puts both back`, async (t) => {
      const { house, url } = await startWallHouse(t, { start: { carSocPercent: [85, 85] } });
      const garage = () => house.exportState().evcc.loadpoints[0]?.settings;
      const args = ['--evcc-url', url, '--data', temporaryFolder(t), '--port', '0'];
      const first = await startServer(t, args);
      await planned(first.port);
      await act(first.port, 'activateLive(capability: VEHICLES)');
      await act(first.port, 'boost(loadpoint: "garage", minutes: 120)');
      await waitFor('fast charging', () => garage()?.mode === 'now');
      const found = garage();
      assert.ok(found?.limitSoc);

      house.faults.set({ writesTo: { '/mode/pv': 'error' } });
      for (const ending of endings) await act(first.port, ending);
      const refusals = () => house.requests.filter(({ status }) => status === 500).length;
      await waitFor('a refusal', () => refusals() > 0);
      await first.end('SIGKILL');
      assert.deepEqual([garage()?.mode, garage()?.limitSoc], ['now', found.limitSoc]);

      const before = refusals();
      await startServer(t, args);
      await waitFor('it is tried again', () => refusals() > before, 120_000);
      assert.deepEqual([garage()?.mode, garage()?.limitSoc], ['now', found.limitSoc]);
      house.faults.clear();
      await waitFor('both are put back', () => garage()?.mode === 'pv' && garage()?.limitSoc === 0, 120_000);
    });
});
