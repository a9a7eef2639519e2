/**
 * Quantities as people write them, read into base units: microseconds, bytes, a second, bits a
 * second, shares of 1 and parts per million.
 */

/** A value that was read, or what is wrong with the text. */
export type Reading<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly message: string;
      readonly expected: string;
      readonly suggestion?: string;
    };

/** A kind of quantity: how to read it and how an editor can check it. */
export interface Quantity {
  /** Reads a text or number as YAML gives it. */
  readonly read: (raw: unknown) => Reading<number>;
  /** A regular expression that every accepted text matches. */
  readonly pattern: string;
}

/** Durations such as `250us`, `10ms`, `3s`, `30m`, `2h`, `10d` in whole microseconds; may be negative. */
export const duration: Quantity = {
  pattern: '^[+-]?[0-9]+(\\.[0-9]+)?(us|ms|s|m|h|d)$',
  read: (raw) =>
    readWithUnit(raw, {
      kind: 'duration',
      units: durationUnits,
      words: durationWords,
      expected: 'a number and a unit: 250us, 10ms, 3s, 30m, 2h or 10d',
      example: 'ms',
      isWhole: 'durations are counted in whole microseconds',
    }),
};

/** Sizes such as `512B`, `1KiB`, `1MB`, `64GiB` in bytes. */
export const size: Quantity = {
  pattern: '^[+-]?[0-9]+(\\.[0-9]+)?(B|KB|KiB|MB|MiB|GB|GiB|TB|TiB)$',
  read: (raw) =>
    readWithUnit(raw, {
      kind: 'size',
      units: sizeUnits,
      words: sizeWords,
      expected: 'a number and a unit: 512B, 1KiB, 1MB or 64GiB',
      example: 'B',
      isWhole: 'sizes are counted in whole bytes',
    }),
};

/** Rates such as `500/s`, `50k/s`, `30/m` a second. */
export const rate: Quantity = {
  pattern: '^[+-]?[0-9]+(\\.[0-9]+)?[kM]?/[smh]$',
  read: (raw) =>
    readWithUnit(raw, {
      kind: 'rate',
      units: rateUnits,
      words: rateWords,
      expected: 'a number a second, minute or hour: 500/s, 50k/s or 30/m',
      example: '/s',
      isWhole: null,
    }),
};

/** Bandwidths such as `100Mbps`, `1Gbps` in bits a second. */
export const bandwidth: Quantity = {
  pattern: '^[+-]?[0-9]+(\\.[0-9]+)?(bps|kbps|Mbps|Gbps|Tbps)$',
  read: (raw) =>
    readWithUnit(raw, {
      kind: 'bandwidth',
      units: bandwidthUnits,
      words: bandwidthWords,
      expected: 'a number and a unit of bits a second: 500kbps, 100Mbps or 1Gbps',
      example: 'Mbps',
      isWhole: null,
    }),
};

/** Parts per million such as `40ppm`; may be negative. */
export const ppm: Quantity = {
  pattern: '^[+-]?[0-9]+(\\.[0-9]+)?ppm$',
  read: (raw) =>
    readWithUnit(raw, {
      kind: 'drift',
      units: { ppm: 1 },
      words: { PPM: 'ppm', 'us/s': 'ppm' },
      expected: 'parts per million: 40ppm or -200ppm',
      example: 'ppm',
      isWhole: null,
    }),
};

/** Shares such as `2%` or `0.02`, as a number from 0 to 1. */
export const share: Quantity = { pattern: '^[0-9]+(\\.[0-9]+)?%$', read: readShare };

interface UnitSystem {
  readonly kind: string;
  readonly units: Readonly<Record<string, number>>;
  /** Other spellings, and which unit they mean. */
  readonly words: Readonly<Record<string, string>>;
  readonly expected: string;
  /** The unit to propose for a bare number. */
  readonly example: string;
  /** Why fractions of the base unit are refused; null when they are not. */
  readonly isWhole: string | null;
}

