/** How a scenario writes in which order leaders take writes in, and what they cannot apply. */
import { wordField } from './field.js';

/** `replication.order`. */
export const orderSchema = wordField(['fifo', 'none', 'causal'], {
  about:
    'The order in which a leader takes in what others sent: none as it arrives, fifo the writes ' +
    'of each leader in its order, causal no write before what its leader had seen when it ' +
    'accepted it. What comes too early is held back. Default: fifo where the links keep it by ' +
    'themselves, none where a link is a datagram link or copies come by several ways.',
  example: 'causal',
}).optional();

/** `replication.apply-errors`. */
export const applyErrorsSchema = wordField(['hold', 'stop', 'skip'], {
  about:
    'What a leader does about a replicated update whose record it does not hold: hold keeps it ' +
    'until the record is there, stop takes nothing more in over that link, skip goes on without ' +
    'it. Default: hold.',
  example: 'stop',
}).optional();

/** `replication.repeats`. */
export const repeatsSchema = wordField(['ignore', 'apply'], {
  about:
    'What a leader does with a write that it has taken in before: ignore changes nothing, apply ' +
    'carries it out again, as a server without memory of what it has applied. Default: ignore.',
  example: 'apply',
}).optional();
