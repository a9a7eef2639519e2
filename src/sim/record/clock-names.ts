/** Version vectors as people read them. */

/** Who an author is: a leader, in its first life or in a later one, each begun by the loss of a disk. */
export interface AuthorName {
  readonly leader: string;
  /** 1 for the first. */
  readonly life: number;
}

/** The entries of a vector by name, in order of authors: `us-east`, and `us-east#2` in its second life. */
export function nameClock(
  clock: ReadonlyMap<number, number>,
  nameOf: (author: number) => AuthorName,
): Readonly<Record<string, number>> {
  const entries = [...clock].map(([author, count]) => {
    const { leader, life } = nameOf(author);
    return [life === 1 ? leader : `${leader}#${String(life)}`, count] as const;
  });
  return Object.fromEntries(entries);
}
