import type { ServerBuild } from '@remix-run/node'

interface RouteRow {
  id: string
  parentId?: string
  path?: string
}

/**
 * The router ranks every route anew on each request, so each first URL segment gets a build with only
 * its own routes (a third of the CPU at 80 routes). '/' and pathless routes are in every area, because
 * the client takes them as known; lazy discovery fetches the rest from /__manifest.
 */
export function splitByFirstSegment(full: ServerBuild) {
  const routes = full.routes as Record<string, RouteRow>
  const lineage = (id: string) => {
    const chain: RouteRow[] = []
    for (let r = routes[id]; r; r = routes[r.parentId ?? '']) chain.push(r)
    return chain
  }
  const parents = new Set(Object.values(routes).map((r) => r.parentId))
  const groups = new Map<string, string[]>()
  const everywhere: string[] = []
  for (const id in routes) {
    if (parents.has(id) && !routes[id]!.path) continue
    const path = lineage(id)
      .reverse()
      .map((r) => r.path ?? '')
      .join('/')
    const segment = path.split('/').filter(Boolean)[0] ?? ''
    if (!segment || /^[:*]|\?$/.test(segment)) everywhere.push(id)
    else groups.set(segment, [...(groups.get(segment) ?? []), id])
  }
  const pick = (ids: string[]) => {
    const keep = new Set(['root', ...[...ids, ...everywhere].flatMap(lineage).map((r) => r.id)])
    const only = (all: object) => Object.fromEntries(Object.entries(all).filter(([id]) => keep.has(id)))
    const assets = { ...full.assets, routes: only(full.assets.routes) }
    return { ...full, routes: only(full.routes), assets } as ServerBuild
  }
  const areas = new Map([...groups].map(([segment, ids]) => [segment.toLowerCase(), pick(ids)]))
  const rest = pick([])
  return (pathname: string): ServerBuild => {
    if (pathname === '/__manifest') return full
    const segment = pathname.split('/')[1]!.replace(/\.data$/, '')
    return areas.get(segment.toLowerCase()) ?? rest
  }
}
