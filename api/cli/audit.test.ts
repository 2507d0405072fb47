import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeAudit } from './audit.ts';

const hole = (severity: string) => ({ severity, range: '<2.0.0', via: [] });

test('severe holes are named, smaller ones counted', () => {
  const printed = { vulnerabilities: { left: hole('critical'), right: hole('high'), pad: hole('low') } };
  assert.deepEqual(judgeAudit(JSON.stringify(printed)), {
    checked: true,
    severe: ['critical: left <2.0.0', 'high: right <2.0.0'],
    smaller: 1,
  });
  assert.deepEqual(judgeAudit('{"vulnerabilities":{}}'), { checked: true, severe: [], smaller: 0 });
});

test('a registry that cannot be asked is no clean bill', () => {
  const refusal = { message: '405 Method Not Allowed - POST https://registry.example/advisories/bulk' };
  assert.deepEqual(judgeAudit(JSON.stringify(refusal)), { checked: false, why: refusal.message });
  for (const printed of ['', 'npm error', 'null', '[]', '{}'])
    assert.deepEqual(judgeAudit(printed), { checked: false, why: 'npm gave no answer' });
});
