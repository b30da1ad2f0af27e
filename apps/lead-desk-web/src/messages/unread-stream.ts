const againMs = 5_000;
const lock = 'lead-desk messages';

interface Told {
  unread(count: number): void;
  /** There is a newer lead, or the stream was away and there may be one. */
  leads(): void;
}

/**
 * Tells how many messages are unread and that there is a newer lead whenever that changes, to every tab: one of them follows the stream and tells the others, since
 * a browser keeps few connections to one address. Returns how to stop.
 */
export function followDesk(tell: Told): () => void {
  const channel = new BroadcastChannel(lock);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') tell.unread(data);
    else if (data === 'leads') tell.leads();
  });
  const stop = new AbortController();
  const lead = () => {
    stop.signal.throwIfAborted();
    return follow(
      {
        unread: (count) => {
          tell.unread(count);
          channel.postMessage(count);
        },
        leads: () => {
          tell.leads();
          channel.postMessage('leads');
        },
      },
      stop.signal,
    );
  };
  // Only pages that came over https, or from this machine, have locks; without, each follows for itself.
  const locks: LockManager | undefined = navigator.locks;
  const leading = locks ? locks.request(lock, { signal: stop.signal }, lead) : lead();
  leading.catch(() => undefined); // Stopped while another tab led.
  return () => {
    stop.abort();
    channel.close();
  };
}

/** Follows the stream until it is stopped. */
function follow(tell: Told, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let stream: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource('/api/messages/live');
      stream.addEventListener('unread', ({ data }: MessageEvent<string>) => {
        // The lead desk writes it; the API's document says its shape.
        const { unread } = JSON.parse(data) as { unread?: number };
        if (unread !== undefined) tell.unread(unread);
      });
      stream.addEventListener('leads', () => tell.leads());
      stream.addEventListener('error', () => {
        // The browser tries again by itself, but not after an answer that is no stream.
        if (stream.readyState === EventSource.CLOSED) timer = setTimeout(open, againMs);
      });
    };
    open();
    stop.addEventListener('abort', () => {
      clearTimeout(timer);
      stream.close();
      resolve();
    });
  });
}
