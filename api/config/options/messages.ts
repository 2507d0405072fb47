import { choice, messageUrl, mqttUrl, notifyService, publicUrl } from '../access-kinds.ts';

/** The broker by which Home Assistant finds this house. */
export const mqttOptions = {
  mqtt_url: mqttUrl({
    description: {
      de: 'MQTT-Broker, an dem sich Smartload in Home Assistant von selbst anmeldet',
      en: 'MQTT broker by which Smartload appears in Home Assistant by itself',
    },
    unset: {
      de: 'der Broker von Home Assistant, wo das Add-on einen findet',
      en: "Home Assistant's broker, where the add-on finds one",
    },
  }),
};

/** How people are told what they should know. */
export const messageOptions = {
  message_language: choice(['de', 'en'], 'de', {
    description: { de: 'Sprache der Nachrichten', en: 'Language of messages' },
  }),
  ntfy_url: messageUrl({
    description: {
      de: 'Adresse mit Thema bei ntfy, über die Nachrichten kommen (Auto voll, Kabel wechseln, evcc antwortet nicht)',
      en: 'Address with topic at ntfy by which messages come (car charged, change a cable, evcc does not answer)',
    },
    unset: { de: 'keine Nachrichten', en: 'no messages' },
  }),
  webhook_url: messageUrl({
    description: {
      de: 'Adresse, an die jede Nachricht als JSON geht',
      en: 'Address to which each message goes as JSON',
    },
    unset: { de: 'keine', en: 'none' },
  }),
  home_assistant_notify: notifyService({
    description: {
      de: 'Benachrichtigungsdienst von Home Assistant; nur als Add-on',
      en: "Home Assistant's notify service; as an add-on only",
    },
    unset: { de: 'keiner', en: 'none' },
  }),
  public_url: publicUrl({
    description: {
      de: 'Adresse, unter der Telefone diesen Server erreichen; damit haben Fragen über ntfy und Webhook Knöpfe, die antworten',
      en: 'Address by which phones reach this server; with it questions by ntfy and webhook have buttons that answer',
    },
    unset: {
      de: 'Fragen nur über Telegram und Home Assistant',
      en: 'questions by Telegram and Home Assistant only',
    },
  }),
};
