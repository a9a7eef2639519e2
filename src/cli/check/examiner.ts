/**
 * The inside of a worker process: a resolver in a realm of its own, and the checker that asks it.
 *
 * Fast, a call costs next to nothing, and what hangs or dies does so. Careful, each call is written down before
 * it is made, and can be stopped. Both come to the same results.
 */
import { Script } from 'node:vm';
import type { ResolverCall } from '../../sim/base/resolver-fault.js';
import {
  describeInput, GuardedResolver, ownRealm, ResolverChecker, type CheckOptions, type CheckPlan, type ConductFinding, type UnitResult,
} from '../../sim/check-resolver.js';
import type { ResolverDefinition, ResolverRealm } from '../../sim/simulate.js';
import { openResolver, type ResolverBundle } from '../open-resolver.js';
import { RealmSnapshot, type RealmChange } from '../realm-snapshot.js';
import type { SandboxLimits, SandboxRealm } from '../resolver-sandbox.js';
import { callThrough, type CallPort } from './call-port.js';
import { carefulRealm, type CarefulRealm } from './careful-realm.js';
import type { Journal } from './journal.js';
import type { LifeSigns } from './life-signs.js';
import { exhaustion } from './misdeeds.js';
import type { WorkerCare, WorkerDoubt, WorkerRequest } from './worker-messages.js';

type OpenRequest = Extract<WorkerRequest, { kind: 'open' }>;

/** What came of a unit. */
export interface ExaminedUnit {
  readonly result: UnitResult;
  /** Something went wrong that only care can pin on a call. */
  readonly doubt: WorkerDoubt | null;
}

/** How work is seen from outside. */
export interface ExaminerPorts {
  readonly journal: Pick<Journal, 'enter' | 'leave'>;
  readonly signs: Pick<LifeSigns, 'begin' | 'end'>;
}

/** Examines one resolver. */
export class Examiner {
  readonly plan: CheckPlan;
  private readonly checker: ResolverChecker;
  private readonly definition: ResolverDefinition;
  private readonly realm: SandboxRealm;
  private readonly careful: CarefulRealm | null;
  private readonly ports: ExaminerPorts;
  private readonly snapshot: RealmSnapshot;
  private readonly look: (() => RealmChange | null) | null;
  private readonly blamed: ConductFinding[] = [];
  private isInWork = false;
  private hasStopped = false;

  constructor({ bundle, against, settings, care, callMs, watched }: OpenRequest, ports: ExaminerPorts) {
    this.ports = ports;
    const untouched: { snapshot: RealmSnapshot | null } = { snapshot: null };
    const limits: SandboxLimits = { callMs, loadMs };
    const { resolver, realm } = openResolver(new Script(bundle.code, { filename: bundle.name }), {
      limits,
      beforeLoad: (globals) => (untouched.snapshot = new RealmSnapshot(globals)),
    });
    this.definition = resolver;
    this.realm = realm;
    this.careful = care === 'careful' ? carefulRealm(realm, callMs) : null;
    this.snapshot = new RealmSnapshot(realm.globals);
    this.look = watched === null ? null : this.snapshot.watch(watched);
    // Libraries leave global names to find out that they were loaded twice.
    const change = untouched.snapshot?.findChange({ mayAddGlobals: true }) ?? null;
    if (change !== null) this.blame(change, this.mainCall, `the import of ${bundle.name}`);
    const asked = care === 'unasked' ? resolver : callThrough(resolver, this.choosePort());
    const chosen = care === 'unasked' ? { ...settings, operations: [] } : settings;
    const realmOfOwn = this.observeRealm(realm, this.careful);
    this.checker = new ResolverChecker(asked, { ...chosen, ...this.openOther(against, care, limits), realm: realmOfOwn });
    const { plan } = this.checker;
    this.plan = { ...plan, findings: this.tell(plan.findings) };
  }

  /** Carries out a unit of the plan. */
  carryOut(unit: number): ExaminedUnit {
    const result = this.checker.carryOut(unit);
    const hasSettled = this.realm.settle();
    const change = this.isBlamed ? null : this.snapshot.findChange();
    const doubt = change !== null ? { changed: change.of } : hasSettled ? null : { changed: null };
    if (this.careful === null) return { result: { ...result, findings: this.tell(result.findings) }, doubt };
    // It was looked for call by call, and did not show: that it was changed stands all the same.
    if (change !== null) this.blame(change, this.mainCall, `${this.mainCall}(…)`);
    return { result: { ...result, findings: this.tell(result.findings) }, doubt: null };
  }

