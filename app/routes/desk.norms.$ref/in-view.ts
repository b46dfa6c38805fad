type Told = (nearby: boolean) => void

/** Fewer than the server lets one connection join, so that those being written always can. */
const nearbyAtMost = 80
/** What is only scrolled past is not opened. */
const restsMs = 150

/** In the order in which they came. */
const near = new Map<Element, Told>()
const told = new Set<Element>()
const listeners = new Map<Element, Told>()
let observer: IntersectionObserver | null = null
let settling = false

/** One observer for all paragraphs: says whether an element is on the screen, or nearly, once scrolling rests. */
export function isNearby(element: Element, tell: Told): () => void {
  observer ??= new IntersectionObserver(seen, { rootMargin: '200px' })
  listeners.set(element, tell)
  observer.observe(element)
  return () => {
    observer?.unobserve(element)
    listeners.delete(element)
    near.delete(element)
    told.delete(element)
    settleSoon()
  }
}

function seen(entries: IntersectionObserverEntry[]) {
  for (const { target, isIntersecting } of entries) {
    const tell = listeners.get(target)
    if (isIntersecting && tell) near.set(target, tell)
    else near.delete(target)
  }
  settleSoon()
}

function settleSoon() {
  if (settling) return
  settling = true
  setTimeout(() => {
    settling = false
    settle()
  }, restsMs)
}

function settle() {
  const wanted = new Set([...near.keys()].slice(0, nearbyAtMost))
  for (const element of [...told])
    if (!wanted.has(element)) {
      told.delete(element)
      listeners.get(element)?.(false)
    }
  for (const element of wanted)
    if (!told.has(element)) {
      told.add(element)
      near.get(element)?.(true)
    }
}
