/** Reigns: who led when. */

/** One leader's time. */
export interface Reign {
  readonly leader: number;
  readonly term: number;
  readonly fromUs: number;
  /** Null while it lasts. */
  untilUs: number | null;
}

/** All reigns of a run. */
export class Reigns {
  /** In order of their beginnings. */
  readonly all: Reign[] = [];

  /** A member leads from now on. */
  begin(leader: number, term: number, atUs: number): void {
    this.all.push({ leader, term, fromUs: atUs, untilUs: null });
  }

  /** It leads no longer. */
  end(leader: number, term: number, atUs: number): void {
    const reign = this.all.find((one) => one.leader === leader && one.term === term);
    if (reign !== undefined) reign.untilUs = atUs;
  }
}
