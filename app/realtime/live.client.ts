import type { LiveEntry, WatchAnswer } from '~/contracts/live'
import { connectLive } from './connect.client'

/**
 * Live pages without a framework: when something in one of the page's rooms changes, fetch the page
 * again and swap the regions marked data-live. The server draws everything; a page without this script
 * is the same page, only not by itself up to date.
 */
const rooms = (document.body.dataset.rooms ?? '').split(' ').filter(Boolean)
let shownIndex = Number(document.body.dataset.index ?? 0)
let timer: ReturnType<typeof setTimeout> | undefined
let refreshing = false
let again = false

const socket = connectLive()

socket.on('connect', () => {
  socket.emit('watch', { rooms, since: shownIndex }, (answer: WatchAnswer) => {
    if (!answer.ok) return
    document.documentElement.dataset.live = 'on'
    if (answer.changed) schedule()
  })
})
socket.on('disconnect', () => {
  document.documentElement.dataset.live = 'off'
})
socket.on('entry', (entry: LiveEntry) => {
  if (entry.index >= shownIndex) schedule()
})

/** A little jitter, so that a thousand readers do not ask in the same instant. */
function schedule() {
  if (timer === undefined) timer = setTimeout(() => void refresh(), 40 + Math.random() * 160)
}

async function refresh() {
  timer = undefined
  if (refreshing) {
    again = true
    return
  }
  refreshing = true
  try {
    const answer = await fetch(location.href, { headers: { Accept: 'text/html' }, cache: 'no-cache' })
    if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    // offline: the socket's own reconnection asks again
  } finally {
    refreshing = false
    if (again) {
      again = false
      schedule()
    }
  }
}

function swap(fresh: Document) {
  shownIndex = Math.max(shownIndex, Number(fresh.body.dataset.index ?? 0))
  const told: string[] = []
  for (const region of document.querySelectorAll<HTMLElement>('[data-live][id]')) {
    const next = fresh.getElementById(region.id)
    if (!next || next.innerHTML === region.innerHTML || isInUse(region)) continue
    const open = [...region.querySelectorAll('details[open][id]')].map((d) => d.id)
    const adopted = document.adoptNode(next)
    region.replaceWith(adopted)
    for (const id of open) document.getElementById(id)?.setAttribute('open', '')
    if (adopted.dataset.live) told.push(adopted.dataset.live)
  }
  const status = document.getElementById('live-status')
  if (status && told.length) status.textContent = told.join('. ')
}

/** Never pull a form away from somebody who is typing in it. */
function isInUse(region: HTMLElement) {
  const active = document.activeElement
  return active instanceof HTMLElement && region.contains(active) && active.matches('input, textarea, select')
}
