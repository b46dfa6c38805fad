import type { MarginData } from '~/routes/desk.norms.$ref_.margin'
import { Chip } from '~/ui/kit/chip'
import { Instant } from '~/ui/time'

/** Open amendments, each with what it would change. */
export function AmendmentList({ norm, data }: { norm: string; data: MarginData }) {
  return (
    <>
      {data.amendments.length === 0 && <p className="small muted">No amendment is open.</p>}
      {data.amendments.map(({ ref, title, lang, by, runs }) => (
        <article key={ref} className="comment-card small" aria-label={`Amendment ${ref}`}>
          <p>
            <a href={`/norms/${norm}/amendments/${ref}`}>
              <strong>{ref}</strong> {title}
            </a>
          </p>
          <p className="muted">
            <bdi>{by.join(', ') || 'No sponsor'}</bdi>
          </p>
          <p className="norm-text redline" lang={lang} dir="auto">
            {runs.map(({ kind, text }, i) => {
              const Tag = kind === 'same' ? 'span' : kind
              // biome-ignore lint/suspicious/noArrayIndexKey: runs have no identity and keep their order
              return <Tag key={i}>{kind === 'same' && text.length > 80 ? shortened(text) : text}</Tag>
            })}
          </p>
        </article>
      ))}
    </>
  )
}

/** Words that stay are shown beside those that change, not all of them. */
const shortened = (text: string) => `${[...text].slice(0, 30).join('')} … ${[...text].slice(-30).join('')}`

/** What was done last. */
export function ActList({ data }: { data: MarginData }) {
  return (
    <>
      <ul className="entry-list">
        {data.acts.map(({ index, at, who, text, href: to }) => (
          <li key={index} className="small stack-tight">
            <p>{to ? <a href={to}>{text}</a> : text}</p>
            <p className="muted">
              {who && (
                <>
                  <bdi>{who}</bdi> ·{' '}
                </>
              )}
              <Instant at={at} /> · <a href={`/ledger/${index}`}>entry {index}</a>
            </p>
          </li>
        ))}
      </ul>
      {data.acts.length === 0 && <Chip>Nothing was done yet</Chip>}
    </>
  )
}
