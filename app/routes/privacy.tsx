import type { MetaFunction } from '@remix-run/node'
import { commentLimits } from '~/domain/comments/comment'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'

export const meta: MetaFunction = () => [{ title: 'Privacy - Parley' }]

export default function Privacy() {
  return (
    <div className="stack-loose">
      <PageHead title="Privacy" lede="What is kept of you, what everybody sees, and what can be deleted." />
      <Section title="Reading">
        <p>
          Reading needs no account and sets no cookie. There are no trackers, no statistics of visitors, and
          nothing is loaded from other sites. The server’s log notes addresses of pages and whether they
          worked, without network addresses.
        </p>
      </Section>
      <Section title="Having an account">
        <p>
          We keep your name, your e-mail address, and the delegations and roles you have. The address is used
          to send you sign-in links and is shown to the administrators of your delegation and of the platform
          only. Signing in sets one cookie, which ends after 14 days or when you sign out; you can see and end
          all your sessions on your account page. For limiting misuse of sign-in, hashes of e-mail and network
          addresses are kept for a short time.
        </p>
      </Section>
      <Section title="Commenting">
        <p>
          A comment is public at once, with your name and the organisation you speak for. Withdraw it and its
          text is deleted from the database; that you commented, and when, stays visible. The ledger never
          holds the text, only a hash made with a random salt. Withdrawing deletes the salt too, so that
          nobody can test a guess. One person can make {commentLimits.perPersonAnHour} comments an hour.
          Backups made earlier still hold the text until they are replaced.
        </p>
      </Section>
      <Section title="Drafting and voting">
        <p>
          Who wrote which words of a draft is kept, and shown to the delegations of the forum. How a
          delegation votes by roll call is public after the ballot has closed; that it has voted, at once. The
          ledger records which person cast the vote, by an internal number, not by name.
        </p>
      </Section>
      <Section title="What cannot be deleted">
        <p>
          Entries of the <a href="/ledger">ledger</a>: that an act took place, when, in which capacity, and by
          which internal number. When a person leaves, the name and address can be removed; the number then
          leads to nobody.
        </p>
      </Section>
    </div>
  )
}
