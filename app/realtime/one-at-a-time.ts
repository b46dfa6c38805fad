/** Runs of one kind, one after the other. What is asked for while one runs is not in it: one more follows, for all who ask. */
export function oneAtATime(run: (full: boolean) => Promise<void>) {
  let running: Promise<void> | null = null
  let following: { full: boolean; done: Promise<void> } | null = null

  function ask(full: boolean): Promise<void> {
    if (!running) {
      running = run(full).finally(() => {
        running = null
      })
      return running
    }
    if (following) following.full ||= full
    else {
      const next = { full, done: running.then(begin, begin) }
      following = next
    }
    return following.done
  }

  function begin(): Promise<void> {
    const full = following?.full ?? false
    following = null
    return ask(full)
  }

  return {
    ask,
    isRunning: () => running !== null,
    done: () => following?.done ?? running ?? Promise.resolve(),
  }
}
