import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Settings } from '../house/index.ts';
import { loadOptions, PREDECESSOR_DEFAULTS } from './fixtures.ts';
import { optionDocs } from './option.ts';
import { optionsSchema } from './schema.ts';

test('the options of the predecessor load without a word', () => {
  const hidden = {
    rl_learning_rate: 0.001,
    rl_memory_size: 10000,
    battery_price_corridor_ct: 0.8,
    ha_token: '',
  };
  const { settings, findings, source } = loadOptions({ ...PREDECESSOR_DEFAULTS, ...hidden });
  assert.deepEqual(findings, []);
  assert.equal(source, 'addon');
  assert.equal(settings?.batteryCapacityKwh, 33.1);
  assert.equal(settings?.batteryMaxPricePerKwh, 0.25);
  assert.equal(settings?.evDepartureHour, 6);
  assert.equal(settings?.feedInPricePerKwh, 0.07);
  assert.equal(settings?.evccPassword, null);
  assert.equal(settings?.influx, null);
});

test('evcc_url alone is a complete configuration, and evcc counts for the rest', () => {
  const { settings, findings } = loadOptions({});
  assert.deepEqual(findings, []);
  assert.deepEqual(
    [
      settings?.batteryCapacityKwh,
      settings?.batteryMaxPricePerKwh,
      settings?.evMaxPricePerKwh,
      settings?.feedInPricePerKwh,
    ],
    [null, null, null, null],
  );
});

const critical: [field: string, value: unknown, said: string][] = [
  ['evcc_url', 'evcc.local:7070', 'vermutlich http://evcc.local:7070'],
  ['evcc_url', 'ftp://evcc.local', 'http://'],
  ['evcc_url', 'http://', 'http://'],
  ['evcc_url', 7070, 'http://'],
  ['battery_charge_efficiency', 0, 'größer als 0, höchstens 1'],
  ['battery_charge_efficiency', 92, 'vermutlich 0.92'],
  ['battery_discharge_efficiency', 'good', 'größer als 0, höchstens 1'],
  ['battery_discharge_efficiency', 1.01, 'größer als 0, höchstens 1'],
  ['battery_capacity_kwh', 0, 'größer als 0 kWh'],
  ['battery_capacity_kwh', 'large', 'größer als 0 kWh'],
  ['battery_charge_power_kw', -4.3, 'größer als 0 kW'],
  ['battery_discharge_power_kw', 0, 'größer als 0 kW'],
  ['sequencer_default_charge_power_kw', 0, 'größer als 0 kW'],
  ['ev_default_energy_kwh', 0, 'größer als 0 kWh'],
  ['grid_import_limit_kw', 0, 'größer als 0 kW'],
  ['grid_export_limit_kw', -1, '0 kW oder mehr'],
];
for (const [field, value, said] of critical) {
  test(`${field} = ${JSON.stringify(value)} is critical`, () => {
    const { settings, findings } = loadOptions({ [field]: value });
    assert.equal(settings, null);
    assert.equal(findings.length, 1);
    const [finding] = findings;
    assert.deepEqual([finding?.field, finding?.severity, finding?.value], [field, 'CRITICAL', String(value)]);
    assert.ok(`${finding?.message.de} ${finding?.suggestion.de}`.includes(said), finding?.message.de);
  });
}

test('who writes a share of one for per cent is told the number that is meant', () => {
  const [finding] = loadOptions({ battery_to_ev_floor_soc: 0.25 }).findings;
  assert.match(finding?.suggestion.de ?? '', /vermutlich 25\./);
});

test('a minimum SoC that is not below the maximum is critical', () => {
  for (const [min, max] of [
    [50, 50],
    [80, 20],
  ]) {
    const { settings, findings } = loadOptions({ battery_min_soc: min, battery_max_soc: max });
    assert.equal(settings, null);
    assert.deepEqual(
      findings.map(({ field, severity }) => [field, severity]),
      [['battery_min_soc', 'CRITICAL']],
    );
  }
});

