import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageImage } from '../home-assistant/index.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = resolve(process.argv[2] ?? 'image');
const { files, bytes } = await stageImage(root, target);
console.log(`${target}: ${files} files, ${(bytes / 1e6).toFixed(1)} MB`);
