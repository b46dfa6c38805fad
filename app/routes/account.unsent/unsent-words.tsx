import { useEffect, useState } from 'react'
import { changes } from '~/domain/documents/save-state'
import type { PersonId } from '~/domain/ids'
import { discardLeft, type KeptWords, wordsLeftBy } from '~/realtime/kept.client'
import { Card } from '~/ui/kit/card'
import { EmptyState } from '~/ui/kit/empty-state'
import { Notice } from '~/ui/kit/notice'

type Found = { is: 'looking' } | { is: 'no-store' } | { is: 'found'; all: KeptWords[] }

export function UnsentWords({ personId }: { personId: PersonId }) {
  const [found, setFound] = useState<Found>({ is: 'looking' })
  useEffect(() => {
    void wordsLeftBy(personId)
      .catch(() => null)
      .then((all) => setFound(all ? { is: 'found', all } : { is: 'no-store' }))
  }, [personId])
  async function discard(words: KeptWords) {
    await discardLeft(words)
    setFound((now) => (now.is === 'found' ? { ...now, all: now.all.filter((w) => w !== words) } : now))
  }
  if (found.is === 'looking') return <p role="status">Looking for words on this device …</p>
  if (found.is === 'no-store')
    return <Notice title="This browser keeps nothing on the device, as private windows of some do not." />
  if (found.all.length === 0)
    return <EmptyState title="No words of yours wait on this device: everything you wrote is stored." />
  return (
    <div className="stack">
      {found.all.map((words) => (
        <OneText key={words.key} words={words} discard={() => discard(words)} />
      ))}
    </div>
  )
}

function OneText({ words, discard }: { words: KeptWords; discard(): Promise<void> }) {
  const { norm, name, edits, at, outbox } = words
  const [step, setStep] = useState<'shown' | 'copied' | 'asked'>('shown')
  const when = new Date(at).toLocaleString(undefined, { dateStyle: 'long', timeStyle: 'short' })
  return (
    <Card level={2} title={`${norm}, ${name.suggestionId ? 'a suggestion' : 'a paragraph'}, ${when}`}>
      <div className="stack-tight">
        <p>
          {changes(edits)} not stored. <a href={`/desk/norms/${norm}`}>Open the draft of {norm}</a> to send
          them, if you may still write there.
        </p>
        <label className="stack-tight">
          The paragraph as you left it:
          <textarea className="control" readOnly dir="auto" rows={4} value={outbox.words} />
        </label>
        <div className="cluster">
          <button
            type="button"
            className="button"
            onClick={() => navigator.clipboard.writeText(outbox.words).then(() => setStep('copied'))}
          >
            Copy these words
          </button>
          {step === 'asked' ? (
            <>
              <button type="button" className="button button-danger" onClick={() => void discard()}>
                Discard them for good
              </button>
              <button type="button" className="button button-quiet" onClick={() => setStep('shown')}>
                Keep them
              </button>
            </>
          ) : (
            <button type="button" className="button button-quiet" onClick={() => setStep('asked')}>
              Discard …
            </button>
          )}
          <span role="status">{step === 'copied' && 'Copied.'}</span>
        </div>
      </div>
    </Card>
  )
}