const warnings: [field: string, value: unknown, used: string, key: keyof Settings, setting: unknown][] = [
  ['battery_max_price_ct', 0, 'verwendet: 25', 'batteryMaxPricePerKwh', 0.25],
  ['battery_max_price_ct', 'cheap', 'verwendet: 25', 'batteryMaxPricePerKwh', 0.25],
  ['ev_max_price_ct', -1, 'verwendet: 30', 'evMaxPricePerKwh', 0.3],
  ['ev_target_soc', 120, 'gefunden: 120, erlaubt: 0 bis 100 %, verwendet: 80', 'evTargetSocPercent', 80],
  ['ev_target_soc', -1, 'verwendet: 80', 'evTargetSocPercent', 80],
  ['ev_target_soc', 0.9, 'verwendet: 80', 'evTargetSocPercent', 80],
  ['battery_min_soc', '0.15', 'verwendet: 10', 'batteryMinSocPercent', 10],
  ['battery_min_soc', -5, 'verwendet: 10', 'batteryMinSocPercent', 10],
  ['battery_max_soc', 101, 'verwendet: 90', 'batteryMaxSocPercent', 90],
  ['battery_wear_cost_ct', -1, 'verwendet: 1', 'batteryWearCostPerKwh', 0.01],
  ['decision_interval_minutes', 0, 'verwendet: 15', 'decisionIntervalMinutes', 15],
  ['decision_interval_minutes', 61, 'verwendet: 15', 'decisionIntervalMinutes', 15],
  ['vehicle_poll_interval_minutes', 0, 'verwendet: 60', 'vehiclePollIntervalMinutes', 60],
  ['ev_charge_deadline_hour', 24, 'verwendet: 6', 'evDepartureHour', 6],
  ['feed_in_tariff_ct', 'much', 'verwendet: der Wert aus evcc', 'feedInPricePerKwh', null],
  ['buffer_base_soc', 101, 'verwendet: battery_min_soc', 'bufferBaseSocPercent', null],
  ['timezone', 'Mars/Olympus', 'verwendet: Europe/Berlin', 'timeZone', 'Europe/Berlin'],
  ['api_port', 70000, 'verwendet: 8099', 'port', 8099],
  ['max_subscriptions', 0, 'verwendet: 1000', 'subscriptionLimits', { perAddress: 100, inAll: 1000 }],
  ['evcc_headers', 'no header', 'verwendet: nichts', 'evccHeaders', {}],
];
for (const [field, value, used, key, setting] of warnings) {
  test(`${field} = ${JSON.stringify(value)} is a warning with a safe value`, () => {
    const { settings, findings } = loadOptions({ [field]: value });
    assert.deepEqual(
      findings.map((finding) => [finding.field, finding.severity]),
      [[field, 'WARNING']],
    );
    assert.ok(findings[0]?.message.de.includes(used), findings[0]?.message.de);
    assert.deepEqual(settings?.[key], setting);
  });
}

test('quiet hours and observation days outside their range are warnings', () => {
  const { settings, findings } = loadOptions({
    quiet_hours_start: 25,
    quiet_hours_end: 6.5,
    observation_days_buffer: -1,
    observation_days_battery: 'x',
    observation_days_vehicles: 400,
  });
  assert.equal(findings.length, 5);
  assert.deepEqual(settings?.quietHours, { enabled: true, startHour: 21, endHour: 6 });
  assert.deepEqual(settings?.observationDays, { BUFFER: 14, BATTERY: 3, VEHICLES: 3 });
});

test('quiet hours that end when they begin are off', () => {
  const { settings, findings } = loadOptions({ quiet_hours_start: 6 });
  assert.equal(findings[0]?.field, 'quiet_hours_start');
  assert.equal(settings?.quietHours.enabled, false);
});

const influx: [options: Record<string, unknown>, finding: string | null, on: boolean][] = [
  [{ influxdb_host: 'db' }, null, true],
  [{ influxdb_host: 'db', influxdb_username: 'u', influxdb_password: 'p' }, null, true],
  [{ influxdb_host: 'db', influxdb_username: 'u' }, 'influxdb_password', false],
  [{ influxdb_host: 'db', influxdb_password: 'p' }, 'influxdb_username', false],
  [{ influxdb_database: 'mine' }, 'influxdb_host', false],
  [{ influxdb_host: 'influxdb.local', influxdb_database: 'mine' }, 'influxdb_host', false],
  [{ influxdb_host: 'influxdb.local' }, null, false],
];