const durationUnits = { us: 1, ms: 1e3, s: 1e6, m: 60e6, h: 3600e6, d: 86_400e6 };
const durationWords = {
  µs: 'us', μs: 'us', usec: 'us', usecs: 'us', microsecond: 'us', microseconds: 'us',
  msec: 'ms', msecs: 'ms', milli: 'ms', millis: 'ms', millisecond: 'ms', milliseconds: 'ms',
  sec: 's', secs: 's', second: 's', seconds: 's',
  min: 'm', mins: 'm', minute: 'm', minutes: 'm', hr: 'h', hrs: 'h', hour: 'h', hours: 'h',
  day: 'd', days: 'd',
};
const sizeUnits = {
  B: 1, KB: 1e3, KiB: 1024, MB: 1e6, MiB: 1024 ** 2,
  GB: 1e9, GiB: 1024 ** 3, TB: 1e12, TiB: 1024 ** 4,
};
const sizeWords = {
  byte: 'B', bytes: 'B', k: 'KB', kb: 'KB', kib: 'KiB', m: 'MB', mb: 'MB', mib: 'MiB',
  g: 'GB', gb: 'GB', gib: 'GiB', t: 'TB', tb: 'TB', tib: 'TiB',
};
const rateUnits = {
  '/s': 1, 'k/s': 1e3, 'M/s': 1e6,
  '/m': 1 / 60, 'k/m': 1e3 / 60, 'M/m': 1e6 / 60,
  '/h': 1 / 3600, 'k/h': 1e3 / 3600, 'M/h': 1e6 / 3600,
};
const rateWords = {
  '/sec': '/s', '/second': '/s', 'per second': '/s', 'a second': '/s', rps: '/s', qps: '/s',
  tps: '/s', ops: '/s', k: 'k/s', 'ops/s': '/s', 'K/s': 'k/s', '/min': '/m', '/minute': '/m',
  'per minute': '/m', '/hour': '/h', 'per hour': '/h', hz: '/s',
};
const bandwidthUnits = { bps: 1, kbps: 1e3, Mbps: 1e6, Gbps: 1e9, Tbps: 1e12 };
// MB/s and GB/s are missing on purpose: they count bytes, and the guess would be wrong by eight.
const bandwidthWords = {
  'bit/s': 'bps', 'kbit/s': 'kbps', 'mbit/s': 'Mbps', 'gbit/s': 'Gbps', kbit: 'kbps',
  mbit: 'Mbps', gbit: 'Gbps', 'Mb/s': 'Mbps', 'Gb/s': 'Gbps',
};

function readWithUnit(raw: unknown, system: UnitSystem): Reading<number> {
  const fail = (message: string, proposal?: string): Reading<number> => ({
    ok: false,
    message,
    expected: system.expected,
    ...(proposal === undefined ? {} : { suggestion: `did you mean "${proposal}"?` }),
  });
  if (raw === 0) return { ok: true, value: 0 };
  if (typeof raw === 'number') {
    if (!Number.isFinite(raw)) return fail(`a ${system.kind} must be a finite number`);
    return fail(`a ${system.kind} needs a unit`, `${String(raw)}${system.example}`);
  }
  if (typeof raw !== 'string') return fail(`this is not a ${system.kind}`);
  const parts = /^([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*([^0-9\s].{0,15})?$/.exec(raw.trim());
  const digits = parts?.[1];
  if (digits === undefined) return fail(`this is not a ${system.kind}`);
  const unit = parts?.[2];
  if (unit === undefined) {
    return fail(`a ${system.kind} needs a unit`, `${digits}${system.example}`);
  }
  const known = lookUp(system.units, unit);
  if (known === undefined) {
    const meant = lookUp(system.words, unit) ?? lookUp(system.words, unit.toLowerCase()) ??
      lookUpAnyCase(system.units, unit);
    return fail(`"${unit}" is not a unit of ${system.kind}`, meant && `${digits}${meant}`);
  }
  if (raw !== `${digits}${unit}`) {
    return fail('number and unit are written together', `${digits}${unit}`);
  }
  const value = Number(digits) * known;
  if (system.isWhole === null) return { ok: true, value };
  const rounded = Math.round(value);
  if (Math.abs(rounded - value) > 1e-3) return fail(system.isWhole);
  if (!Number.isSafeInteger(rounded)) return fail(`this ${system.kind} is too large`);
  return { ok: true, value: rounded };
}

function readShare(raw: unknown): Reading<number> {
  const expected = 'a share from 0% to 100%, or from 0 to 1: 2% or 0.02';
  if (typeof raw === 'number') {
    if (raw >= 0 && raw <= 1) return { ok: true, value: raw };
    const proposal = raw > 1 && raw <= 100 ? { suggestion: `did you mean "${String(raw)}%"?` } : {};
    return { ok: false, message: 'a share lies between 0 and 1', expected, ...proposal };
  }
  const digits = /^([0-9]{1,3}(?:\.[0-9]{1,15})?)%$/.exec(typeof raw === 'string' ? raw : '')?.[1];
  if (digits === undefined) {
    return { ok: false, message: 'this is not a share', expected };
  }
  // Digits over a power of ten, so that 2% is the same number as 0.02.
  const [whole = '0', fraction = ''] = digits.split('.');
  const value = Number(`${whole}${fraction}e-${String(fraction.length + 2)}`);
  if (value > 1) return { ok: false, message: 'a share cannot exceed 100%', expected };
  return { ok: true, value };
}

function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function lookUpAnyCase(table: Readonly<Record<string, number>>, key: string): string | undefined {
  return Object.keys(table).find((unit) => unit.toLowerCase() === key.toLowerCase());
}
