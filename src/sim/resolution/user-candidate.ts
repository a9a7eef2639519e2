/** A user's resolver as its judges meet it. */
import type { CandidateOperation, CandidateWrite } from './candidate.js';
import type { TextCandidate } from './memo-candidate.js';
import {
  combineRegisters, mergingRegister, type MergingRegisterState, type RegisterRule, type RegisterVersion,
} from './merging-register.js';
import { canonicalText, writePlain } from './plain-text.js';
import type { GuardedResolver } from './resolver-guard.js';
import { isRegister, type ApplyContext, type TypeDefinition } from './user-resolver.js';
import { userRule } from './user-register.js';

/** Names of the replicas in histories. */
export const candidateReplicas: readonly string[] = ['A', 'B', 'C', 'D'];

/**
 * The candidate of a guarded resolver, whose clients ask these operations, each as JSON. A register keeps what its
 * states were written from, where other versions of it can find it.
 */
export function userCandidate(
  guard: GuardedResolver,
  operations: readonly string[],
  states: Map<string, MergingRegisterState> = new Map(),
): TextCandidate {
  const { definition } = guard;
  const described = operations.map((text) => describeOperation(text, definition.mayLose ?? []));
  if (isRegister(definition)) return registerCandidate(guard, described, states);
  return typeCandidate(guard, definition, described);
}

/** What is asked, as judges see it. */
function describeOperation(text: string, mayLose: readonly string[]): CandidateOperation {
  const operation: unknown = JSON.parse(text);
  const kind = textIn(operation, 'kind') ?? 'other';
  return { kind, element: textIn(operation, 'element'), text, mayBeLost: mayLose.includes(kind) };
}

function typeCandidate(
  guard: GuardedResolver,
  definition: TypeDefinition<unknown>,
  operations: readonly CandidateOperation[],
): TextCandidate {
  const initial = writePlain(definition.initial);
  const reply = (text: string | null, otherwise: string): string =>
    text === null ? otherwise : canonicalText(text);
  return {
    name: definition.name,
    isRegister: false,
    operations,
    initial: initial.ok ? canonicalText(initial.text) : 'null',
    apply(state, { operation, replica, stamp, write }) {
      const context: ApplyContext = { replica: candidateReplicas[replica], stamp, write };
      const args = `[${state},${operations[operation].text},${JSON.stringify(context)}]`;
      return reply(guard.call('apply', args), state);
    },
    merge: (local, incoming) => reply(guard.call('merge', `[${local},${incoming}]`), local),
    areEqual: (x, y) =>
      definition.equals !== undefined && guard.call('equals', `[${x},${y}]`) === 'true',
    ...validity(guard, (state) => state),
    ...(definition.includes === undefined
      ? {}
      : { includes: (state, other) => guard.call('includes', `[${state},${other}]`) !== 'false' }),
    read: (state) => (definition.read === undefined ? state : reply(guard.call('read', `[${state}]`), 'null')),
  };
}

/** Its states are those of the engine, with the versions from which the value was made. */
function registerCandidate(
  guard: GuardedResolver,
  operations: readonly CandidateOperation[],
  states: Map<string, MergingRegisterState>,
): TextCandidate {
  const rule = new RememberingRule(userRule(guard, (leader) => candidateReplicas[leader]));
  const type = mergingRegister(rule);
  const write = (state: MergingRegisterState): string => {
    const text = JSON.stringify(state);
    states.set(text, state);
    return text;
  };
  const parse = (text: string): MergingRegisterState => states.get(text) ?? type.initial;
  const values = operations.map(({ text }) => textIn(JSON.parse(text), 'value'));
  return {
    name: guard.definition.name,
    isRegister: true,
    operations,
    initial: write(type.initial),
    apply(state, { operation, replica, stamp, write: op, previous }: CandidateWrite) {
      const origin = { op, author: replica, previous, stamp, leader: replica };
      const value = values[operation];
      const asked = value === null ? ({ kind: 'delete' } as const) : ({ kind: 'write', value } as const);
      const held = parse(state);
      return write(type.merge(held, type.prepare(held, asked, origin)));
    },
    merge: (local, incoming) => write(type.merge(parse(local), parse(incoming))),
    combine: (local, incoming) => write(combineRegisters(rule, parse(local), parse(incoming))),
    ...validity(guard, (state) => JSON.stringify(parse(state).merged?.value ?? null)),
    areEqual: () => true,
    read: (state) => JSON.stringify(type.read(parse(state))),
    calls: () => rule.calls,
  };
}

/** Versions meet in many states, and what they make is asked once. */
class RememberingRule implements RegisterRule {
  readonly name: string;
  private readonly rule: RegisterRule;
  private readonly made = new Map<string, string | null>();

  constructor(rule: RegisterRule) {
    this.name = rule.name;
    this.rule = rule;
  }

  get calls(): number {
    return this.made.size;
  }

  merge(local: RegisterVersion, incoming: RegisterVersion): string | null {
    const key = `${keyOf(local)} ${keyOf(incoming)}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const value = this.rule.merge(local, incoming);
    this.made.set(key, value);
    return value;
  }
}

/** What a rule is told of a version. */
function keyOf({ value, stamp, leader }: RegisterVersion): string {
  return `${stamp} ${leader} ${JSON.stringify(value)}`;
}

/** What the resolver itself says of a value that replicas hold. */
function validity(guard: GuardedResolver, valueOf: (state: string) => string): Pick<TextCandidate, 'isValid'> {
  if (guard.definition.valid === undefined) return {};
  return { isValid: (state) => guard.call('valid', `[${valueOf(state)}]`) !== 'false' };
}

function textIn(operation: unknown, name: string): string | null {
  if (typeof operation !== 'object' || operation === null) return null;
  const value: unknown = Reflect.get(operation, name);
  return typeof value === 'string' ? value : null;
}
