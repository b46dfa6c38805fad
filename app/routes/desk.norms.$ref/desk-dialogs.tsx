import { Suspense } from 'react'
import type { Acts } from './acts'
import type { Asked } from './bracket-dialog'
import { BlockMenu, BracketDialog } from './on-use'
import type { DeskData } from './route'
import type { Menu } from './use-drafting'

interface DeskDialogsProps {
  desk: DeskData
  run: Acts['run']
  asked: Asked | null
  ask(asked: null): void
  menu: Menu | null
  closeMenu(): void
  /** Absent for whoever may not. */
  comment: ((menu: Menu) => void) | undefined
}

/** What is asked about a bracket, and the menu of one paragraph. */
export function DeskDialogs({ desk, run, asked, ask, menu, closeMenu, comment }: DeskDialogsProps) {
  const { ref, paragraphs, mayArrange } = desk
  const menuAt = paragraphs.findIndex((p) => p.id === menu?.id)
  return (
    <div className="desk-dialogs">
      <Suspense>
        {asked && <BracketDialog norm={ref} asked={asked} run={run} close={() => ask(null)} />}
        {menu && menuAt >= 0 && (
          <BlockMenu
            norm={ref}
            paragraph={paragraphs[menuAt]!}
            isFirst={menuAt === 0}
            isLast={menuAt === paragraphs.length - 1}
            mayArrange={mayArrange}
            place={menu.editing?.place}
            bracket={menu.editing?.bracket}
            refer={menu.editing?.refer}
            define={menu.editing?.define}
            comment={comment && (() => comment(menu))}
            run={run}
            close={closeMenu}
          />
        )}
      </Suspense>
    </div>
  )
}
