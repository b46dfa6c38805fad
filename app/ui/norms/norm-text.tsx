import type { ReactNode } from 'react'
import { dirOf } from '~/domain/languages'
import { classes } from '../kit/classes'
import { hasBracket } from './bracket-tree'
import { Bracketed } from './bracketed'
import { paragraphAnchor, type ShownParagraph } from './paragraph'
import type { TextLink } from './text-links'

interface NormTextProps {
  paragraphs: readonly ShownParagraph[]
  /** What stands under a paragraph: comments, changes, links. */
  foot?: (paragraph: ShownParagraph) => ReactNode
  /** How the words of a paragraph are drawn; with brackets set apart unless told. */
  draw?: (paragraph: ShownParagraph) => ReactNode
  /** Where the numbers link to; the paragraph itself unless told. */
  linkTo?: (paragraph: ShownParagraph) => string
  /** References and terms in the words of a paragraph. */
  links?: (paragraph: ShownParagraph) => readonly TextLink[]
  lang?: string
  dir?: 'ltr' | 'rtl'
  /** The rank of article headings in the page's outline. */
  level?: HeadingLevel
}

export type HeadingLevel = 2 | 3 | 4

/** The words of a norm, each paragraph under its number, which is a link to it; its id is an anchor too. */
export function NormText({ paragraphs, foot, draw, linkTo, links, lang, dir, level }: NormTextProps) {
  const bracketed = paragraphs.some((p) => hasBracket(p.text) || hasBracket(p.heading ?? ''))
  return (
    <>
      {bracketed && <BracketKey />}
      <div className="norm-text" lang={lang} dir={dir ?? dirOf(lang)}>
        {paragraphs.map((p) => (
          <Paragraph
            key={p.id}
            paragraph={p}
            href={linkTo?.(p)}
            foot={foot?.(p)}
            links={links?.(p)}
            words={draw?.(p)}
            level={level}
          />
        ))}
      </div>
    </>
  )
}

function BracketKey() {
  return (
    <p className="bracket-key">
      Words in square brackets, <span className="bracket">[like these]</span>, are not agreed yet. Brackets
      inside brackets mark a part that is disputed on its own.
    </p>
  )
}

interface ParagraphProps {
  paragraph: ShownParagraph
  href?: string | undefined
  foot?: ReactNode
  words?: ReactNode
  links: readonly TextLink[] | undefined
  level: HeadingLevel | undefined
}

function Paragraph({ paragraph, href, foot, words, links, level }: ParagraphProps) {
  const { id, number, kind, heading, text, lang, dir } = paragraph
  const anchor = paragraphAnchor(number)
  return (
    <div className={classes('para', `para-${kind}`)} id={anchor}>
      <a className="para-number" id={id} href={href ?? `#${anchor}`} aria-label={`Paragraph ${number}`}>
        {number}
      </a>
      <ParagraphWords heading={heading} lang={lang} dir={dir} level={level}>
        {text && (words ?? <Bracketed text={text} links={links} />)}
      </ParagraphWords>
      {foot && (
        <div className="para-foot" lang="en">
          {foot}
        </div>
      )}
    </div>
  )
}

interface WordsProps {
  heading?: ReactNode
  lang?: string | undefined
  dir?: 'ltr' | 'rtl' | undefined
  level?: HeadingLevel | undefined
  children: ReactNode
}

/** Shared with the redline, so that a compared text looks like the text. */
export function ParagraphWords({ heading, lang, dir, level = 2, children }: WordsProps) {
  const Heading = `h${level}` as const
  return (
    <div lang={lang} dir={dir ?? 'auto'}>
      {heading && (
        <Heading className="para-heading">
          {typeof heading === 'string' ? <Bracketed text={heading} /> : heading}
        </Heading>
      )}
      {children && <p className="para-words">{children}</p>}
    </div>
  )
}
