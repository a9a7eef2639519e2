/**
 * What may stand next on a command line, for shells that complete it. All of it comes from the tables of the
 * commands themselves.
 */
import type { Argument, Command, Option } from 'commander';

/** One word that may stand there. */
export interface Candidate {
  readonly word: string;
  /** One line about it; may be empty. */
  readonly about: string;
}

/** Names that an argument may take, by the argument's own name, such as those of scenarios. */
export type NamesOf = Readonly<Partial<Record<string, () => readonly string[]>>>;

/** The candidates for the last word, which may be empty; none where a shell should offer files. */
export function completeWords(program: Command, words: readonly string[], namesOf: NamesOf): readonly Candidate[] {
  const parted = joinValues(words);
  const current = parted.at(-1) ?? '';
  const place = findPlace(program, parted.slice(0, -1));
  const fits = ({ word }: Candidate): boolean => word.startsWith(current);
  const [, flag, equals] = /^(--[^=]+)(=?)/.exec(current) ?? [];
  if (place.awaits !== null) return choicesOf(place.awaits).filter(fits);
  if (flag !== undefined && equals === '=') {
    const option = findOption(place.command, flag);
    const choices = option === null ? [] : choicesOf(option);
    return choices.map(({ word, about }) => ({ word: `${flag}=${word}`, about })).filter(fits);
  }
  if (current.startsWith('-') && !place.isBehindDashes) return optionsOf(place.command).filter(fits);
  const argument = place.command.registeredArguments.at(place.given) ?? lastVariadic(place.command);
  const named = argument === null ? [] : namesFor(argument, namesOf);
  const commands = place.given > 0 ? [] : place.command.createHelp().visibleCommands(place.command);
  return [...commands.map(describeCommand), ...named].filter(fits);
}

/** How far the words before the last one lead. */
interface Place {
  readonly command: Command;
  /** Arguments that are there already. */
  readonly given: number;
  /** The option whose value comes next. */
  readonly awaits: Option | null;
  /** All that follows `--` is an argument. */
  readonly isBehindDashes: boolean;
}

function findPlace(program: Command, words: readonly string[]): Place {
  return words.reduce<Place>(
    (place, word) => {
      const { command, given, awaits, isBehindDashes } = place;
      if (awaits !== null) return { ...place, awaits: null };
      if (word === '--' && !isBehindDashes) return { ...place, isBehindDashes: true };
      if (word.startsWith('-') && !isBehindDashes) {
        const option = word.includes('=') ? null : findOption(command, word);
        return { ...place, awaits: option?.required === true ? option : null };
      }
      const below = given > 0 ? undefined : command.commands.find((one) => one.name() === word);
      return below === undefined ? { ...place, given: given + 1 } : { ...place, command: below };
    },
    { command: program, given: 0, awaits: null, isBehindDashes: false },
  );
}

function findOption(command: Command, word: string): Option | null {
  return command.options.find(({ long, short }) => long === word || short === word) ?? null;
}

function optionsOf(command: Command): readonly Candidate[] {
  return command.createHelp().visibleOptions(command).flatMap(({ long, short, description }) => {
    const word = long ?? short ?? null;
    return word === null ? [] : [{ word, about: description }];
  });
}

function choicesOf({ argChoices = [] }: Option | Argument): readonly Candidate[] {
  return argChoices.map((word) => ({ word, about: '' }));
}

function describeCommand(command: Command): Candidate {
  return { word: command.name(), about: command.summary() };
}

function namesFor(argument: Argument, namesOf: NamesOf): readonly Candidate[] {
  const names = namesOf[argument.name()]?.() ?? [];
  return [...choicesOf(argument), ...names.map((word) => ({ word, about: '' }))];
}

function lastVariadic({ registeredArguments }: Command): Argument | null {
  const last = registeredArguments.at(-1);
  return last?.variadic === true ? last : null;
}

/** To bash `=` is a word: `--format = js` is `--format js`. */
function joinValues(words: readonly string[]): readonly string[] {
  const isSign = (word: string, at: number): boolean => word === '=' && at > 0 && words[at - 1].startsWith('--');
  const kept = words.filter((word, at) => !isSign(word, at));
  return words.length > 0 && isSign(words[words.length - 1], words.length - 1) ? [...kept, ''] : kept;
}
