import assert from 'node:assert/strict';
import { test } from 'node:test';
import { memoryFiles } from './fixtures.ts';
import { readHousehold } from './household.ts';

function read(vehicles: string, drivers = '') {
  return readFiles({ '/c/vehicles.yaml': vehicles, '/c/drivers.yaml': drivers });
}

function readFiles(contents: Record<string, string>) {
  const { findings, ...household } = readHousehold(memoryFiles(contents), ['/a', '/c'], 80);
  return { ...household, findings: Object.values(findings).flat() };
}

test('the existing format is read without a word', () => {
  const { vehicles, drivers, telegramBotToken, findings } = read(
    `
vehicles:
  - name: my_Twingo
    type: renault
    user: me@example.org
    password: secret
    capacity: 22
    charge_power_kw: 11
    poll_interval_minutes: 30
  - name: Pasted
    type: template
    template: tesla
    capacity_kwh: "75"
    disabled: true
  - name: Ioniq
    template: hyundai
`,
    'telegram_bot_token: "1:a"\ndrivers:\n  - name: Nico\n    vehicles: [my_Twingo]\n    telegram_chat_id: 123\n',
  );
  assert.deepEqual(findings, []);
  assert.deepEqual(
    vehicles.map(({ name, type, capacityKwh, disabled }) => [name, type, capacityKwh, disabled]),
    [
      ['my_Twingo', 'renault', 22, false],
      ['Pasted', 'evcc', 75, true],
      ['Ioniq', 'evcc', null, false],
    ],
  );
  assert.deepEqual([vehicles[0]?.chargePowerKw, vehicles[0]?.pollIntervalMinutes], [11, 30]);
  assert.deepEqual(drivers, [
    {
      name: 'Nico',
      vehicles: ['my_Twingo'],
      telegramChatId: '123',
      homeAssistantService: null,
      ntfyUrl: null,
    },
  ]);
  assert.equal(telegramBotToken, '1:a');
});

test('target, minimum and departure are optional', () => {
  const [car] = read('- {name: A, target_soc: 90, min_soc: 20, departure: 7:30}').vehicles;
  assert.deepEqual([car?.targetSocPercent, car?.minSocPercent, car?.departure], [90, 20, '07:30']);
});

test('a car with an address of its own', () => {
  const [plain, regex, other] = read(
    `
- {name: A, type: custom, url: "http://car.local/soc"}
- {name: B, type: custom, url: "https://car.local", soc_regex: "SoC ([0-9]+)", headers: {Authorization: "Bearer x"}}
- {name: C, type: evcc, url: "http://car.local"}
`,
  ).vehicles;
  assert.deepEqual(plain?.custom, {
    url: 'http://car.local/soc',
    headers: {},
    socPath: 'soc',
    socRegex: null,
  });
  assert.deepEqual(
    [regex?.custom?.socRegex, regex?.custom?.headers.Authorization],
    ['SoC ([0-9]+)', 'Bearer x'],
  );
  assert.equal(other?.custom, null);
});

test('what is wrong with an address is said without showing it', () => {
  const { vehicles, findings } = read('- {name: A, type: custom, url: "ftp://secret", soc_regex: "secret"}');
  assert.equal(vehicles[0]?.custom, null);
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['vehicles[0].url', 'vehicles[0].soc_regex'],
  );
  assert.ok(!JSON.stringify(findings).includes('secret'));
});

test('a car that Renault knows, under the names that were used for it', () => {
  const { vehicles, findings } = read(`
- {name: A, type: renault, user: me@example.org, password: 'p#1', vin: VF1X, locale: fr_FR, kamereon_api_key: k}
- {name: B, type: template, template: renault, username: me@example.org, password: 12345, country: at}
`);
  assert.deepEqual(findings, []);
  const account = { user: 'me@example.org', gigyaApiKey: null };
  assert.deepEqual(
    vehicles.map(({ renault }) => renault),
    [
      { ...account, password: 'p#1', vin: 'VF1X', country: 'FR', kamereonApiKey: 'k' },
      { ...account, password: '12345', vin: null, country: 'AT', kamereonApiKey: null },
    ],
  );
});

test('an account that is not whole is said without showing it; evcc tells of the car then', () => {
  const { vehicles, findings } = read('- {name: A, type: renault, user: "secret@x", locale: "secret!"}');
  assert.equal(vehicles[0]?.renault, null);
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['vehicles[0].password', 'vehicles[0].locale'],
  );
  assert.ok(!JSON.stringify(findings).includes('secret'));
});

