import { memo, Suspense } from 'react'
import { flaggedReferences } from '~/ui/norms/text-links'
import { FlaggedReferences, TermList } from './on-use'
import type { DeskData, DraftParagraph } from './route'

/** What concerns the text as a whole: references to look at, and the terms it defines. */
export const WholeText = memo(function WholeText({
  paragraphs,
  terms,
}: {
  paragraphs: readonly DraftParagraph[]
  terms: DeskData['terms']
}) {
  const references = Object.fromEntries(paragraphs.map((p) => [p.id, p.references?.located ?? []]))
  const flagged = flaggedReferences({ paragraphs, references })
  return (
    <Suspense>
      {flagged.length > 0 && (
        <FlaggedReferences flagged={flagged} hrefOf={({ paragraphId }) => `#${paragraphId}`} />
      )}
      {terms.length > 0 && (
        <TermList
          terms={terms}
          numberOf={(id) => paragraphs.find((p) => p.id === id)?.number ?? ''}
          hrefOf={(id) => `#${id}`}
        />
      )}
    </Suspense>
  )
})