test('an InfluxDB may be named by its address', () => {
  const of = (influxdb_host: string, more: Record<string, unknown> = {}) => {
    const { settings } = loadOptions({ influxdb_host, ...more });
    return settings?.influx && [settings.influx.host, settings.influx.port, settings.influx.tls];
  };
  assert.deepEqual(of('http://influx:8087'), ['influx', 8087, false]);
  assert.deepEqual(of('https://influx/', { influxdb_port: 8086 }), ['influx', 8086, true]);
  assert.deepEqual(of('influx'), ['influx', 8086, false]);
});

for (const [options, finding, on] of influx) {
  test(`InfluxDB from ${JSON.stringify(options)} is ${on ? 'on' : 'off'}`, () => {
    const { settings, findings } = loadOptions(options);
    assert.deepEqual(
      findings.map(({ field, severity }) => [field, severity]),
      finding ? [[finding, 'WARNING']] : [],
    );
    assert.equal(settings?.influx !== null, on);
  });
}

test('a slip of the pen is a warning, a foreign name is not', () => {
  const { settings, findings } = loadOptions({
    battery_capcity_kwh: 10,
    EVCC_URL: 'x',
    my_note: 'y',
    comment: 1,
  });
  assert.notEqual(settings, null);
  assert.deepEqual(
    findings.map(({ field, severity }) => [field, severity]),
    [
      ['battery_capcity_kwh', 'WARNING'],
      ['EVCC_URL', 'WARNING'],
    ],
  );
  assert.ok(findings[0]?.message.en.includes('battery_capacity_kwh'));
});

test('values written as text are read', () => {
  const { settings, findings } = loadOptions({
    battery_capacity_kwh: '33.1',
    quiet_hours_enabled: 'false',
    evcc_password: 1234,
    ev_charge_deadline_hour: 'none',
    evcc_headers: 'X-Token: a:b\nX-Other: c',
  });
  assert.deepEqual(findings, []);
  assert.equal(settings?.batteryCapacityKwh, 33.1);
  assert.equal(settings?.quietHours.enabled, false);
  assert.equal(settings?.evccPassword, '1234');
  assert.equal(settings?.evDepartureHour, null);
  assert.deepEqual(settings?.evccHeaders, { 'X-Token': 'a:b', 'X-Other': 'c' });
});

test("user and password in evcc's address are taken out of it", () => {
  const { settings } = loadOptions({ evcc_url: 'https://me:p%40ss@house.example/evcc/#/config' });
  assert.equal(settings?.evccUrl, 'https://house.example/evcc');
  assert.equal(settings?.evccUser, 'me');
  assert.equal(settings?.evccPassword, 'p@ss');
});

test('a buffer base below the floor is reported', () => {
  assert.equal(loadOptions({ battery_min_soc: 5 }).findings[0]?.field, 'battery_min_soc');
  assert.equal(loadOptions({ buffer_base_soc: 5 }).findings[0]?.field, 'buffer_base_soc');
});

test('no secret is ever shown', () => {
  const secret = 'hunter2';
  for (const [name, schema] of Object.entries(optionsSchema.shape)) {
    if (!optionDocs.get(schema)?.secret) continue;
    for (const value of [{ [secret]: [secret] }, [secret], `${secret}\u0000`]) {
      const { findings } = loadOptions({ [name]: value });
      assert.ok(!JSON.stringify(findings).includes(secret), name);
    }
  }
  const { findings } = loadOptions({ evcc_url: `ftp://me:${secret}@evcc.local` });
  assert.ok(!JSON.stringify(findings).includes(secret));
});

test('whatever an option holds, it is judged, and the finding names it', () => {
  const names = Object.keys(optionsSchema.shape);
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.jsonValue(), (name, value) => {
      const { settings, findings } = loadOptions({ [name]: value });
      const isCritical = findings.some(({ severity }) => severity === 'CRITICAL');
      assert.equal(settings === null, isCritical);
      for (const { field, message, suggestion } of findings) {
        assert.ok(names.includes(field));
        for (const text of [message.de, message.en, suggestion.de, suggestion.en]) assert.ok(text.length > 0);
      }
    }),
  );
});

test('every option says what it is, and its default is allowed', () => {
  for (const [name, schema] of Object.entries(optionsSchema.shape)) {
    const doc = optionDocs.get(schema);
    assert.ok(doc?.description.de && doc.description.en && doc.allowed.de && doc.allowed.en, name);
    assert.deepEqual(schema.parse(undefined), doc.defaultValue, name);
    if (doc.fallback !== null) assert.deepEqual(schema.parse(doc.fallback), doc.fallback, name);
  }
});