test('each person may be reached in several ways', () => {
  const { drivers, findings } = read(
    '',
    `
- {name: Anna Müller, vehicles: my_Zoe, home_assistant_notify: notify.mobile_app_x, ntfy_url: "https://ntfy.sh/t"}
- {name: Ben, home_assistant_notify: "a b secret", ntfy_url: "ftp://secret"}
- {name: Cem, vehicles: 3}
`,
  );
  assert.deepEqual(
    drivers.map(({ name, vehicles, homeAssistantService, ntfyUrl }) => [
      name,
      vehicles,
      homeAssistantService,
      ntfyUrl,
    ]),
    [
      ['Anna Müller', ['my_Zoe'], 'notify.mobile_app_x', 'https://ntfy.sh/t'],
      ['Ben', [], null, null],
    ],
  );
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['drivers[1].home_assistant_notify', 'drivers[1].ntfy_url', 'drivers[2].vehicles'],
  );
  assert.ok(!JSON.stringify(findings).includes('secret'));
});

test('of people with the same name the first counts, which is said', () => {
  const { drivers, findings } = read(
    '',
    '[{name: Zoë, telegram_chat_id: 1}, {name: Ben, telegram_chat_id: 2}, {name: "ZOE\u0308", telegram_chat_id: 3}]',
  );
  assert.deepEqual(
    drivers.map(({ telegramChatId }) => telegramChatId),
    ['1', '2'],
  );
  assert.deepEqual(
    findings.map(({ field, severity }) => [field, severity]),
    [['drivers.name', 'WARNING']],
  );
});

test('files that are not there are empty', () => {
  const { vehicles, drivers, files, findings } = readFiles({});
  assert.deepEqual([vehicles, drivers, files, findings], [[], [], [], []]);
});

const wrong: [yaml: string, field: string, cars: number][] = [
  ['vehicles: 3', 'vehicles', 0],
  ['vehicles: [3]', 'vehicles[0]', 0],
  ['vehicles: [{type: evcc}]', 'vehicles[0].name', 0],
  ['vehicles: [{name: A, capacity: 0}]', 'vehicles[0].capacity', 1],
  ['vehicles: [{name: A, charge_power_kw: fast}]', 'vehicles[0].charge_power_kw', 1],
  ['vehicles: [{name: A, target_soc: 101}]', 'vehicles[0].target_soc', 1],
  ['vehicles: [{name: A, target_soc: 50, min_soc: 60}]', 'vehicles[0].min_soc', 1],
  ['vehicles: [{name: A, departure: "25:00"}]', 'vehicles[0].departure', 1],
  ['vehicles: [{name: A, type: rocket}]', 'vehicles[0].type', 1],
  ['vehicles: [{name: A, type: hyundai}]', 'vehicles[0].type', 1],
  ['vehicles: [{name: A}, {name: a}]', 'vehicles.name', 1],
  ['vehicles: [{name: A, disabled: vielleicht}]', 'vehicles[0].disabled', 1],
  ['vehicles: [{name: A, targt_soc: 90}]', 'vehicles[0].targt_soc', 1],
  ['vehicles: [{name: A, target_Soc: 90}]', 'vehicles[0].target_Soc', 1],
  ['vehicles: [{name: A, template: tesla, targt_soc: 90}]', 'vehicles[0].targt_soc', 1],
  ['vehicles: [{name: A, farbe: rot}]', 'vehicles[0].farbe', 1],
  ['vehicles: [{name: A, min_soc: 95}]', 'vehicles[0].min_soc', 1],
  ['vehicles: [{name: A, charge_power_kw: 11000}]', 'vehicles[0].charge_power_kw', 1],
  ['vehicles: [{name: A, capacity_kwh: 1000000000}]', 'vehicles[0].capacity_kwh', 1],
];
for (const [yaml, field, cars] of wrong) {
  test(`${yaml} is a warning about ${field}`, () => {
    const { vehicles, findings } = read(yaml);
    assert.deepEqual(
      findings.map((finding) => [finding.field, finding.severity]),
      [[field, 'WARNING']],
    );
    assert.equal(vehicles.length, cars);
  });
}

test('yes and no are understood as people write them', () => {
  const said = (word: string) => read(`- {name: A, disabled: ${word}}`);
  for (const yes of ['true', 'yes', 'on', 'Ja', 'ja', 'an', 'ein', 'y', '1'])
    assert.deepEqual([said(yes).vehicles[0]?.disabled, said(yes).findings], [true, []], yes);
  for (const no of ['false', 'no', 'off', 'Nein', 'nein', 'aus', 'n', '0'])
    assert.deepEqual([said(no).vehicles[0]?.disabled, said(no).findings], [false, []], no);
});

