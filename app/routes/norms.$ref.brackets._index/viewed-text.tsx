import type { BracketPlace } from '~/domain/norms/bracket-place'
import { HeldWords } from '~/ui/brackets/held-words'
import { PlaceForm } from '~/ui/brackets/place-form'
import { Button } from '~/ui/kit/button'
import { Disclosure } from '~/ui/kit/disclosure'
import { SelectField } from '~/ui/kit/field'
import { Section } from '~/ui/layout/section'
import { NormText } from '~/ui/norms/norm-text'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { ParagraphFoot } from './paragraph-foot'
import type { BracketsPage } from './route'

const about = {
  all: 'The live draft with all its brackets.',
  clean: 'What is left when everything in brackets is taken out: the words nobody disputes.',
  as: 'Brackets it holds or supports are taken out, its own alternatives put in, brackets of others opened; those that nobody holds stay.',
}

/** The live text in one of its readings; each reading has an address. Beside each paragraph, its state. */
export function ViewedText({ page }: { page: BracketsPage }) {
  const { head, view, paragraphs, title, items } = page
  const rows = new Map(paragraphs.map((p) => [p.id as string, p]))
  const held = (id: string | null, where: BracketPlace) =>
    items.filter((b) => b.where === where && (where === 'title' || b.paragraphId === id))
  const all = view.is === 'all'
  return (
    <Section title="The text" id="text">
      <div className="stack">
        <Readings page={page} />
        <p className="small muted">{about[view.is]}</p>
        <p className="norm-title" id={paragraphAnchor('Title')} dir="auto" lang={head.language}>
          {all ? <HeldWords norm={head.ref} text={title} brackets={held(null, 'title')} /> : title}
        </p>
        {all && <TitleForm page={page} />}
        <NormText
          lang={head.language}
          level={3}
          paragraphs={paragraphs}
          draw={
            all
              ? ({ id, text }) => <HeldWords norm={head.ref} text={text} brackets={held(id, 'text')} />
              : undefined
          }
          foot={({ id }) => <ParagraphFoot row={rows.get(id)!} page={page} />}
        />
      </div>
    </Section>
  )
}

function Readings({ page: { head, view, delegations } }: { page: BracketsPage }) {
  const at = `/norms/${head.ref}/brackets`
  const links = [
    { href: `${at}#text`, label: 'All brackets', here: view.is === 'all' },
    { href: `${at}?view=clean#text`, label: 'Clean text', here: view.is === 'clean' },
  ]
  return (
    <nav className="readings" aria-label="Readings of the text">
      {links.map(({ href, label, here }) => (
        <a key={href} href={href} aria-current={here ? 'true' : undefined}>
          {label}
        </a>
      ))}
      <form method="get" action={`${at}#text`} className="inline-form">
        <SelectField
          name="as"
          label="As a delegation would have it"
          filter
          prompt="Choose a delegation"
          value={view.is === 'as' ? view.member : ''}
          options={delegations.map(({ member, name }) => ({ value: member, label: name }))}
        />
        <Button kind="quiet">Show</Button>
      </form>
    </nav>
  )
}

/** The title is no paragraph; its brackets are placed here. */
function TitleForm({ page: { head, may, open, holders, paragraphs } }: { page: BracketsPage }) {
  const by = paragraphs[0]
  if (!open || !may.place || !by) return null
  return (
    <Disclosure summary="Put the title, or words of it, into brackets">
      <PlaceForm
        id="title"
        action={`/norms/${head.ref}/paragraphs/${by.id}/brackets`}
        hasHeading={false}
        holders={holders}
        chosen={{ is: 'title' }}
      />
    </Disclosure>
  )
}
