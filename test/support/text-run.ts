/** Runs a scenario and watches its texts: every one that any replica ever showed, and each edit at its author's. */
import type { TraceEvent } from '../../src/sim/record/trace.js';
import type { Scenario } from '../../src/sim/scenario.js';
import { buildReport } from '../../src/sim/world/build-report.js';
import { World } from '../../src/sim/world/world.js';

/** What was seen of one key. */
export interface TextHistory {
  /** All distinct texts, as lists of symbols. */
  readonly shown: readonly (readonly string[])[];
  /** What authors put in and took out, as they saw it. */
  readonly inserted: ReadonlySet<string>;
  readonly erased: ReadonlySet<string>;
  /** What the replicas end with. */
  readonly final: readonly string[];
}

/** A finished run. */
export interface TextRun {
  readonly world: World;
  readonly report: ReturnType<typeof buildReport>['report'];
  readonly histories: readonly TextHistory[];
  /** Every replica is there and took in every write. */
  readonly isComplete: boolean;
}

/** Runs to the end. */
export function runTexts(scenario: Scenario): TextRun {
  const events: TraceEvent[] = [];
  const world = new World(scenario, { trace: (event) => events.push(event) });
  const keys = Array.from({ length: world.clients.keys.count }, () => new KeyWatch());
  const texts = world.replicas.map(() => keys.map(() => ''));
  while (world.step(world.limitUs)) {
    for (const event of events.splice(0)) {
      if (event.kind !== 'accept' && event.kind !== 'apply') continue;
      const replica = world.replicaNames.indexOf(event.replica);
      keys.forEach((watch, key) => {
        const text = world.replicas[replica]?.replicated?.read(key).at(0) ?? '';
        const before = texts[replica]?.[key] ?? '';
        if (event.kind === 'accept') watch.noteEdit([...before], [...text]);
        watch.note(text);
        texts[replica]?.splice(key, 1, text);
      });
    }
  }
  const isSettled = !world.hasWork;
  if (!isSettled) world.giveUp();
  const { report } = buildReport(world, isSettled);
  const isComplete = world.replicas.every((replica, index) =>
    world.isSurvivor(index) &&
    Array.from({ length: world.ops.count }, (_, op) => op).every((op) => replica.hasTakenIn(op)),
  );
  const histories = keys.map((watch, key) => ({
    shown: watch.texts(),
    inserted: watch.inserted,
    erased: watch.erased,
    final: world.replicas.map(({ replicated }) => replicated?.read(key).at(0) ?? ''),
  }));
  return { world, report, histories, isComplete };
}

class KeyWatch {
  readonly inserted = new Set<string>();
  readonly erased = new Set<string>();
  private readonly seen = new Set<string>();

  note(text: string): void {
    this.seen.add(text);
  }

  noteEdit(before: readonly string[], after: readonly string[]): void {
    const [had, has] = [new Set(before), new Set(after)];
    for (const symbol of after) if (!had.has(symbol)) this.inserted.add(symbol);
    for (const symbol of before) if (!has.has(symbol)) this.erased.add(symbol);
  }

  texts(): readonly (readonly string[])[] {
    return [...this.seen].map((text) => [...text]);
  }
}
