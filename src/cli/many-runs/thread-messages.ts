/** What is said between a pool and its threads, whatever they carry out. */

/** An order and its number: by place in the order in which they were drawn, from 0. */
export interface NumberedOrder<Order> {
  readonly number: number;
  readonly order: Order;
}

/** What a thread is told: first how it is set up, then order after order. */
export type ThreadMessage<Setup, Order> =
  | { readonly kind: 'setup'; readonly setup: Setup }
  | ({ readonly kind: 'order' } & NumberedOrder<Order>);

/** What a thread answers. */
export type ThreadAnswer<Result> =
  | { readonly kind: 'done'; readonly number: number; readonly result: Result }
  /** It broke off by a fault of ours. */
  | { readonly kind: 'broken'; readonly number: number; readonly message: string };
