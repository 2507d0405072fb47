/**
 * Runs a task never twice at a time: who asks while it runs gets one more run after it, together with all others who
 * ask meanwhile.
 *
 * @param isOver nothing is run again from then on
 */
export function oneAtATime(task: () => Promise<void>, isOver: () => boolean): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;

  async function runAll(): Promise<void> {
    do {
      again = false;
      await task();
    } while (again && !isOver());
  }

  return () => {
    if (running) again = true;
    else
      running = runAll().finally(() => {
        running = null;
      });
    return running;
  };
}
