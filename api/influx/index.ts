export { createInflux, type Influx, type InfluxOptions } from './influx.ts';
