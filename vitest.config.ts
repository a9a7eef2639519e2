/** Tests that import this package by its name, as users do, get its sources: nothing has to be built before. */
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: [
      { find: /^quarrel$/, replacement: sourceFile('index.ts') },
      { find: /^quarrel\/vitest$/, replacement: sourceFile('vitest.ts') },
    ],
  },
});

function sourceFile(name: string): string {
  return fileURLToPath(new URL(`src/${name}`, import.meta.url));
}
