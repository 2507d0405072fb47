/** evcc's own app for Home Assistant: its name begins with a hash of its repository's address. */
export const EVCC_APP_ADDRESS = 'http://49686a9f-evcc:7070';

/**
 * Where evcc usually is for an app of Home Assistant, the likeliest first: evcc's apps, the machine itself
 * as an app sees it, then names in the home's network.
 */
export const ADDRESSES_IN_HOME_ASSISTANT: readonly string[] = [
  EVCC_APP_ADDRESS,
  'http://49686a9f-evcc-nightly:7070',
  'http://172.30.32.1:7070',
  'http://homeassistant.local:7070',
  'http://evcc.local:7070',
];

/** Where evcc usually is for a program or a container on any other machine, the likeliest first. */
export const ADDRESSES_ELSEWHERE: readonly string[] = [
  'http://localhost:7070',
  'http://evcc:7070',
  'http://host.docker.internal:7070',
  'http://evcc.local:7070',
];
