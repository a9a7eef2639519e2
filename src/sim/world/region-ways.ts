/**
 * The ways between regions for what is no member's: clients, and an observer. They are cut when the links
 * between the regions' members are; a crash of a member cuts none of them.
 */

/** Cuts between regions, counted: they may overlap. */
export class RegionWays {
  private readonly cuts: Int32Array;
  private readonly regions: number;

  constructor(regions: number) {
    this.regions = regions;
    this.cuts = new Int32Array(regions * regions);
  }

  /** One more reason, or one less (−1), why nothing gets from one to the other. */
  add(from: number, to: number, reasons: number): void {
    this.cuts[from * this.regions + to] += reasons;
  }

  /** As `add`, for all ways to and from a region. */
  addAround(region: number, reasons: number): void {
    for (let other = 0; other < this.regions; other++) {
      if (other === region) continue;
      this.add(region, other, reasons);
      this.add(other, region, reasons);
    }
  }

  isOpen(from: number, to: number): boolean {
    return this.cuts[from * this.regions + to] === 0;
  }

  /** Whether two regions hear each other. */
  areJoined(a: number, b: number): boolean {
    return this.isOpen(a, b) && this.isOpen(b, a);
  }
}
