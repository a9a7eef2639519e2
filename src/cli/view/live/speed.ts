/** How fast simulated time passes. */

/** From a hundredth of real time, for runs of milliseconds, to a thousand times it. */
const speeds: readonly number[] = [
  0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 1.5, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000,
];

/** The speed at which a run of this length takes about 20 seconds. */
export function speedFor(plannedUs: number): number {
  const wanted = Math.max(1, plannedUs) / 20_000_000;
  return speeds.reduce((best, speed) =>
    Math.abs(Math.log(speed / wanted)) < Math.abs(Math.log(best / wanted)) ? speed : best,
  );
}

/** The next higher speed, or the same at the top. */
export function fasterThan(speed: number): number {
  return speeds.find((candidate) => candidate > speed) ?? speed;
}

/** The next lower speed, or the same at the bottom. */
export function slowerThan(speed: number): number {
  return speeds.findLast((candidate) => candidate < speed) ?? speed;
}

/** Whether there is a higher speed. */
export function canGoFaster(speed: number): boolean {
  return fasterThan(speed) !== speed;
}

/** Whether there is a lower speed. */
export function canGoSlower(speed: number): boolean {
  return slowerThan(speed) !== speed;
}
