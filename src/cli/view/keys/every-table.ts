/** All tables of keys, for the list of keys in the documentation and for tests of what holds for each. */
import { diagramKeys } from '../diagram/diagram-keys.js';
import { explainKeys } from '../explain/explain-keys.js';
import { homeKeys } from '../home/home-keys.js';
import { interviewKeys } from '../interview/interview-keys.js';
import { interviewListKeys } from '../interview/interview-list.js';
import { lessonKeys } from '../learn/lesson-keys.js';
import { lessonListKeys } from '../learn/lesson-list-keys.js';
import { liveKeys } from '../live/live-keys.js';
import { lockstepKeys } from '../lockstep/lockstep-keys.js';
import { readingKeys } from '../reading/reading-keys.js';
import { whatIfKeys } from '../what-if/what-if-keys.js';
import { stackKeys } from './stack-keys.js';
import type { ListedKey } from './key-table.js';

/** A table without what decides about its keys. */
export interface ListedTable {
  readonly title: string;
  readonly modes: readonly string[];
  readonly bindings: readonly (ListedKey & { readonly action: string; readonly modes: readonly string[] })[];
}

/** All tables, that of every screen first. */
export const everyKeyTable: readonly ListedTable[] = [
  ...[stackKeys, homeKeys, readingKeys],
  ...[liveKeys, explainKeys, diagramKeys],
  ...[lockstepKeys, whatIfKeys],
  ...[lessonListKeys, lessonKeys],
  ...[interviewListKeys, interviewKeys],
];
