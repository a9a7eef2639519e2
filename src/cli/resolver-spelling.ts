/** Names that nothing reads, in a resolver or beside it, and that somebody may have meant otherwise. */
import { didYouMean, listWords } from '../scenarios/suggestion.js';
import type { ResolverDefinition, ShapeProblem } from '../sim/simulate.js';
import { printable } from './printable.js';

/** A misspelt member, or a kind in mayLose that no operation has; null where there is none. */
export function findMisspelling(definition: ResolverDefinition): ShapeProblem | null {
  return findMember(definition) ?? findKind(definition);
}

/** An option that nobody knows, with a question where it is like one of these; null where it is known. */
export function findUnknownOption(options: object, known: readonly string[]): string | null {
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return null;
  const { suggestion } = didYouMean(unknown, known);
  const question = suggestion === undefined ? '' : `; ${suggestion}`;
  return `there is no option "${printable(unknown)}"${question} (expected ${listWords(known)})`;
}

/** Only what is like a member that is not there: a resolver may have members for itself. */
function findMember(definition: ResolverDefinition): ShapeProblem | null {
  const known = 'resolve' in definition ? registerMembers : typeMembers;
  const missing = known.filter((name) => !(name in definition));
  for (const [name, value] of listMembers(definition)) {
    if (known.includes(name)) continue;
    const alike = missing.filter((each) => (lists.includes(each) ? Array.isArray(value) : typeof value === 'function'));
    const { suggestion } = didYouMean(name, alike);
    if (suggestion === undefined) continue;
    return { message: `it has ${printable(name)}, which nothing asks for; ${suggestion}`, expected: listWords(known) };
  }
  return null;
}

function findKind({ operations, mayLose = [] }: ResolverDefinition): ShapeProblem | null {
  const own = (operations ?? []).flatMap((operation) => {
    const kind: unknown = typeof operation === 'object' && operation !== null ? Reflect.get(operation, 'kind') : null;
    return typeof kind === 'string' ? [kind] : [];
  });
  const kinds = [...new Set([...own, ...engineKinds])];
  const unknown = mayLose.find((kind) => !kinds.includes(kind));
  if (unknown === undefined) return null;
  const { suggestion } = didYouMean(unknown, kinds);
  const message = `its mayLose names "${printable(unknown)}", and no operation is of that kind`;
  return {
    message: suggestion === undefined ? message : `${message}; ${suggestion}`,
    expected: `kinds of its operations: ${listWords((own.length > 0 ? [...new Set(own)] : engineKinds).map(printable))}`,
  };
}

/** Also those of its class, and of the few that this one extends; no code of theirs runs. */
function listMembers(definition: object): readonly (readonly [name: string, value: unknown])[] {
  const members: (readonly [string, unknown])[] = [];
  let holder: object | null = definition;
  for (let depth = 0; depth < mostClasses && holder !== null; depth++) {
    const parent = Reflect.getPrototypeOf(holder);
    if (parent === null) break;
    const described = Object.entries(Object.getOwnPropertyDescriptors(holder));
    members.push(...described.map(([name, { value }]): readonly [string, unknown] => [name, value]));
    holder = parent;
  }
  return members;
}

const mostClasses = 8;

const lists: readonly string[] = ['operations', 'mayLose'];
const registerMembers: readonly string[] = ['name', 'resolve', 'valid', ...lists];
const typeMembers: readonly string[] = [
  'name', 'initial', 'apply', 'merge', 'equals', 'includes', 'valid', 'read', ...lists,
];

/** Of the operations that the engine's own clients ask. */
const engineKinds: readonly string[] = [
  'add', 'remove', 'increment', 'write', 'delete', 'set', 'merge', 'update', 'create', 'insert', 'erase',
];
