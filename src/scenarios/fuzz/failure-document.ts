/** A failure as a scenario file that stands alone: what fails in it, and who found it, on top. */
import { hashString } from '../../sim/base/hash.js';
import { caseDocument } from './subject.js';
import type { TestCase } from './test-case.js';

/** What the head of the file says. */
export interface FailureHead {
  readonly scenario: string;
  readonly expectation: string;
  readonly expected: string;
  readonly actual: string;
  /** The command that found it. */
  readonly foundBy: string;
  /** The number of the run that failed first. */
  readonly run: number;
  /** What was left out or changed on the way from that run. */
  readonly shrunk: readonly string[];
}

/** The text of the file. It has nothing of the machine or the hour in it. */
export function failureDocument(testCase: TestCase, head: FailureHead): string {
  const { scenario, expectation, expected, actual, foundBy, run, shrunk } = head;
  const lines = [
    `${scenario} under faults: ${expectation} should be ${expected}, and is ${actual}.`,
    `Found in run ${run} of: ${foundBy}`,
    ...shrunk,
  ];
  const comments = lines.flatMap((line) => line.split('\n')).map((line) => `# ${line}\n`);
  return `${comments.join('')}${caseDocument(scenario, testCase)}`;
}

/** A name such as `lost-writes-1a2b3c4d.yaml`: equal documents have equal names. */
export function failureFileName(expectation: string, document: string): string {
  const word = expectation.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-|-$/g, '').slice(0, 60);
  return `${word}-${hashString(document).toString(16).padStart(8, '0')}.yaml`;
}
