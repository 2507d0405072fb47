import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CRITICAL, serve, testLive, testSource } from './test-house.ts';

const readiness = async (url: string) => {
  const answer = await fetch(`${url}/health/ready`);
  const { ready, reasons } = JSON.parse(await answer.text());
  return [answer.status, ready, reasons.map(({ code }: { code: string }) => code)];
};

test('it lives as soon as it answers, and is ready with a plan and an evcc that is read', async (t) => {
  const { url, live } = await serve(t);
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
  assert.deepEqual(await readiness(url), [200, true, []]);
  live.publish({ plan: null, sources: [testSource({ state: 'FAILED', error: { de: 'weg', en: 'gone' } })] });
  assert.deepEqual(await readiness(url), [503, false, ['EVCC', 'PLAN']]);
  assert.equal((await fetch(`${url}/health/live`)).status, 200);
  const rejected = await serve(t, { findings: () => [CRITICAL] });
  assert.deepEqual(await readiness(rejected.url), [503, false, ['CONFIGURATION']]);
  assert.equal((await fetch(`${rejected.url}/health/live`)).status, 200);
});

test('Prometheus reads what is known, in its own format', async (t) => {
  const live = testLive();
  live.publish({
    evccVersion: 'a"b\\c\nd',
    sources: [testSource(), testSource({ id: 'x', updatedAt: null })],
  });
  const { url } = await serve(t, { live });
  const answer = await fetch(`${url}/metrics`);
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain/);
  const lines = (await answer.text()).trimEnd().split('\n');
  for (const line of lines)
    assert.match(
      line,
      /^(# (HELP|TYPE) smartload_\w+ .+|smartload_\w+(\{\w+=".*"(,\w+=".*")*\})? -?\d[\d.e+-]*)$/,
      line,
    );
  for (const wanted of [
    'smartload_up 1',
    'smartload_cycle_duration_seconds 0.12',
    'smartload_plan_solve_seconds 0.012',
    'smartload_plan_cost{policy="self_consumption"} 2.5',
    'smartload_source_age_seconds{source="evccState"} 60',
    'smartload_info{version="0.1.0",evcc="a\\"b\\\\c\\nd"} 1',
    'smartload_power_kilowatts{of="grid"} -0.5',
  ])
    assert.ok(lines.includes(wanted), wanted);
  assert.ok(
    !lines.some((line) => line.startsWith('smartload_source_age_seconds{source="x"}')),
    'unknown is no 0',
  );
  const names = lines.filter((line) => line.startsWith('# TYPE')).map((line) => line.split(' ')[2]);
  assert.equal(new Set(names).size, names.length);
  assert.equal(
    (await fetch((await serve(t, { findings: () => [CRITICAL] })).url.concat('/metrics'))).status,
    200,
  );
});
