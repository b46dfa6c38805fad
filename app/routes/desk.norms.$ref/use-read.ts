import { useEffect, useState } from 'react'

/** Whoever walks through the text by key asks for where they stop. */
const stopsMs = 150

/**
 * What an address of ours answers, read again whenever `again` is another. What was read last stays while the next is
 * on its way, and when it does not come: the router would put its error page in the place of the desk.
 */
export function useRead<T>(address: string | null, again: unknown): T | undefined {
  const [read, setRead] = useState<T>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` is a reason to read, and no part of it
  useEffect(() => {
    if (!address) return
    const leaving = new AbortController()
    const soon = setTimeout(async () => {
      try {
        const answer = await fetch(address, { signal: leaving.signal })
        if (answer.ok) setRead(await answer.json())
      } catch {
        // offline, or overtaken by the next
      }
    }, stopsMs)
    return () => {
      clearTimeout(soon)
      leaving.abort()
    }
  }, [address, again])
  return read
}
