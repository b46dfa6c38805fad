import { Suspense, useEffect, useRef, useState } from 'react'
import { HeldWords } from '~/ui/brackets/held-words'
import { HeadingEditor } from './on-use'
import type { ParagraphProps } from './paragraph'
import { useClick } from './use-click'

/** D29: a paragraph's heading, which is written where it stands. */
export function useHeading(props: ParagraphProps, mayEdit: boolean) {
  const { paragraph, norm, brackets, live, language, run } = props
  const { id, number, heading } = paragraph
  const [naming, setNaming] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const wasNaming = useRef(false)
  useEffect(() => {
    // whoever was in the field goes on from its button, or from the paragraph where there is none
    if (wasNaming.current && !naming) (button.current ?? document.getElementById(id))?.focus()
    wasNaming.current = naming
  }, [naming, id])
  const mayName = mayEdit && live !== null
  const words = useClick(mayName && !naming && heading !== '', () => setNaming(true))
  const shown = naming ? (
    <Suspense fallback={<h3 className="para-heading">{heading}</h3>}>
      <HeadingEditor
        {...{ norm, paragraph, language, run }}
        close={() => setNaming(false)}
        isReadOnly={!mayEdit}
      />
    </Suspense>
  ) : heading ? (
    <h3 className="para-heading" ref={words}>
      <HeldWords norm={norm} text={heading} brackets={brackets.filter((b) => b.where === 'heading')} />
    </h3>
  ) : null
  const tool = mayName && !naming && (heading !== '' || paragraph.kind === 'article') && (
    <button type="button" className="draft-edit" data-heading ref={button} onClick={() => setNaming(true)}>
      {heading ? 'Heading' : 'Add a heading'}{' '}
      <span className="visually-hidden">
        {heading ? 'of' : 'to'} paragraph {number}
      </span>
    </button>
  )
  return { shown, tool }
}
