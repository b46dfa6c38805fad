/** Stands in for lib0/logging, through which Yjs warns: in colours, and with 3 kB of scripts to draw them. */

const colour = Symbol('colour')
export const ORANGE = colour
export const BOLD = colour
export const UNBOLD = colour
export const RED = colour

type Said = string | symbol | object
const written = (said: Said[]) => said.filter((s) => typeof s !== 'symbol')

export const print = (...said: Said[]) => console.info(...written(said))
export const warn = (...said: Said[]) => console.warn(...written(said))
