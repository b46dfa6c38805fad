import { Button } from '../kit/button'
import { Instant } from '../time'

export interface SinceLookFacts {
  /** The norm's reference. */
  ref: string
  looked: { version: number; at: string } | null
  latest: number
  /** The text is still open, so there is a draft beside the versions. */
  hasDraft: boolean
}

/** For somebody signed in: what has changed since they last looked, and a button that says "seen". */
export function SinceLook({ since }: { since: SinceLookFacts }) {
  const { ref, looked, latest, hasDraft } = since
  const behind = !looked || looked.version < latest
  return (
    <div className="since-look cluster small">
      {looked ? (
        <Looked since={since} looked={looked} />
      ) : (
        <span>You have not looked at a version of this norm yet.</span>
      )}
      {looked && hasDraft && (
        <a href={`/norms/${ref}/compare?a=${looked.version}&b=draft`}>
          Changed in the draft since version {looked.version}
        </a>
      )}
      {behind && (
        <form method="post" action={`/norms/${ref}/looks`}>
          <Button kind="quiet" small>
            Mark version {latest} as seen
          </Button>
        </form>
      )}
    </div>
  )
}

function Looked({
  since: { ref, latest },
  looked: { version, at },
}: {
  since: SinceLookFacts
  looked: { version: number; at: string }
}) {
  return (
    <>
      <span>
        You last looked at version {version}, on <Instant at={at} />.
      </span>
      {version < latest ? (
        <a href={`/norms/${ref}/compare?a=${version}&b=${latest}`}>
          See what has changed up to version {latest}
        </a>
      ) : (
        <span className="muted">Nothing has been frozen since.</span>
      )}
    </>
  )
}
