import type { StubTime } from './stub-time';

/** A message to the consumer of a queue, like `terminate_instance`. */
export interface Message<Consumer, Reply = void> {
  readonly name: string;
  readonly handle: (consumer: Consumer) => Promise<Reply>;
}

/** What became of a blocking call. */
export type CallOutcome<Reply> = { readonly kind: 'answered'; readonly reply: Reply } | { readonly kind: 'timed out' };

interface Mailbox<Consumer> {
  readonly waiting: Message<Consumer, unknown>[];
  consumer: Consumer | undefined;
}

/**
 * The message broker between Nova's services: one queue per host. A message to a host whose process does not run waits
 * there until it does.
 */
export class Broker<Consumer> {
  readonly #time: StubTime;
  readonly #responseTimeoutSeconds: number;
  readonly #mailboxes = new Map<string, Mailbox<Consumer>>();

  /** @param responseTimeoutSeconds `rpc_response_timeout`, in the stub's time */
  constructor(time: StubTime, responseTimeoutSeconds: number) {
    this.#time = time;
    this.#responseTimeoutSeconds = responseTimeoutSeconds;
  }

  /** A process begins to read a host's queue; what has waited there is delivered. */
  listen(host: string, consumer: Consumer): void {
    const mailbox = this.#mailbox(host);
    mailbox.consumer = consumer;
    for (const message of mailbox.waiting) this.#scheduleDelivery(host, message.name);
  }

  /** Nobody reads the host's queue any more. */
  close(host: string): void {
    this.#mailbox(host).consumer = undefined;
  }

  /** Sends a message and does not wait for what comes of it. */
  cast(host: string, message: Message<Consumer>): void {
    const mailbox = this.#mailbox(host);
    mailbox.waiting.push(message);
    if (mailbox.consumer !== undefined) this.#scheduleDelivery(host, message.name);
  }

  /**
   * Sends a message and waits for its reply: at most `rpc_response_timeout`, and so long when nobody reads the queue.
   * A message that nobody has read by then expires: RabbitMQ drops it.
   */
  async call<Reply>(host: string, message: Message<Consumer, Reply>): Promise<CallOutcome<Reply>> {
    const mailbox = this.#mailbox(host);
    if (mailbox.consumer !== undefined) return { kind: 'answered', reply: await message.handle(mailbox.consumer) };
    let outcome: CallOutcome<Reply> = { kind: 'timed out' };
    const waiting: Message<Consumer> = {
      name: message.name,
      handle: async (consumer) => {
        outcome = { kind: 'answered', reply: await message.handle(consumer) };
      },
    };
    mailbox.waiting.push(waiting);
    await this.#time.park(this.#responseTimeoutSeconds, `${message.name} on ${host}`);
    const index = mailbox.waiting.indexOf(waiting);
    if (index !== -1) mailbox.waiting.splice(index, 1);
    return outcome;
  }

  #mailbox(host: string): Mailbox<Consumer> {
    const known = this.#mailboxes.get(host);
    if (known !== undefined) return known;
    const mailbox: Mailbox<Consumer> = { waiting: [], consumer: undefined };
    this.#mailboxes.set(host, mailbox);
    return mailbox;
  }

  #scheduleDelivery(host: string, name: string): void {
    this.#time.queue.cast(`${name} on ${host}`, async () => {
      const { consumer, waiting } = this.#mailbox(host);
      if (consumer === undefined) return;
      await waiting.shift()?.handle(consumer);
    });
  }
}
