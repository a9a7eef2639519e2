/** The life of a thread of a pool: it is set up once, and answers order after order. */
import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadMessage } from './thread-messages.js';

/** Answers whatever the pool asks; `prepare` is called once, and its result carries out each order. */
export function answerOrders<Setup, Order, Result>(prepare: (setup: Setup) => (order: Order) => Result): void {
  let carryOut: (order: Order) => Result = () => {
    throw new Error('an order came before the setup');
  };
  parentPort?.on('message', (message: ThreadMessage<Setup, Order>) => {
    if (message.kind === 'setup') carryOut = prepare(message.setup);
    else parentPort?.postMessage(answer(message.number, () => carryOut(message.order)));
  });
}

function answer<Result>(number: number, carryOut: () => Result): ThreadAnswer<Result> {
  try {
    return { kind: 'done', number, result: carryOut() };
  } catch (error) {
    return { kind: 'broken', number, message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
