import { Readable } from 'node:stream';
import { type Channel, COMMENT, type Waiting } from './channel.ts';
import { type Entry, follow, type Start, type Way } from './feed.ts';

/**
 * One reader's event stream, as the body of a response. It pulls: the next frame is looked up when the connection
 * has taken the one before. So hardly anything waits here for a reader that stopped, and that is everybody's.
 */
export class Body<T> extends Readable implements Waiting {
  readonly #channel: Channel<T>;
  readonly #way: Way<T>;
  readonly #onBroken: (error: unknown) => void;
  #destination: NodeJS.WritableStream | null = null;
  #isWaiting = false;
  #takenAt = performance.now();

  /** @param onBroken told of a message that could not be made; the stream goes no further */
  constructor(channel: Channel<T>, start: Start<T>, onBroken: (error: unknown) => void) {
    super({ highWaterMark: 1 });
    this.#channel = channel;
    this.#way = follow(channel.feed, start, channel.sizeOf);
    this.#onBroken = onBroken;
  }

  /** Whether it has had something to read for this long and nothing was taken. */
  isStalled(durationMs: number): boolean {
    return !this.#isWaiting && performance.now() - this.#takenAt > durationMs;
  }

  /** Does what every stream's `pipe` does, without the queue in between: that is half of the cost of a message. */
  override pipe<D extends NodeJS.WritableStream>(destination: D): D {
    this.#destination = destination;
    // Headers go out with the first bytes, and a reader that has missed nothing may wait long for a message.
    destination.write(COMMENT);
    destination.on('drain', () => this.#sendAll());
    this.#sendAll();
    return destination;
  }

  override _read(): void {
    // A sign of life that was taken asks for more as well, while there still is nothing.
    if (!this.#isWaiting) this.#sendAll();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#channel.leave(this);
    done(error);
  }

  position(): number {
    return this.#way.position();
  }

  onNews(): void {
    this.#isWaiting = false;
    this.#sendAll();
  }

  onBeat(bytes: Buffer): void {
    // Where the connection takes nothing, signs of life would pile up.
    if (this.readableLength === 0) this.#write(bytes);
  }

  /** Sends until the connection has enough for now or there is no more; then it waits. */
  #sendAll(): void {
    this.#takenAt = performance.now();
    try {
      let entry = this.#way.next();
      while (entry && this.#send(entry)) entry = this.#way.next();
      this.#isWaiting = entry === null;
    } catch (error) {
      this.#onBroken(error);
    }
    if (this.#isWaiting && !this.destroyed) this.#channel.wait(this);
  }

  /** Whether the connection takes more. */
  #send(entry: Entry<T>): boolean {
    const takesMore = this.#write(this.#channel.frame(entry));
    if (!entry.isFinal) return takesMore;
    // An end without the event `complete` is a break: readers come back.
    if (this.#destination) this.#destination.end();
    else this.push(null);
    return false;
  }

  #write(bytes: Buffer): boolean {
    return this.#destination ? this.#destination.write(bytes) : this.push(bytes);
  }
}
