/** The schema's issues as problems with a path: unions reduced to the branch that was meant. */
import type * as z from 'zod';
import type { Path, Problem } from './issue.js';
import { valueAt } from './overrides.js';

/** Every problem below `base`; `root` is the value that was checked. */
export function problemsOf(
  issues: readonly z.core.$ZodIssue[],
  root: unknown,
  base: Path,
): readonly Problem[] {
  return issues.flatMap((issue) => problemsOfOne(issue, root, base)).map(nameMissing);
}

/** What is missing has no place of its own to point at, so it is named. */
function nameMissing(problem: Problem): Problem {
  const key = problem.path.at(-1);
  if (problem.message !== missing || typeof key !== 'string') return problem;
  return { ...problem, message: `"${key}" is missing` };
}

const missing = 'this is missing';

function problemsOfOne(issue: z.core.$ZodIssue, root: unknown, base: Path): readonly Problem[] {
  const inside = plainPath(issue.path);
  const path = [...base, ...inside];
  switch (issue.code) {
    case 'custom':
      return [{ path, message: issue.message, ...findingOf(issue.params) }];
    case 'invalid_union':
      return problemsOfUnion(issue.errors, valueAt(root, inside), path);
    case 'invalid_type':
      return [{ path, ...wrongShape(issue.expected, valueAt(root, inside)) }];
    case 'too_small': {
      const expected = `at least ${String(issue.minimum)}`;
      return [{ path, message: 'there are too few of these', expected }];
    }
    case 'too_big': {
      const expected = `at most ${String(issue.maximum)}`;
      return [{ path, message: 'there are too many of these', expected }];
    }
    // Our schemas raise none of the library's other codes; a later version of it may.
    default:
      return [{ path, message: issue.message, expected: 'what the schema allows' }];
  }
}

/** The branches that have the value's shape; when none has, what each of them would take. */
function problemsOfUnion(
  branches: readonly (readonly z.core.$ZodIssue[])[],
  value: unknown,
  path: Path,
): readonly Problem[] {
  const fitting = branches.find((issues) => !issues.some(isOtherShape));
  if (fitting !== undefined && value !== undefined) return problemsOf(fitting, value, path);
  const own = branches.flatMap((issues) =>
    problemsOf(issues.filter((issue) => issue.path.length === 0), value, path),
  );
  const expected = [...new Set(own.map((problem) => problem.expected))].join('; or ');
  const suggestion = own.find((problem) => problem.suggestion !== undefined)?.suggestion;
  const message = value === undefined ? missing : (own[0]?.message ?? 'this is wrong');
  return [{ path, message, expected, ...(suggestion === undefined ? {} : { suggestion }) }];
}

function isOtherShape(issue: z.core.$ZodIssue): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_type') return true;
  if (issue.code === 'invalid_union') return issue.errors.every((one) => one.some(isOtherShape));
  return issue.code === 'custom' && issue.params?.['isOtherShape'] === true;
}

function wrongShape(expected: string, value: unknown): Omit<Problem, 'path'> {
  const shapes: Readonly<Record<string, string>> = {
    object: 'a mapping (key: value)',
    record: 'a mapping (key: value)',
    array: 'a list',
  };
  const wanted = shapes[expected] ?? expected;
  if (value === undefined) return { message: missing, expected: wanted };
  return { message: `this is not ${wanted}`, expected: wanted };
}

function findingOf(
  params: Readonly<Record<string, unknown>> | undefined,
): Omit<Problem, 'path' | 'message'> {
  const { expected, suggestion, isKey } = params ?? {};
  return {
    expected: typeof expected === 'string' ? expected : 'what the schema allows',
    ...(typeof suggestion === 'string' ? { suggestion } : {}),
    ...(isKey === true ? { isKey } : {}),
  };
}

function plainPath(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === 'symbol' ? step.toString() : step));
}
