export { addonFiles } from './addon.ts';
export { configurationPage } from './configuration-page.ts';
export { iconPng } from './icon.ts';
export { packagesToRun, stageImage } from './stage.ts';
