/** The home screen on a terminal: what bare `quarrel` shows. */
import { outlineCatalogue } from '../../../scenarios/outline.js';
import type { HomeLook } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { readCatalogue } from '../../package-files.js';
import { failuresFolder } from '../../saved-failures.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import { shelveFailures } from './failure-shelf.js';
import { shelveFiles } from './file-shelf.js';
import { shelveInterviews } from './interview-shelf.js';
import { shelveLessons } from './lesson-shelf.js';
import type { HomeShelf } from './home-item.js';
import { HomeScreen } from './home-screen.js';
import { loadAhead } from './open-run.js';
import { shelveScenarios } from './scenario-shelf.js';

/** Shows the home screen until the person leaves. */
export function runHome(io: TerminalStreams, look: HomeLook): Promise<ExitCode> {
  const { ascii } = look;
  const shelves = [shelveScenarios(outlineCatalogue(readCatalogue()))];
  return showScreens((place) => new HomeScreen({ place, ascii, shelves, lookAround }), io, look);
}

/** Kinds of entries in the order of their sections, behind the scenarios. */
async function lookAround(signal: AbortSignal): Promise<readonly HomeShelf[]> {
  const lessons = await shelveLessons(process.env, Date.now);
  const failures = await shelveFailures(failuresFolder, signal);
  const files = await shelveFiles('.', signal);
  // Whatever goes wrong with it goes wrong again, and is told, when a run is opened.
  if (!signal.aborted) loadAhead().catch(() => undefined);
  return [lessons, shelveInterviews(), failures, files];
}
