/** Moments of a run as people type them. */
import { span } from '../drawing/row.js';
import type { Row } from '../drawing/row.js';

/** A moment, or what is wrong with what was typed. */
export type ParsedMoment =
  | { readonly ok: true; readonly atUs: number }
  | { readonly ok: false; readonly problem: string };

/** What can be typed. */
const allowed = '12.5s, 800ms, 90 (seconds), 1:30, 40%';

/** Reads a moment; a share is one of the planned length of the run. */
export function parseMoment(text: string, plannedUs: number): ParsedMoment {
  const typed = text.trim();
  const atUs = readClock(typed) ?? readShare(typed, plannedUs) ?? readDuration(typed);
  if (atUs !== null && Number.isFinite(atUs)) return { ok: true, atUs: Math.round(atUs) };
  const found = typed === '' ? 'nothing was typed' : `'${typed}' is no moment of the run`;
  return { ok: false, problem: `${found}; type a time such as ${allowed}` };
}

/** The line in which a moment is typed. */
export function drawMomentInput(typed: string): Row {
  return [span(' go to: ', 'accent'), span(typed, 'strong'), span('_', 'accent'), span(`   ${allowed}`, 'dim')];
}

const usPerUnit: Readonly<Record<string, number>> = { us: 1, ms: 1e3, s: 1e6, '': 1e6, m: 60e6, h: 3600e6, d: 86_400e6 };

function readDuration(typed: string): number | null {
  const [, figure, unit] = /^(\d+(?:\.\d*)?|\.\d+)\s*(us|ms|s|m|h|d|)$/.exec(typed) ?? [];
  if (figure === undefined || unit === undefined) return null;
  return Number(figure) * (usPerUnit[unit] ?? NaN);
}

function readShare(typed: string, plannedUs: number): number | null {
  const [, figure] = /^(\d+(?:\.\d*)?|\.\d+)\s*%$/.exec(typed) ?? [];
  return figure === undefined ? null : (Number(figure) / 100) * plannedUs;
}

/** Minutes and seconds, or hours, minutes and seconds. */
function readClock(typed: string): number | null {
  const [, hours, minutes, seconds] = /^(?:(\d+):)?(\d+):([0-5]\d(?:\.\d*)?)$/.exec(typed) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  return ((Number(hours ?? 0) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1e6;
}
