import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfigFileState, Takeover } from '../config/index.ts';
import type { Finding } from '../house/index.ts';
import { watchFiles } from './file-sources.ts';
import { testSources } from './test-sources.ts';

const finding = (field: string): Finding => ({
  field,
  value: '5',
  severity: 'WARNING',
  message: { de: `${field} ist nicht brauchbar.`, en: `${field} cannot be used.` },
  suggestion: { de: 'Anders schreiben.', en: 'Write it differently.' },
});

/** One file that a test lets stand as it likes. */
function watchedFile(begin: Omit<ConfigFileState, 'id'>) {
  const { sources } = testSources();
  const file = { ...begin, takeover: { taken: false, findings: [] } as Takeover };
  watchFiles(
    sources,
    {
      look: () => [{ id: 'vehicles', state: file.state, findings: file.findings }],
      takeOver: () => file.takeover,
    },
    () => {},
  );
  const read = sources.reader('vehicles');
  return {
    file,
    source: () => sources.standing('vehicles')?.source,
    reload: () => read?.(new AbortController().signal),
  };
}

test('a file is fresh with what is to be said of it', () => {
  const { source } = watchedFile({ state: 'TAKEN', findings: [finding('vehicles[0].target_soc')] });
  assert.equal(source()?.state, 'FRESH');
  assert.equal(source()?.error, null);
  assert.deepEqual(source()?.findings, [finding('vehicles[0].target_soc')]);
});

test('a change that cannot be used fails with all that is wrong with it, the first in words', async () => {
  const { file, source, reload } = watchedFile({ state: 'TAKEN', findings: [] });
  const findings = [finding('vehicles[0].capacity_kwh'), finding('vehicles[0].target_soc')];
  Object.assign(file, { state: 'REJECTED', findings, takeover: { taken: false, findings } });
  await reload();
  assert.equal(source()?.state, 'FAILED');
  assert.equal(source()?.error?.en, 'vehicles[0].capacity_kwh cannot be used. Write it differently.');
  assert.deepEqual(source()?.findings, findings);
});
