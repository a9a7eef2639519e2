/** Where tests are, and which of them share a process. */
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { testedTogether } from './test/support/test-processes.js';

/** One a core: those that wait, for a program or a page, leave theirs to the others. */
const maxWorkers = availableParallelism();

/** Tests that import this package by its name, as users do, get its sources: nothing has to be built before. */
export const sources = {
  resolve: {
    alias: [
      { find: /^quarrel$/, replacement: sourceFile('index.ts') },
      { find: /^quarrel\/vitest$/, replacement: sourceFile('vitest.ts') },
    ],
  },
};

const together = Object.entries(testedTogether).map(([name, places]) => ({
  name,
  include: places.map((place) => (place.endsWith('/') ? `${place}**/*.test.ts` : place)),
}));

export default defineConfig({
  ...sources,
  test: {
    // Only ever waited for in full by a test that fails.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: together.flatMap(({ include }) => include),
          maxWorkers,
        },
      },
      // One group after the other: a process is handed on only to the next file of the same project.
      ...together.map((group, index) => ({
        extends: true as const,
        test: {
          ...group,
          isolate: false,
          // At least two, or else all files are one task, and lost with it.
          maxWorkers: Math.max(2, maxWorkers),
          sequence: { groupOrder: index + 1 },
        },
      })),
    ],
  },
});

function sourceFile(name: string): string {
  return fileURLToPath(new URL(`src/${name}`, import.meta.url));
}
