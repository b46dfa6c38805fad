import { Button } from '~/ui/kit/button'
import { Notice } from '~/ui/kit/notice'
import type { BracketsPage } from './route'

export function Package({ page: { head, packageDeal, may } }: { page: BracketsPage }) {
  return (
    <>
      {packageDeal && (
        <Notice title="Nothing is agreed until everything is agreed">
          <p>What is agreed or closed below stays provisional until the whole text is adopted.</p>
        </Notice>
      )}
      {may.reopen && (
        <form method="post" action={`/norms/${head.ref}/package`}>
          <input type="hidden" name="package" value={packageDeal ? 'no' : 'yes'} />
          <Button kind="quiet" small>
            {packageDeal
              ? 'Declare that paragraphs are agreed one by one'
              : 'Declare that nothing is agreed until everything is agreed'}
          </Button>
        </form>
      )}
    </>
  )
}
