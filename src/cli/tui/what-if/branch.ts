/** From changes to the run with them, beside the run without. */
import { existsSync, writeFileSync } from 'node:fs';
import { Chalk } from 'chalk';
import type { LoadedScenario } from '../../../scenarios/index.js';
import { branchDocument, branchFileName } from '../../../scenarios/what-if/branch-document.js';
import { momentOf, whatIfOverrides, whatIfWords } from '../../../scenarios/what-if/what-if.js';
import type { WhatIf } from '../../../scenarios/what-if/what-if.js';
import type { Scenario } from '../../../sim/scenario.js';
import type { ComparedRun, RunOrigin } from '../../command-io.js';
import type { ResolverModule } from '../../load-resolver.js';
import { loadScenario } from '../../load-scenario.js';
import { overridesOf, repeatCommand } from '../../run-request.js';
import type { RunChoice } from '../../run-result.js';
import { formatMoment } from '../../view/words/quantity.js';
import { openLockstepScreen } from '../lockstep/lockstep-view.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';

/** What a branch grows from. */
export interface BranchOptions {
  readonly loaded: LoadedScenario;
  /** Where the scenario comes from. */
  readonly origin: RunOrigin;
  /** The scenario's own resolver; null where it has none. */
  readonly resolver: ResolverModule | null;
  readonly place: ScreenPlace;
  /** Opens one of the two runs alone. */
  readonly openAlone: (run: ComparedRun, atUs: number) => Screen;
}

/** The two runs beside each other, or what is wrong with the changes. */
export type OpenedBranch =
  | { readonly ok: true; readonly screen: Screen }
  | { readonly ok: false; readonly message: string };

/** Runs a scenario otherwise from a moment on. */
export class Branch {
  readonly #options: BranchOptions;

  constructor(options: BranchOptions) {
    this.#options = options;
  }

  /** The scenario as it was. */
  get scenario(): Scenario {
    return this.#options.loaded.scenario;
  }

  /** The command that makes the changed run. */
  repeat(changes: readonly WhatIf[], nowUs: number): string {
    return repeatCommand(this.#choose(changes, nowUs), this.scenario.seed);
  }

  /** Both runs, at the moment where the change takes effect. */
  open(changes: readonly WhatIf[], nowUs: number): OpenedBranch {
    const { loaded, resolver, origin, place, openAlone } = this.#options;
    const choice = this.#choose(changes, nowUs);
    const overrides = overridesOf(choice);
    const found = loadScenario({ ...choice, overrides }, unpainted);
    if (!found.ok) return found;
    const { text: source } = found.source;
    const words = changes.map(whatIfWords).join('; ');
    const repeat = this.repeat(changes, nowUs);
    const { name } = this.scenario;
    const dated = `from t=${formatMoment(momentOf(nowUs))}s on: ${words}`;
    const write = (): string => {
      if (found.loaded.resolverFile !== undefined) return `it has a resolver in another file; run it with: ${repeat}`;
      const text = branchDocument({ text: source, name, overrides, words: dated, repeat });
      return writeBranch(branchFileName(name, text), text);
    };
    const own = found.loaded.resolverFile === undefined ? null : resolver;
    const runs = [
      { name: 'as it was', loaded, resolver, origin, repeat: repeatCommand(origin.choice, this.scenario.seed) },
      { name: words, loaded: found.loaded, resolver: own, origin: { choice, text: source }, repeat, write },
    ];
    return { ok: true, screen: openLockstepScreen(runs, place, { atUs: momentOf(nowUs), openAlone }) };
  }

  /** The run as it was, under its very seed, with the changes laid over it. */
  #choose(changes: readonly WhatIf[], nowUs: number): RunChoice {
    const { target, scenario, overrides } = this.#options.origin.choice;
    const changed = [...overrides, ...whatIfOverrides(changes, nowUs, this.scenario)];
    return { target, scenario, seed: this.scenario.seed, overrides: changed };
  }
}

const unpainted = new Chalk({ level: 0 });

/** The name is made from the text, so a file of that name is the same one. */
function writeBranch(path: string, text: string): string {
  if (existsSync(path)) return `${path} is there already`;
  try {
    writeFileSync(path, text, { flag: 'wx' });
  } catch (error) {
    return `${path} could not be written: ${error instanceof Error ? error.message : String(error)}`;
  }
  return `Written: ${path}`;
}
