export { createMqtt, type Mqtt, type MqttOptions } from './mqtt.ts';
export { supervisorBroker } from './supervisor.ts';
