/**
 * Broken: never comes to its end. Two files of one name: the incoming one gets a number behind its name, and
 * the loop that counts asks each time whether the old name is taken, which it is, instead of the new one.
 *
 * `free in files` instead of `name in files` would end it.
 */
import { defineResolver } from 'quarrel';

/** Contents of files, by name. */
type Files = Readonly<Record<string, string>>;

/** Joins folders. */
export const resolver = defineResolver<Files>({
  name: 'second-name',
  initial: {},
  mayLose: ['write'],

  apply(files, operation) {
    if (operation.kind !== 'write') throw new Error(`a folder knows no ${operation.kind}`);
    return { ...files, notes: operation.value };
  },

  merge: (local, incoming) =>
    Object.entries(incoming).reduce((files, [name, content]) => {
      if (files[name] === content) return files;
      return { ...files, [findFreeName(files, name)]: content };
    }, local),
});

function findFreeName(files: Files, name: string): string {
  let free = name;
  for (let number = 2; name in files; number++) free = `${name} ${number}`;
  return free;
}
