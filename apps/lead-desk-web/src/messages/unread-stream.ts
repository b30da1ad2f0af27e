const againMs = 5_000;
const lock = 'lead-desk messages';

/**
 * Tells how many messages are unread whenever that changes, to every tab: one of them follows the stream and tells the others, since
 * a browser keeps few connections to one address. Returns how to stop.
 */
export function followUnread(tell: (unread: number) => void): () => void {
  const channel = new BroadcastChannel(lock);
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data === 'number') tell(data);
  });
  const stop = new AbortController();
  const lead = () => {
    stop.signal.throwIfAborted();
    return follow((unread) => {
      tell(unread);
      channel.postMessage(unread);
    }, stop.signal);
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
function follow(tell: (unread: number) => void, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    let stream: EventSource;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const open = () => {
      stream = new EventSource('/api/messages/live');
      stream.addEventListener('unread', ({ data }: MessageEvent<string>) => {
        // The lead desk writes it; the API's document says its shape.
        const { unread } = JSON.parse(data) as { unread?: number };
        if (unread !== undefined) tell(unread);
      });
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
