/** A check as its reports show it: what came of it, and where in the resolver's files that is. */
import type { ResolverCall } from '../../../sim/base/resolver-fault.js';
import type {
  CheckedAnswer, CheckedProperty, ConductFinding, ResolverCheck,
} from '../../../sim/resolver-check.js';
import { printable } from '../../printable.js';

/** A check with everything that reports say beside it. The same input has the same bytes everywhere. */
export interface ShownCheck {
  readonly check: ResolverCheck;
  /** The resolver's path, as the person wrote it. */
  readonly file: string;
  /** The path of the other version, as the person wrote it. Default: there is none, or nobody knows it. */
  readonly against?: string | null;
  readonly sources: ResolverSources;
  /** By property: what helps to repeat a violation. */
  readonly aids: ReadonlyMap<CheckedProperty, FailureAid>;
}

/** A line of a resolver's files. */
export interface SourcePlace {
  /** Beside the resolver's own path, as the person wrote that. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** The line itself. */
  readonly text: string;
}

/** Where things are in a resolver's files. */
export interface ResolverSources {
  /** Where the resolver is exported. */
  readonly whole: SourcePlace | null;
  readonly calls: readonly { readonly call: ResolverCall; readonly place: SourcePlace }[];
  /** Where what is thrown comes from. */
  readonly throws: readonly { readonly call: ResolverCall; readonly input: string; readonly place: SourcePlace }[];
}

/** What helps to repeat a violation. */
export interface FailureAid {
  /** The token of `quarrel replay`; null where there is none. */
  readonly replay: string | null;
  /** A file that shows it alone, as people reach it from where they are; null where none was written. */
  readonly saved: string | null;
}

/** Nothing is known of where things are. */
export const noSources: ResolverSources = { whole: null, calls: [], throws: [] };

/** A property that does not hold. */
export type Violation = Extract<CheckedAnswer, { readonly verdict: 'violated' }>;

/** The properties that do not hold, in their order. */
export function violationsOf({ properties }: ResolverCheck): readonly Violation[] {
  return properties.filter((answer) => answer.verdict === 'violated');
}

/** Which replicas run which version, where two are compared. */
export function versionWords(property: CheckedProperty, { file, against = null }: ShownCheck): string | null {
  if (property !== 'agreement' || against === null) return null;
  return `Replica B runs ${printable(against)}, the others run ${printable(file)}.`;
}

/** Where the function is that a violation is about. */
export function placeOfViolation({ counterexample, findings }: Violation, sources: ResolverSources): SourcePlace | null {
  const [finding] = findings;
  if (finding !== undefined) return placeOfFinding(finding, sources);
  return counterexample === null ? sources.whole : placeOfCall(counterexample.call, sources);
}

/** Where a function is; where that cannot be told, its resolver. */
export function placeOfCall(call: ResolverCall, sources: ResolverSources): SourcePlace | null {
  return sources.calls.find((each) => each.call === call)?.place ?? sources.whole;
}

/** Where a misdeed is; of what is thrown where it comes from. */
export function placeOfFinding({ kind, call, input }: ConductFinding, sources: ResolverSources): SourcePlace | null {
  const thrown = sources.throws.find((each) => each.call === call && each.input === input);
  return (kind === 'threw' ? thrown?.place : undefined) ?? placeOfCall(call, sources);
}
