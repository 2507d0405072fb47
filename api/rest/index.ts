export { textsById as restDocuments } from './documents.ts';
export { type HomeAssistantFacts, homeAssistantYaml } from './home-assistant.ts';
export { openApi } from './openapi.ts';
export { createRest, type Execute, type Rest } from './rest.ts';
