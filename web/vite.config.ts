import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { pageDocuments } from './page-documents.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const server = 'http://127.0.0.1:8099';

export default defineConfig({
  root: folder('.'),
  // Relative, so that the page works under any prefix that a proxy puts before it.
  base: './',
  plugins: [pageDocuments(folder('../api/server/page-documents.json')), react()],
  build: { outDir: folder('dist'), emptyOutDir: true, target: 'es2022' },
  server: {
    fs: { allow: [folder('..')] },
    proxy: { '/graphql': server, '/graphiql': server },
  },
});
