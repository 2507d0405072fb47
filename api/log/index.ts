export { installLog, logLine } from './log.ts';
