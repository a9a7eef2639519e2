/** Runs the suites of a folder somewhere else. */
import { sources } from '../../vitest.config.js';

export default sources;
