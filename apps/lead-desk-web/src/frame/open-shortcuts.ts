let show: () => void = () => undefined;

export const openShortcuts = (): void => show();

/** Who shows them; returns how to stop. */
export function whenShortcutsAreAsked(open: () => void): () => void {
  show = open;
  return () => {
    show = () => undefined;
  };
}
