import { HeldWords } from '~/ui/brackets/held-words'
import { LinkButton } from '~/ui/kit/button'
import { PageHead } from '~/ui/layout/page-head'
import { StageChip } from '~/ui/norms/stage-line'
import { type ByParagraph, noBrackets } from './by-paragraph'
import type { DeskData } from './route'
import { Shortcuts } from './shortcuts'

interface DeskHeadProps {
  desk: DeskData
  isLive: boolean
  bracketsIn: ByParagraph
}

/** Which norm this is, and what is done with the draft as a whole. */
export function DeskHead({ desk, isLive, bracketsIn }: DeskHeadProps) {
  const { ref, title, stage, language, forum } = desk
  return (
    <PageHead
      eyebrow={
        <>
          <a href={`/norms/${ref}`}>{ref}</a> · <a href={`/forums/${forum.slug}`}>{forum.name}</a>{' '}
          <StageChip stage={stage} />
        </>
      }
      title={
        <bdi lang={language}>
          <HeldWords norm={ref} text={title} brackets={bracketsIn.get(null) ?? noBrackets} />
        </bdi>
      }
      actions={
        <>
          {isLive && desk.mayEdit && <Shortcuts />}
          {desk.mayFreeze && (
            <LinkButton href={`/norms/${ref}/versions#freeze`} kind="quiet">
              Freeze a version …
            </LinkButton>
          )}
        </>
      }
    />
  )
}
