import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compileHints } from './compile-hints.ts';
import { earlyStream } from './early-stream.ts';
import { pageDocuments } from './page-documents.ts';

const folder = (path: string) => fileURLToPath(new URL(path, import.meta.url));
/** What the page asks for, by the ids under which the server knows it. */
const documents = folder('../api/server/page-documents.json');
const server = 'http://127.0.0.1:8099';

export default defineConfig({
  root: folder('.'),
  // Relative, so that the page works under any prefix that a proxy puts before it.
  base: './',
  plugins: [pageDocuments(documents), compileHints(), earlyStream(documents), react()],
  build: { outDir: folder('dist'), emptyOutDir: true, target: 'es2022' },
  server: {
    fs: { allow: [folder('..')] },
    proxy: { '/graphql': server, '/graphiql': server },
  },
});
