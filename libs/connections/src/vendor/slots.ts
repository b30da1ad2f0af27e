export class ClientClosed extends Error {
  readonly code = 'clientClosed';
  readonly retriable = true;

  constructor() {
    super('this process is stopping and asks nobody any more');
    this.name = 'ClientClosed';
  }
}

interface Waiting {
  readonly go: () => void;
  readonly refuse: (error: ClientClosed) => void;
}

/** So many at once, the others in the order they came. */
export class Slots {
  private taken = 0;
  private most = 1;
  private readonly waiting: Waiting[] = [];

  /** @param most as the connection's settings say now */
  async enter(most: number): Promise<void> {
    this.most = most;
    if (this.taken < most) {
      this.taken += 1;
      return;
    }
    // Whoever leaves hands over its slot, so that nobody slips in between.
    await new Promise<void>((go, refuse) => void this.waiting.push({ go, refuse }));
  }

  leave(): void {
    this.taken -= 1;
    while (this.taken < this.most) {
      const next = this.waiting.shift();
      if (!next) return;
      this.taken += 1;
      next.go();
    }
  }

  close(): void {
    for (const { refuse } of this.waiting.splice(0)) refuse(new ClientClosed());
  }
}
