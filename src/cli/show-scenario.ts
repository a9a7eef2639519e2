/** The work of `quarrel show`: one scenario's part of its document. */
import { paintFor } from './color.js';
import type { CommandIo } from './command-io.js';
import { exitCodes } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { loadScenario } from './load-scenario.js';
import { refuse } from './refuse.js';
import { formatVersion, toJsonDocument } from './report/json.js';
import { sliceScenario } from '../scenarios/index.js';

/** What was asked for. */
export interface ShowRequest {
  /** A scenario of the catalogue, `file.yaml` or `file.yaml#name`. */
  readonly target: string;
  readonly json: boolean;
}

/** Prints a scenario's document, after checking that it is one. */
export function showScenario({ target, json }: ShowRequest, io: CommandIo): ExitCode {
  const paint = paintFor(io.stderr, io.env);
  const found = loadScenario({ target, scenario: null, overrides: [] }, paint);
  if (!found.ok) return refuse(found.message, paint, io);
  const { scenario, about, systems, source } = found.loaded;
  const { name, title } = scenario;
  const document = sliceScenario(found.source.text, name) ?? found.source.text;
  io.stdout.write(
    json ? toJsonDocument({ formatVersion, name, title, about, systems, source, document }) : document,
  );
  return exitCodes.held;
}
