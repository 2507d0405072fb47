import { boolean, number, text } from '../option.ts';
import { PORT } from './common.ts';

/** The InfluxDB to which measurements are exported. */
export const influxOptions = {
  influxdb_host: text(null, {
    unset: { de: 'kein Export', en: 'no export' },
    description: {
      de: 'InfluxDB, in die Messwerte exportiert werden',
      en: 'InfluxDB to which measurements are exported',
    },
  }),
  influxdb_port: number(8086, PORT, { description: { de: 'Port der InfluxDB', en: 'Port of the InfluxDB' } }),
  influxdb_database: text('smartload', {
    description: { de: 'Datenbank in der InfluxDB', en: 'Database in the InfluxDB' },
  }),
  influxdb_username: text('', {
    description: { de: 'Benutzername der InfluxDB', en: 'User name of the InfluxDB' },
  }),
  influxdb_password: text('', {
    secret: true,
    description: { de: 'Passwort der InfluxDB', en: 'Password of the InfluxDB' },
  }),
  influxdb_token: text(null, {
    secret: true,
    unset: { de: 'InfluxDB 1.x', en: 'InfluxDB 1.x' },
    description: {
      de: 'Token einer InfluxDB 2.x; influxdb_database ist dann der Bucket',
      en: 'Token of an InfluxDB 2.x; influxdb_database is the bucket then',
    },
  }),
  influxdb_org: text('', {
    description: { de: 'Organisation in einer InfluxDB 2.x', en: 'Organisation in an InfluxDB 2.x' },
  }),
  influxdb_ssl: boolean(false, {
    description: { de: 'InfluxDB über TLS ansprechen', en: 'Reach the InfluxDB over TLS' },
  }),
};
