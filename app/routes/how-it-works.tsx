import type { MetaFunction } from '@remix-run/node'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'

export const meta: MetaFunction = () => [{ title: 'How it works - Parley' }]

export default function HowItWorks() {
  return (
    <div className="stack-loose">
      <PageHead
        title="How it works"
        lede="From the first words of a text to a decision that anybody can check."
      />
      <Section title="1. Drafting">
        <div className="stack">
          <p>
            The secretariat, the chair or a delegation with a vote proposes a norm in a forum. Delegations
            write its paragraphs together, several at once, on the drafting desk. Words that somebody cannot
            accept stand in square brackets, with the name of who holds them. The number of brackets left says
            how far the negotiation has come.
          </p>
          <p>
            Each paragraph keeps one identity for ever, also when it moves and its number changes. Comments,
            versions and ballots refer to that identity.
          </p>
        </div>
      </Section>
      <Section title="2. Consultation">
        <p>
          The text is out for comment. Delegations and people of accredited organisations comment on a
          paragraph or on the whole, in any language. A comment is public at once. Its author can withdraw it:
          the text is deleted, and only the fact that there was a comment stays.
        </p>
      </Section>
      <Section title="3. Final text">
        <p>
          The secretariat or the chair freezes versions as the work goes on. A frozen version never changes;
          its hash names its words. When a version has no bracket left and the draft is equal to it, the text
          can be made final, and nobody can change it any more.
        </p>
      </Section>
      <Section title="4. Ballot">
        <div className="stack">
          <p>
            When the chair opens a ballot, the text, the rule and the list of members with their weights are
            frozen together. Each delegation casts one vote, can change it until the ballot closes, and gets a
            receipt.
          </p>
          <p>
            The result page gives the rule in words, each test with its numbers, the roll call, and what other
            rules would have said of the same votes. All arithmetic is in exact fractions. Ballots of several
            forums can be joined into one result.
          </p>
        </div>
      </Section>
      <Section title="Checking it yourself">
        <p>
          Every act, from a comment to a result, adds an entry to the <a href="/ledger">ledger</a>. Entries
          are sealed into a tree with a signed root, so that none can be changed, removed or reordered unseen.
          With an export of the ledger, the command <code>parley verify</code> checks the signature and every
          entry and counts every ballot again, without asking this server.
        </p>
      </Section>
      <Section title="Regional guidelines">
        <p>
          A paragraph of a regional forum’s guideline can say which paragraph of another norm it puts into
          practice. Both pages show the link, so that a reader of the global text sees how each region applies
          it.
        </p>
      </Section>
    </div>
  )
}
