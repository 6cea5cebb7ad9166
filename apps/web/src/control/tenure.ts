/**
 * Which of several windows writes a draft. One at a time: the others look at it and follow.
 *
 * The first to ask has it. It holds a lock of the browser (Web Locks) as long as it lives, so a window that was killed lets go by dying; without that
 * interface the windows ask each other over a BroadcastChannel, and silence means that nobody has it; without that too, only the writer's mark in
 * the store decides. Taking over asks the holder to save and let go, and after `patience_ms` takes the draft without it: a frozen window answers nothing.
 */

export interface TenureParts {
  readonly locks: LockManager | null;
  readonly channel: BroadcastChannel | null;
  /** This window. */
  readonly tab: string;
  /** Told when this window may write the draft it asked for after all. */
  readonly onGained: () => void;
  /** Told when another window has taken the draft. */
  readonly onLost: () => void;
  /** Another window asks for the draft: save what is unsaved. */
  readonly beforeYield: () => Promise<void>;
  /** Another window has written the draft. */
  readonly onWritten: () => void;
}

interface Message {
  readonly draft: string;
  readonly from: string;
  readonly say: 'who has it' | 'I have it' | 'let go' | 'left' | 'written';
}

/** How long an answer of another window is waited for, and how long one that was asked to let go may take. */
export const answer_ms = 200;
export const patience_ms = 1500;

export class Tenure {
  readonly #parts: TenureParts;
  #draft: string | null = null;
  #holds = false;
  /** Ends the hold of the lock. */
  #release: (() => void) | null = null;
  #waiting: AbortController | null = null;
  #answered: (() => void) | null = null;
  #gained: (() => void) | null = null;

  constructor(parts: TenureParts) {
    this.#parts = parts;
    parts.channel?.addEventListener('message', (event: MessageEvent<Message>) => void this.#hear(event.data));
  }

  get holds(): boolean {
    return this.#holds;
  }

  /** Asks to write a draft, and gives up the one before. Whether this window may. */
  async ask(draft: string): Promise<boolean> {
    this.leave();
    this.#draft = draft;
    const got =
      this.#parts.locks === null ? await this.#askOthers(draft) : await this.#lock(draft, { ifAvailable: true });
    if (this.#draft !== draft) return false;
    this.#holds = got;
    if (!got) this.#wait(draft);
    return got;
  }

  /** Takes the draft from whoever has it. */
  async takeOver(): Promise<void> {
    const draft = this.#draft;
    if (draft === null || this.#holds) return;
    const gained = new Promise<void>((resolve) => (this.#gained = resolve));
    this.#say('let go', draft);
    await Promise.race([gained, new Promise((resolve) => setTimeout(resolve, patience_ms))]);
    this.#gained = null;
    if (this.#draft !== draft || this.#holds) return;
    this.#waiting?.abort();
    if (this.#parts.locks !== null) await this.#lock(draft, { steal: true });
    this.#gain();
  }

  /** Tells the others that the draft was written. */
  tellWritten(): void {
    if (this.#draft !== null) this.#say('written', this.#draft);
  }

  /** The writer's mark in the store was another's: this window has lost the draft without hearing of it. */
  lose(): void {
    if (!this.#holds) return;
    this.#holds = false;
    this.#release?.();
    this.#parts.onLost();
    if (this.#draft !== null) this.#wait(this.#draft);
  }

  /** Gives the draft up. */
  leave(): void {
    const draft = this.#draft;
    this.#draft = null;
    this.#waiting?.abort();
    this.#waiting = null;
    if (!this.#holds) return;
    this.#holds = false;
    this.#release?.();
    if (draft !== null) this.#say('left', draft);
  }

  #gain(): void {
    this.#holds = true;
    this.#gained?.();
    this.#parts.onGained();
  }

  /** Takes the lock and keeps it until it is released; false when it is not to be had. */
  #lock(draft: string, options: LockOptions): Promise<boolean> {
    return new Promise((resolve) => {
      const kept = this.#parts.locks!.request(`weft ${draft}`, options, (lock) => {
        if (lock === null) return resolve(false);
        const over = new Promise<void>((release) => (this.#release = release));
        resolve(true);
        return over;
      });
      // Rejects when another window took the lock by force, or when waiting was given up.
      kept.catch(() => {
        resolve(false);
        if (this.#draft === draft && !options.signal?.aborted) this.lose();
      });
    });
  }

  /** Comes by the draft when its holder goes. */
  #wait(draft: string): void {
    if (this.#parts.locks === null) return;
    const waiting = new AbortController();
    this.#waiting = waiting;
    void this.#lock(draft, { signal: waiting.signal }).then((got) => {
      if (!got) return;
      if (this.#draft === draft && !this.#holds) this.#gain();
      else this.#release?.();
    });
  }

  async #askOthers(draft: string): Promise<boolean> {
    if (this.#parts.channel === null) return true;
    const answered = new Promise<boolean>((resolve) => (this.#answered = () => resolve(true)));
    this.#say('who has it', draft);
    const silence = new Promise<boolean>((resolve) => setTimeout(resolve, answer_ms, false));
    const taken = await Promise.race([answered, silence]);
    this.#answered = null;
    return !taken;
  }

  #say(say: Message['say'], draft: string): void {
    this.#parts.channel?.postMessage({ draft, from: this.#parts.tab, say } satisfies Message);
  }

  async #hear({ draft, from, say }: Message): Promise<void> {
    if (draft !== this.#draft || from === this.#parts.tab) return;
    switch (say) {
      case 'who has it':
        // Of two that ask at once, the one of the smaller name has it.
        if (this.#holds || (this.#answered !== null && this.#parts.tab < from)) this.#say('I have it', draft);
        return;
      case 'I have it':
        this.#answered?.();
        return;
      case 'let go':
        if (!this.#holds) return;
        await this.#parts.beforeYield();
        if (this.#draft !== draft) return;
        this.#holds = false;
        this.#release?.();
        this.#say('left', draft);
        this.#parts.onLost();
        // Behind the one that asked: its request stands first in the line.
        this.#wait(draft);
        return;
      case 'left':
        // With locks the lock itself comes; without them, who waits asks again.
        if (this.#parts.locks === null && !this.#holds && (await this.#askOthers(draft)) && this.#draft === draft)
          this.#gain();
        return;
      case 'written':
        if (!this.#holds) this.#parts.onWritten();
    }
  }
}
