/** The history of a run on disk, as `quarrel verify` reads it. */
import { historyEvents, historyHeader } from '../scenarios/history-lines.js';
import { mostLoggedRequests } from '../sim/record/request-log.js';
import type { Scenario } from '../sim/scenario.js';
import type { Run } from '../sim/simulate.js';
import { formatCount } from './report/format.js';
import { formatVersion } from './report/json.js';
import { openLineFile } from './trace-file.js';
import type { OpenTraceResult, TraceFile } from './trace-file.js';

/** Starts a file for a history; it has its name only once it is written. */
export function openHistoryFile(path: string): OpenTraceResult {
  return openLineFile(path, { flag: '--history', example: 'history.jsonl' });
}

/** Writes and names the file, or leaves none. Returns what went wrong, or null. */
export function writeHistory(file: TraceFile, { history }: Run, scenario: Scenario): string | null {
  if (history === undefined || history.isCut) {
    file.discard();
    const most = formatCount(mostLoggedRequests);
    return `--history: there were more than ${most} requests; shorten the run`;
  }
  const { name, seed } = scenario;
  const about = { formatVersion, scenario: name, seed, clients: history.clients };
  file.writeLine(historyHeader(history.history, about));
  for (const event of historyEvents(history.history)) file.writeLine(event);
  return file.commit();
}
