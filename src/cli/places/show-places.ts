/** The work of `quarrel places`. */
import { placeNames } from '../../scenarios/places/place.js';
import { pairsOf, roundTripsFrom } from '../../scenarios/places/round-trips.js';
import { didYouMean } from '../../scenarios/suggestion.js';
import { paintFor } from '../color.js';
import type { CommandIo } from '../command-io.js';
import { exitCodes } from '../exit-codes.js';
import type { ExitCode } from '../exit-codes.js';
import { printable } from '../printable.js';
import { refuse } from '../refuse.js';
import { inAscii } from '../report/ascii.js';
import { renderPlacesJson } from '../report/places/json.js';
import { renderBetween, renderFrom, renderPairsCsv, renderPlaces, renderPlacesCsv } from '../report/places/text.js';

/** The forms of a result. */
export const placesFormats = ['text', 'csv', 'json'] as const;

/** What was asked. */
export interface PlacesRequest {
  readonly names: readonly string[];
  readonly format: (typeof placesFormats)[number];
  readonly ascii: boolean;
}

/** Most places at once. */
const mostPlaces = 12;

/** Carries out one request. */
export function showPlaces({ names, format, ascii }: PlacesRequest, io: CommandIo): ExitCode {
  const problem = problemOf(names);
  if (problem !== null) return refuse(problem, paintFor(io.stderr, io.env), io);
  const text = render(names, format);
  io.stdout.write(ascii ? inAscii(text) : text);
  return exitCodes.held;
}

function problemOf(names: readonly string[]): string | null {
  const unknown = names.find((name) => !placeNames.includes(name));
  if (unknown !== undefined) {
    const { suggestion } = didYouMean(unknown, placeNames);
    const question = suggestion === undefined ? '' : `; ${suggestion}`;
    return `there is no place "${printable(unknown)}"${question} (see: quarrel places)`;
  }
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `${twice} is named twice; name each place once`;
  return names.length > mostPlaces ? `these are ${String(names.length)} places; expected at most ${String(mostPlaces)}` : null;
}

function render(names: readonly string[], format: PlacesRequest['format']): string {
  const [only = ''] = names;
  const trips = names.length === 1 ? roundTripsFrom(only) : pairsOf(names);
  switch (format) {
    case 'json':
      return renderPlacesJson(names, trips);
    case 'csv':
      return names.length === 0 ? renderPlacesCsv() : renderPairsCsv(trips);
    case 'text':
      if (names.length === 0) return renderPlaces();
      return names.length === 1 ? renderFrom(trips) : renderBetween(names, trips);
  }
}
