/** Lessons as screens without a terminal, with keys and with progress in memory, for tests. */
import { Chalk } from 'chalk';
import { assert } from 'vitest';
import type { Attempt } from '../../../../src/scenarios/lessons/progress.js';
import { parseLesson } from '../../../../src/scenarios/lessons/parse-lesson.js';
import { startWalk, stopsOf } from '../../../../src/scenarios/lessons/walk.js';
import { LessonRuns } from '../../../../src/cli/learn/run-step.js';
import { readCatalogue } from '../../../../src/cli/package-files.js';
import { LessonScreen } from '../../../../src/cli/tui/learn/lesson-screen.js';
import type { LessonScreenOptions } from '../../../../src/cli/tui/learn/lesson-screen.js';
import type { Size } from '../../../../src/cli/view/drawing/panel.js';
import { openStack } from '../explain/opened-explanation.js';

/** A lesson from its text. */
export function lessonFrom(text: string) {
  const read = parseLesson(text, { name: 'own', catalogue: readCatalogue() });
  assert(read.ok, JSON.stringify(read));
  return read.lesson;
}

/** Opens the lesson at its first step. */
export function openText(text: string, { size = { columns: 80, rows: 24 }, ...own }: Partial<LessonScreenOptions> & { readonly size?: Size } = {}) {
  const opened = openStack(size);
  const { stack } = opened;
  const lesson = lessonFrom(text);
  const runs = new LessonRuns({ name: 'own.yaml', text }, new Chalk({ level: 0 }));
  const attempts: Attempt[] = [];
  let nowMs = 0;
  const screen = new LessonScreen({
    place: stack.place,
    walk: startWalk(stopsOf(lesson)),
    numberOf: () => 3,
    lessons: 14,
    runsOf: () => runs,
    isKept: true,
    note: (attempt) => {
      attempts.push(attempt);
      return Promise.resolve();
    },
    clock: () => (nowMs += 1),
    now: () => 1_000,
    openLive: () => Promise.reject(new Error('no live view')),
    toList: () => undefined,
    commandOf: () => 'quarrel run own.yaml#own',
    repeat: 'quarrel learn own',
    ...own,
  });
  stack.place.navigator.open(screen);
  /** Lets runs be computed until nothing more happens. */
  const settle = async () => {
    for (let quiet = 0; quiet < 4; ) {
      await new Promise((resolve) => setImmediate(resolve));
      quiet = stack.tick() ? 0 : quiet + 1;
    }
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) {
      opened.press(key);
      await settle();
    }
  };
  return { ...opened, screen, attempts, settle, press };
}

/** A lesson that asks for a number and for an order, with wide characters and a region's longest name. */
export const numbersAndOrders = `version: 1
scenarios:
  two-edits:
    title: Two people change one value at once
    duration: 1s
    regions:
      us-east: { place: virginia }
      ${'eu-west-with-a-long-name-'.repeat(3).slice(0, 59)}x: { place: ireland }
    links: { default: { latency: 40ms } }
    conflicts: { detect: version-vector, resolve: lww }
    workload:
      script:
        - { at: 100ms, in: us-east, as: alice, write: { x: 東京の人 } }
        - { at: 120ms, in: ${'eu-west-with-a-long-name-'.repeat(3).slice(0, 59)}x, as: bob, write: { x: サウル } }
lesson:
  title: 東京 서울, a number and an order
  about: Trying.
  steps:
    - name: count
      title: How long
      text: Two write at {setting.workload.script.0.at}. ${'This text goes on and on, as some texts do. '.repeat(24)}
      scenario: two-edits
      show: { key: x, figures: [conflicts, lost-writes] }
      hint: It is one way.
      question: { ask: How long until the other leader has it?, number: lag.max, within: 10% }
      why: It takes {lag.max}.
      variations:
        - { name: fast, title: a link of half the length, set: { links.default.latency: 20ms }, tells: "{lag.max} instead of {lag.max@this}." }
      say: Lag is at least one way.
      follow-up: { ask: And the other way?, answer: The same. }
    - name: sorted
      title: Which is most
      text: Two write.
      scenario: two-edits
      show: { figures: [conflicts] }
      question: { ask: What is there most of?, first: most, order: [ { text: conflicts, by: conflicts }, { text: writes, by: writes.acknowledged } ] }
      why: There are {conflicts} conflicts.
      variations:
        - { name: both, title: keep both, set: { conflicts.resolve: siblings }, tells: "{lost-writes} lost." }
      say: Say this.
      follow-up: { ask: How?, answer: So. }
`;
