import type { MetaFunction } from '@remix-run/node'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'

export const meta: MetaFunction = () => [{ title: 'Accessibility - Parley' }]

export default function Accessibility() {
  return (
    <div className="stack-loose">
      <PageHead title="Accessibility" lede="What we build for, what we have tested, and what we have not." />
      <Section title="What we build for">
        <ul className="prose-list">
          <li>The aim is conformance with WCAG 2.2 at level AA.</li>
          <li>
            Every public page, commenting and voting work without JavaScript. The live drafting desk needs it;
            without it the text can be read.
          </li>
          <li>Colour never carries a meaning alone: shapes and words stand beside it.</li>
          <li>Light and dark, printing, forced colours and reduced motion follow your system’s settings.</li>
          <li>Texts in languages written from right to left are shown in their own direction.</li>
          <li>
            Where a page updates itself, a line for screen readers says what changed, and nothing you type in
            is moved.
          </li>
          <li>Errors are listed at the top, with links to the fields, and what you typed is kept.</li>
        </ul>
      </Section>
      <Section title="What is tested">
        <p>
          Automatic checks (axe) of the interface’s parts and of contrast in both colour schemes run with
          every change.
        </p>
      </Section>
      <Section title="What is not good yet">
        <ul className="prose-list">
          <li>No test with screen reader users has been done.</li>
          <li>The interface itself is in English only; norms and comments can be in any language.</li>
          <li>Several people writing in one paragraph at once is hard to follow with a screen reader.</li>
        </ul>
      </Section>
      <Section title="Telling us">
        <p>
          If something keeps you from reading, commenting or voting, tell the secretariat of your forum.
          Whatever can be done here on a page can also be done by it on your behalf, and is recorded as such.
        </p>
      </Section>
    </div>
  )
}