test('a word that was mistyped is named with the one that is meant, watts with the kilowatts', () => {
  const [slip] = read('- {name: A, targt_soc: 90}').findings;
  assert.match(slip?.suggestion?.de ?? '', /target_soc/);
  const [watts] = read('- {name: A, charge_power_kw: 11000}').findings;
  assert.match(watts?.message.de ?? '', /in kW, vermutlich 11\./);
  assert.equal(read('- {name: A, charge_power_kw: 11000}').vehicles[0]?.chargePowerKw, null);
});

test('what evcc says of cars is no word too many', () => {
  const { findings } = read('- {name: A, type: template, template: tesla, title: T, foo: 1, maxCurrent: 16}');
  assert.deepEqual(findings, []);
});

test('a share of one is no number of per cent, and what was meant is said', () => {
  const { vehicles, findings } = read(
    '- {name: A, target_soc: 0.8, min_soc: "0.2"}\n- {name: B, target_soc: 1, min_soc: 0}',
  );
  assert.deepEqual(
    vehicles.map(({ targetSocPercent, minSocPercent }) => [targetSocPercent, minSocPercent]),
    [
      [null, null],
      [1, 0],
    ],
  );
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['vehicles[0].target_soc', 'vehicles[0].min_soc'],
  );
  assert.match(findings[0]?.message.de ?? '', /gefunden: 0\.8, erlaubt: 0 bis 100 %, vermutlich 80/);
});

test('an empty path to the SoC is not taken for another one', () => {
  const { vehicles, findings } = read('- {name: A, type: custom, url: "http://car.local", soc_path: ""}');
  assert.equal(vehicles[0]?.custom, null);
  assert.deepEqual(
    findings.map(({ field }) => field),
    ['vehicles[0].soc_path'],
  );
});

test('what refers to itself, or is a mapping where a word should stand, is said', () => {
  const bad: [text: string, field: string][] = [
    ['vehicles: &a [*a]', '/c/vehicles.yaml:1:15'],
    ['vehicles:\n  - name: &n [*n]', '/c/vehicles.yaml:2:15'],
    ['- {name: A, departure: {toString: 1}}', 'vehicles[0].departure'],
    ['- {name: A, target_soc: {toString: 1, valueOf: 1}}', 'vehicles[0].target_soc'],
  ];
  for (const [text, field] of bad)
    assert.deepEqual(
      read(text).findings.map((finding) => finding.field),
      [field],
      text,
    );
  const loads = '- {name: A, energy_kwh: 1, power_kw: 1, weekdays: [{toString: 1}]}';
  assert.deepEqual(
    readFiles({ '/c/loads.yaml': loads }).findings.map(({ field }) => field),
    ['loads[0].weekdays'],
  );
});

test('flexible loads, and what is wrong with them', () => {
  const readLoads = (loads: string) => readFiles({ '/c/loads.yaml': loads });
  const { flexibleLoads, findings } = readLoads(`
loads:
  - {name: Spülmaschine, energy_kwh: 1.2, power_kw: "1", earliest: 9:00, latest: "17:00", weekdays: [Mo, Dienstag, fr]}
  - {name: Boiler, energy_kwh: 3, power_kw: 2, interruptible: yes, weekdays: "sat sun"}
  - {name: boiler, energy_kwh: 3, power_kw: 2}
  - {name: Pumpe, energy_kwh: -1, power_kw: 1}
  - {energy_kwh: 1, power_kw: 1}
  - {name: Leer}
  - {name: Krumm, energy_kwh: 1, power_kw: 1, weekdays: [Feiertag], latest: 25:00, interruptible: vielleicht}
`);
  const rest = { energyKwh: 1, powerKw: 1, earliest: '00:00', latest: '00:00', interruptible: false };
  assert.deepEqual(flexibleLoads, [
    {
      name: 'Spülmaschine',
      energyKwh: 1.2,
      powerKw: 1,
      earliest: '09:00',
      latest: '17:00',
      weekdays: [1, 2, 5],
      interruptible: false,
    },
    { ...rest, name: 'Boiler', energyKwh: 3, powerKw: 2, interruptible: true, weekdays: [6, 0] },
    { ...rest, name: 'Krumm', weekdays: [0, 1, 2, 3, 4, 5, 6] },
  ]);
  assert.deepEqual(
    findings.map(({ field }) => field),
    [
      'loads[3].energy_kwh',
      'loads[4].name',
      'loads[5].energy_kwh',
      'loads[5].power_kw',
      'loads[6].latest',
      'loads[6].weekdays',
      'loads[6].interruptible',
      'loads.name',
    ],
  );
});