  /** Makes a call again and again. */
  repeat(call: ResolverCall, args: string): void {
    const port = { nowUs: () => 0, noteResult: () => undefined, noteFinding: () => undefined };
    const guard = new GuardedResolver(this.definition, this.observeRealm(this.realm, this.careful), port);
    for (let time = 0; time < repeats; time++) guard.callAside(call, args);
  }

  private get mainCall(): ResolverCall {
    return 'resolve' in this.definition ? 'resolve' : 'merge';
  }

  private get isBlamed(): boolean {
    return this.blamed.length > 0;
  }

  private blame({ name }: RealmChange, call: ResolverCall, input: string): void {
    if (this.isBlamed) return;
    const message = `it changed ${name}, which all code of the program shares`;
    this.blamed.push({ kind: 'changed-globals', call, input, message });
  }

  /** What took all memory was stopped as if it never returned. */
  private tell(findings: readonly ConductFinding[]): readonly ConductFinding[] {
    const hasGrown = this.careful?.hasGrown === true;
    const told = findings.map((finding) => {
      return hasGrown && finding.kind === 'never-returned' ? { ...finding, ...exhaustion } : finding;
    });
    return [...told, ...this.blamed];
  }

  /** The other version, in a realm of its own. */
  private openOther(
    bundle: ResolverBundle | null,
    care: WorkerCare,
    limits: SandboxLimits,
  ): Pick<CheckOptions, 'against' | 'againstRealm'> {
    if (bundle === null) return {};
    const { resolver, realm } = openResolver(new Script(bundle.code, { filename: bundle.name }), { limits });
    const careful = care === 'careful' ? carefulRealm(realm, limits.callMs) : null;
    return { against: callThrough(resolver, this.choosePort()), againstRealm: this.observeRealm(realm, careful) };
  }

  /** A realm as the checker has it; shows outside that the resolver's code is at work. */
  private observeRealm(realm: SandboxRealm, careful: CarefulRealm | null): ResolverRealm {
    const { ports } = this;
    const run = (work: () => void): boolean => {
      this.isInWork = true;
      ports.signs.begin();
      try {
        return careful === null ? ownRealm.run(work) : careful.run(work);
      } finally {
        ports.signs.end();
        this.isInWork = false;
        if (careful !== null) ports.journal.leave();
      }
    };
    return { ...realm, run };
  }

  private choosePort(): CallPort {
    const { careful, ports } = this;
    if (careful !== null) return this.carefulPort(careful);
    return (_call, invoke, args) => {
      if (this.isInWork) return invoke(args);
      ports.signs.begin();
      try {
        return invoke(this.adoptLast(args));
      } finally {
        ports.signs.end();
      }
    };
  }

  private carefulPort(careful: CarefulRealm): CallPort {
    const { journal } = this.ports;
    return (call, invoke, args) => {
      const text = writeArgs(args);
      journal.enter(call, text);
      try {
        return this.isInWork ? invoke(args) : this.invokeAlone(careful, () => invoke(this.adoptLast(args)));
      } finally {
        journal.leave();
        const change = this.look?.() ?? null;
        if (change !== null) this.blame(change, call, describeInput(call, text));
      }
    };
  }

  /** For who calls the functions directly, and is told of a failure as of any other. */
  private invokeAlone(careful: CarefulRealm, invoke: () => unknown): unknown {
    if (this.hasStopped) throw new Error('it was stopped before');
    let value: unknown;
    this.ports.signs.begin();
    try {
      this.hasStopped = !careful.run(() => {
        value = invoke();
      });
    } finally {
      this.ports.signs.end();
    }
    if (this.hasStopped) throw new Error('it was stopped');
    return value;
  }

  /** The context of a call is made out here, all else where the resolver lives. */
  private adoptLast(args: readonly unknown[]): readonly unknown[] {
    return args.length < 3 ? args : [args[0], args[1], this.realm.adopt(args[2])];
  }
}

/** As where a module was first loaded. */
const loadMs = 5000;

/** So often that what a call keeps each time adds up. */
const repeats = 200;

function writeArgs(args: readonly unknown[]): string {
  try {
    return JSON.stringify(args);
  } catch {
    return '[]';
  }
}
