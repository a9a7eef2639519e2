/**
 * Distances on the globe, with arithmetic whose result the language standard fixes: the distance
 * becomes a latency, and a latency steers a run.
 */

/** A point on the globe in degrees, north and east positive. */
export interface Coordinates {
  readonly latitude: number;
  readonly longitude: number;
}

/** Mean radius of the earth. */
const earthRadiusKm = 6371.0088;

/** Kilometres along the great circle. */
export function greatCircleKm(a: Coordinates, b: Coordinates): number {
  const p = toUnitVector(a);
  const q = toUnitVector(b);
  const x = p.x - q.x;
  const y = p.y - q.y;
  const z = p.z - q.z;
  const half = Math.min(1, Math.sqrt(x * x + y * y + z * z) / 2);
  const adjacent = Math.sqrt(1 - half * half);
  return earthRadiusKm * 2 * angleOf(half, adjacent);
}

interface Vector {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

function toUnitVector(point: Coordinates): Vector {
  const latitude = toRadians(point.latitude);
  const longitude = toRadians(point.longitude);
  const ring = cosine(latitude);
  return { x: ring * cosine(longitude), y: ring * sine(longitude), z: sine(latitude) };
}

function toRadians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}

function cosine(angle: number): number {
  return sine(Math.PI / 2 - angle);
}

/** Taylor series; for angles up to 3π/2 its 25 terms are exact to about 1e-13. */
function sine(angle: number): number {
  let term = angle;
  let sum = angle;
  for (let n = 1; n <= 25; n++) {
    term = (-term * angle * angle) / (2 * n * (2 * n + 1));
    sum += term;
  }
  return sum;
}

/** The angle in the first quadrant with this sine and cosine: halved until the series is short. */
function angleOf(opposite: number, adjacent: number): number {
  // tan(θ/2) = sin θ / (1 + cos θ), three times: θ/8 is below 0.2.
  let tangent = opposite / (1 + adjacent);
  for (let halving = 0; halving < 2; halving++) {
    tangent = tangent / (1 + Math.sqrt(1 + tangent * tangent));
  }
  let power = tangent;
  let sum = tangent;
  for (let n = 3; n <= 31; n += 2) {
    power = -power * tangent * tangent;
    sum += power / n;
  }
  return 8 * sum;
}
