/** The form of changes at the moment that is shown. */
import type { Screen } from '../screens/screen.js';
import { Branch } from './branch.js';
import type { BranchOptions } from './branch.js';
import { WhatIfScreen } from './what-if-screen.js';

/** A screen on which the run is changed from a moment on. */
export function openWhatIf(options: BranchOptions, nowUs: number): Screen {
  return new WhatIfScreen({ branch: new Branch(options), nowUs, place: options.place });
}
