/** Runs designs, and looks names up in their runs. */
import type { LookUp } from '../lessons/expression.js';
import type { FinishedRun } from '../lessons/facts.js';
import { findSetting, lookUpIn, ownRun } from '../lessons/facts.js';
import { unknownValue } from '../lessons/value.js';
import type { Run } from '../../sim/simulate.js';
import { simulate } from '../../sim/simulate.js';
import type { Design } from './design.js';
import { makeDesign } from './design.js';
import { findDuringFaults } from './during-faults.js';
import type { Given, Interview } from './interview.js';
import { modelRun } from './interview.js';

/** A run of a design: what texts ask of it, what was lost, and what clients saw. */
export interface DesignRun extends FinishedRun {
  readonly lostWrites: Run['lostWrites'];
  readonly history: Run['history'];
}

/** Runs a design from beginning to end. */
export function runDesign(design: Pick<Design, 'loaded' | 'settings'>): DesignRun {
  return designRunOf(design, simulate(design.loaded.scenario, { logsRequests: true }));
}

/** What is kept of a run of a design that logged its requests. */
export function designRunOf({ loaded: { scenario }, settings }: Pick<Design, 'loaded' | 'settings'>, run: Run): DesignRun {
  const { report, lostWrites, history } = run;
  return { scenario, settings, report, lostWrites, history };
}

/** Runs the design of the model answer. */
export function runModel(interview: Interview): DesignRun {
  return runDesign(makeDesign(interview, interview.model.choices));
}

/** What names in texts about a design stand for; `@model` asks the model answer's run. */
export function lookUpDesign(given: readonly Given[], run: DesignRun, model: DesignRun): LookUp {
  const inRuns = lookUpIn(new Map([[ownRun, run], [modelRun, model]]));
  return (name, asked) =>
    givenOf(given, name) ?? findDuringFaults(name, asked === modelRun ? model : run) ?? inRuns(name, asked);
}

/** What names in texts stand for before anything has run: what is given, and what the base sets. */
export function lookUpStated({ given, base }: Pick<Interview, 'given' | 'base'>): LookUp {
  return (name) => {
    const stated = givenOf(given, name);
    if (stated !== null) return stated;
    return name.startsWith('setting.') ? findSetting(name, base.settings) : unknownValue('nothing has run yet');
  };
}

function givenOf(given: readonly Given[], name: string) {
  if (!name.startsWith('given.')) return null;
  return given.find((one) => `given.${one.name}` === name)?.value ?? unknownValue(`${name} is not given`);
}
