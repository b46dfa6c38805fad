import { Section } from '~/ui/layout/section'
import { NormText } from '~/ui/norms/norm-text'
import type { BracketsPage } from './route'

const about = {
  all: 'The live draft with all its brackets.',
  clean: 'What is left when everything in brackets is taken out: the words nobody disputes.',
  as: 'Brackets it holds or supports are taken out, its own alternatives put in, brackets of others opened; those that nobody holds stay.',
}

/** The live text in one of its readings; each reading is a link. */
export function ViewedText({ page }: { page: BracketsPage }) {
  const { head, view, delegations, paragraphs, title } = page
  const at = `/norms/${head.ref}/brackets`
  const links = [
    { href: `${at}#text`, label: 'All brackets', here: view.is === 'all' },
    { href: `${at}?view=clean#text`, label: 'Clean text', here: view.is === 'clean' },
    ...delegations.map(({ name, member }) => ({
      href: `${at}?as=${encodeURIComponent(member)}#text`,
      label: `As ${name} would have it`,
      here: view.is === 'as' && view.member === member,
    })),
  ]
  return (
    <Section title="The text" id="text">
      <div className="stack">
        <nav aria-label="Readings of the text">
          <ul className="readings">
            {links.map(({ href, label, here }) => (
              <li key={href}>
                <a href={href} aria-current={here ? 'true' : undefined}>
                  <bdi>{label}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p className="small muted">{about[view.is]}</p>
        <p className="norm-title" dir="auto" lang={head.language}>
          {title}
        </p>
        <NormText lang={head.language} level={3} paragraphs={paragraphs} />
      </div>
    </Section>
  )
}
