import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { notFound } from '~/answer.server'
import { EntryIndex } from '~/contracts/ledger'
import { hexEncode } from '~/domain/bytes'
import { foldInclusion, inclusionNodes } from '~/domain/ledger/merkle'
import { withheldVotes } from '~/pages/ledger.server'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Disclosure } from '~/ui/kit/disclosure'
import { Notice } from '~/ui/kit/notice'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { actInWords, SubjectLink } from '~/ui/ledger/subject-link'
import { Instant } from '~/ui/time'
import { ledger, sha256 } from '~db/stores/ledger'

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data ? `Entry ${data.index}` : 'No such entry'} - Ledger - Parley` },
]

export async function loader({ params, context }: LoaderFunctionArgs) {
  const index = EntryIndex.safeParse(params.index)
  const { read } = context.deps.store
  const entry = index.success && index.data < 2 ** 31 ? await ledger(read).find(index.data) : null
  if (!entry) notFound('ledger entry')
  const size = await ledger(read).size()
  const withheld = (await withheldVotes(read))(entry)
  const nodes = await ledger(read).nodes(inclusionNodes(entry.index!, size))
  return {
    index: entry.index!,
    size,
    type: entry.type,
    subject: entry.subject,
    at: entry.at.toISOString(),
    body: withheld ? null : entry.body,
    by: (JSON.parse(entry.body) as { by: Record<string, string> }).by.as,
    leaf: hexEncode(entry.leaf),
    proof: foldInclusion(sha256, entry.index!, size, nodes).map(hexEncode),
  }
}

export default function Entry() {
  const { index, size, type, subject, at, body, by, leaf, proof } = useLoaderData<typeof loader>()
  return (
    <>
      <PageHead eyebrow={<a href="/ledger">Ledger</a>} title={`Entry ${index}`} lede={actInWords(type)} />
      <DefinitionList
        facts={[
          { term: 'About', value: <SubjectLink subject={subject} /> },
          { term: 'Done as', value: by },
          { term: 'When', value: <Instant at={at} seconds /> },
          { term: 'Leaf hash', value: <CopyableHash value={leaf} full /> },
        ]}
      />
      <Section title="What was written">
        <div className="stack">
          {body === null ? (
            <Notice title="Withheld until the ballot has closed">
              <p>
                How a member votes is shown nowhere before. The entry itself is fixed: its hash stands above.
              </p>
            </Notice>
          ) : (
            <>
              <p className="muted">
                The canonical text exactly as it was hashed, and the same text laid out to be read.
              </p>
              <pre className="code-block">{JSON.stringify(JSON.parse(body), null, 2)}</pre>
              <Disclosure summary="Canonical text">
                <pre className="code-block">{body}</pre>
              </Disclosure>
            </>
          )}
        </div>
      </Section>
      <Section title="Proof that it is in the ledger">
        <div className="stack">
          <p>
            With these {proof.length} hashes, entry {index} gives the root of all{' '}
            {size.toLocaleString('en-GB')} entries, which the <a href="/ledger/checkpoint">checkpoint</a>{' '}
            signs (RFC 6962).
          </p>
          <ol className="hash-list">
            {proof.map((hash) => (
              <li key={hash}>
                <CopyableHash value={hash} full />
              </li>
            ))}
          </ol>
        </div>
      </Section>
      <nav className="cluster section" aria-label="Neighbouring entries">
        {index > 0 && <a href={`/ledger/${index - 1}`}>Entry {index - 1}</a>}
        {index + 1 < size && <a href={`/ledger/${index + 1}`}>Entry {index + 1}</a>}
      </nav>
    </>
  )
}
