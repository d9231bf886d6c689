// Long work in small pieces, so that the page goes on drawing and answering.

/**
 * Let the browser do what waits; resumes as a task of its own, not delayed as timers are.
 * @returns {Promise<void>}
 */
function pause() {
  return new Promise((resume) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resume();
    };
    port2.postMessage(null);
  });
}

/**
 * Counts steps, tells them to the page and pauses after each.
 * @param {number} total
 * @param {(done: number, total: number) => void} [progress]
 * @returns {() => Promise<void>} to be awaited after each step
 */
export function steps(total, progress = () => {}) {
  let done = 0;
  return async () => {
    done += 1;
    progress(done, total);
    await pause();
  };
}
