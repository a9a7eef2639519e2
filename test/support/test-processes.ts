/**
 * Which tests share a process, one file after the other, with the modules that they load: most of the time of a small
 * file would go into loading them once more. All others have a process of their own.
 */

/** Folders and files of tests that leave their process as it was; each group has processes of its own. */
export const testedTogether: Readonly<Record<string, readonly string[]>> = {
  engine: ['test/sim/', 'test/model/', 'test/matchers/', 'test/tidy/', 'test/index.test.ts', 'test/tidy.test.ts'],
  scenarios: ['test/scenarios/', 'test/golden/'],
  views: ['test/cli/view/', 'test/cli/report/', 'test/cli/page/'],
};
