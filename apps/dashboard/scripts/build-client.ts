import { fileURLToPath } from 'node:url';
import { buildClient } from '@fm/visualization';

await buildClient(fileURLToPath(new URL('../dist/public', import.meta.url)));
