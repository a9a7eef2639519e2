/** A history as the lines of a file, which {@link parseHistory} reads back. */
import type { History, HistoryOperation } from '../sim/record/history.js';

/** The first line; what else it may hold is for people. */
export function historyHeader(history: History, about: Readonly<Record<string, unknown>>): object {
  const { initial, versionOrder } = history;
  const hasOrder = versionOrder.size > 0;
  return {
    header: true,
    ...about,
    initial,
    ...(hasOrder ? { versionOrder: Object.fromEntries(versionOrder) } : {}),
  };
}

/** The events in order of their places. */
export function* historyEvents({ operations }: History): Generator<object> {
  const moments = operations.flatMap((operation) => [
    { operation, isAnswer: false, place: operation.invokedAt },
    ...(operation.answeredAt === Infinity
      ? []
      : [{ operation, isAnswer: true, place: operation.answeredAt }]),
  ]);
  moments.sort((a, b) => a.place - b.place);
  for (const { operation, isAnswer } of moments)
    yield isAnswer ? answerOf(operation) : invocationOf(operation);
}

function invocationOf({ process, f, key, value, invokedAtUs }: HistoryOperation): object {
  return { process, type: 'invoke', f, key, value, ...timeOf(invokedAtUs) };
}

function answerOf({
  process,
  outcome,
  f,
  key,
  value,
  result,
  replica,
  answeredAtUs,
}: HistoryOperation): object {
  const told = f === 'read' ? result : value;
  const place = replica === null ? {} : { replica };
  return { process, type: outcome, f, key, value: told, ...place, ...timeOf(answeredAtUs) };
}

function timeOf(timeUs: number | null): { readonly time?: number } {
  return timeUs === null ? {} : { time: timeUs };
}
