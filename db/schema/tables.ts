import type { Kit } from '../kit'
import { defineAmendments } from './amendments'
import { defineBallots } from './ballots'
import { defineComments } from './comments'
import { defineDocuments } from './documents'
import { defineForums } from './forums'
import { defineLedger } from './ledger'
import { defineNorms } from './norms'
import { defineOperations } from './operations'
import { definePeople } from './people'
import { defineReferences } from './references'

/** The whole schema on one engine's column kit. */
export function defineSchema(k: Kit) {
  const people = definePeople(k)
  const forums = defineForums(k, people)
  const norms = defineNorms(k, forums)
  return {
    ...people,
    ...forums,
    ...norms,
    ...defineReferences(k, norms),
    ...defineDocuments(k),
    ...defineComments(k, norms),
    ...defineAmendments(k, norms),
    ...defineBallots(k, forums),
    ...defineLedger(k),
    ...defineOperations(k),
  }
}
export type Schema = ReturnType<typeof defineSchema>
