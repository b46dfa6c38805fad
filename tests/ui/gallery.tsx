import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { presets } from '~/domain/ballots/presets'
import { tally } from '~/domain/ballots/tally'
import { Hemicycle } from '~/ui/ballots/hemicycle'
import { ResultTable } from '~/ui/ballots/result-table'
import { RollCall, type RollEntry } from '~/ui/ballots/roll-call'
import type { SideOrSplit } from '~/ui/ballots/side'
import { Outcome, TestList } from '~/ui/ballots/test-list'
import { DelegationBadge, PersonBadge } from '~/ui/kit/badge'
import { Button, LinkButton } from '~/ui/kit/button'
import { Card } from '~/ui/kit/card'
import { Chip } from '~/ui/kit/chip'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { DefinitionList } from '~/ui/kit/definition-list'
import { Disclosure } from '~/ui/kit/disclosure'
import { EmptyState } from '~/ui/kit/empty-state'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { Check, CheckboxField, RadioField, SelectField, TextAreaField, TextField } from '~/ui/kit/field'
import { Meter } from '~/ui/kit/meter'
import { Notice } from '~/ui/kit/notice'
import { Pagination } from '~/ui/kit/pagination'
import { Table } from '~/ui/kit/table'
import { Tabs } from '~/ui/kit/tabs'
import { PageFrame } from '~/ui/layout/page-frame'
import { PageHead } from '~/ui/layout/page-head'
import { Section } from '~/ui/layout/section'
import { NormText } from '~/ui/norms/norm-text'
import type { ShownParagraph } from '~/ui/norms/paragraph'
import { Redline } from '~/ui/norms/redline'
import { normSteps, StageChip, StageLine } from '~/ui/norms/stage-line'
import { Instant } from '~/ui/time'

const hash = '9f2c4be01d7a63c58e90a4f1b2d3c6e7f8091a2b3c4d5e6f708192a3b4c5d6e7'

const paragraphs: readonly ShownParagraph[] = [
  {
    id: 'pp1',
    number: 'PP1',
    kind: 'preambular',
    text: 'Recognising that a weakness in widely used software is a risk that no State can answer alone,',
  },
  {
    id: 'pp2',
    number: 'PP2',
    kind: 'preambular',
    text: 'Recalling the duty of care that those who make and those who operate such software owe to one another,',
  },
  { id: 'a1', number: '1', kind: 'article', heading: 'Purpose', text: '' },
  {
    id: 'a1.1',
    number: '1.1',
    kind: 'operative',
    text: 'Each Party shall give persons who report a vulnerability in good faith a channel that is open, free of charge and [anonymous on request].',
  },
  { id: 'a2', number: '2', kind: 'article', heading: 'Time to disclose', text: '' },
  {
    id: 'a2.1',
    number: '2.1',
    kind: 'operative',
    text: 'The coordinator shall tell affected operators within [72 hours][five [working] days] of confirming a report, and shall publish it no later than 90 days after that.',
  },
  {
    id: 'a2.2',
    number: '2.2',
    kind: 'sub',
    text: 'Where a remedy exists earlier, publication shall not wait for the end of that period.',
  },
  {
    id: 'a2.3',
    number: '2.3',
    kind: 'operative',
    lang: 'ar',
    dir: 'rtl',
    text: 'تُخطر الجهة المنسِّقة المشغِّلين المتضررين خلال [72 ساعة] من تأكيد البلاغ.',
  },
  {
    id: 'a2.4',
    number: '2.4',
    kind: 'operative',
    lang: 'ru',
    text: 'Координатор уведомляет затронутых операторов в течение [72 часов] после подтверждения сообщения.',
  },
  {
    id: 'a2.5',
    number: '2.5',
    kind: 'operative',
    lang: 'zh',
    text: '协调方应在确认报告后[72小时]内通知受影响的运营方。',
  },
]

const older: readonly ShownParagraph[] = [
  paragraphs[1]!,
  paragraphs[0]!,
  paragraphs[2]!,
  {
    ...paragraphs[3]!,
    text: 'Each Party should give persons who report a vulnerability a channel that is open and free of charge.',
  },
  paragraphs[4]!,
  {
    ...paragraphs[5]!,
    text: 'The coordinator shall tell affected operators within ten days of receiving a report, and shall publish it no later than 90 days after that.',
  },
  {
    id: 'gone',
    number: '2.2',
    kind: 'operative',
    text: 'Parties may agree on longer periods between themselves.',
  },
  { ...paragraphs[7]!, number: '2.3', text: 'تُخطر الجهة المنسِّقة المشغِّلين خلال 96 ساعة من تأكيد البلاغ.' },
  paragraphs[8]!,
]

function NormPage() {
  return (
    <PageFrame
      demo
      active="norms"
      breadcrumbs={[{ label: 'Norms', href: '/norms' }, { label: 'N-014' }]}
      printed={<>N-014, version 7 · {hash} · https://parley.example/norms/N-014/versions/7</>}
    >
      <PageHead
        eyebrow={<>N-014 · Norm · Global forum</>}
        title="Disclosure of vulnerabilities in shared software"
        lede="How a weakness is reported, who is told and when everyone may know."
        actions={<LinkButton href="#comment">Comment by 4 December</LinkButton>}
      />
      <div className="stack-loose">
        <StageLine
          label="Stages of N-014"
          steps={normSteps('consultation', {
            drafting: <Instant at="2026-09-01T08:00:00Z" dateOnly />,
            consultation: 'comments until 4 December 2026',
            ballot: 'planned for 12 January 2027',
          })}
        />
        <div className="split">
          <div>
            <NormText
              paragraphs={paragraphs}
              lang="en"
              foot={(p) =>
                p.kind === 'article' ? null : (
                  <>
                    <a href={`/norms/N-014/comments?paragraph=${p.number}`}>3 comments</a>
                    <a href="/norms/N-014/compare?a=6&b=7">changed since version 6</a>
                  </>
                )
              }
            />
          </div>
          <div className="stack-loose">
            <Section title="This version">
              <DefinitionList
                narrow
                facts={[
                  { term: 'Version', value: '7, frozen' },
                  { term: 'Date', value: <Instant at="2026-11-20T14:02:00Z" also="Asia/Tokyo" /> },
                  { term: 'Hash', value: <CopyableHash value={hash} /> },
                  { term: 'Brackets left', value: '5' },
                ]}
              />
            </Section>
            <Section title="Ballots">
              <EmptyState
                title="The ballot on this text will stand here."
                who="The secretariat of the global forum"
                next={<Instant at="2027-01-12T10:00:00Z" />}
              />
            </Section>
          </div>
        </div>
        <Section title="What changed" aside={<a href="/norms/N-014/history">Whole history</a>}>
          <Redline
            before={older}
            after={paragraphs}
            beforeName="version 6"
            afterName="version 7"
            lang="en"
            anchors="change"
            level={3}
          />
        </Section>
      </div>
    </PageFrame>
  )
}

const places = [
  'Aurelia',
  'Boreal Isles',
  'Cinder Coast',
  'Dunmark',
  'Eastreach',
  'Fennland',
  'Côte d’Ambre',
  'Gildoria',
]

const roll: RollEntry[] = Array.from({ length: 193 }, (_, i) => {
  const side: SideOrSplit =
    i === 5 ? 'split' : i < 119 ? 'yes' : i < 165 ? 'no' : i < 179 ? 'abstain' : 'absent'
  return {
    member: `m${i}`,
    name: `${places[i % places.length]} ${['Republic', 'Union', 'Federation', 'Commonwealth'][i % 4]} ${i + 1}`,
    side,
    group: `Region ${(i % 5) + 1}`,
    ...(i === 5 && { note: '2/3 for, 1/3 against' }),
  }
})

/** Five regions of one vote each but for the last: enough for every kind of line. */
const tallied = (() => {
  const members = ['North', 'East', 'South', 'West', 'Isles'].flatMap((region) =>
    [1, 2, 3].map((n) => ({ region, n })),
  )
  const rolled = members.map(({ region, n }) => ({
    member: `${region} ${n}`,
    name: `${region} ${n}`,
    weights: {},
    groupings: { region },
  }))
  const votes = members.map(({ region, n }) => ({
    member: `${region} ${n}`,
    choice: n === 1 || region === 'Isles' ? ('no' as const) : ('yes' as const),
    part: '1',
  }))
  const counted = tally(presets.find((p) => p.id === 'regional-forums')!, rolled, votes)
  if (!counted.ok) throw new Error(JSON.stringify(counted.error))
  return counted.value
})()

const heads = (yes: number, no: number, abstain: number, absent: number) => ({ yes, no, abstain, absent })

function BallotPage() {
  const counts = heads(119, 46, 14, 14)
  return (
    <PageFrame
      user={{ name: 'Ilse Varga' }}
      active="ballots"
      breadcrumbs={[{ label: 'Ballots', href: '/ballots' }, { label: 'B-0007' }]}
      eyebrow="B-0007 · Global forum · closed"
      title="Shall N-003 be adopted?"
    >
      <div className="stack-loose">
        <Outcome outcome={tallied.outcome}>529/825 of power in favour, two-thirds needed.</Outcome>
        <div className="split split-even">
          <Hemicycle counts={counts} title="Vote of the global forum on N-003, version 4" />
          <ResultTable
            caption="Members by region"
            groupedBy="Region"
            rows={[
              {
                name: 'North',
                href: '#n',
                heads: heads(20, 6, 2, 1),
                weight: weight('4/29', '1/29', '1/58', '0'),
              },
              {
                name: 'Far South and Islands',
                heads: heads(40, 12, 4, 3),
                weight: weight('4/29', '1/29', '1/58', '0'),
              },
              { name: 'East', heads: heads(59, 28, 8, 10), weight: weight('4/29', '1/29', '1/58', '0') },
            ]}
            total={{ name: 'All', heads: counts, weight: weight('529/825', '296/825', '0', '0') }}
          />
        </div>
        <Section title="The rule, test by test">
          <TestList tests={tallied.tests} />
        </Section>
        <Section title="Quorum">
          <Meter
            label="Quorum"
            sentence="41 of 60 present, 31 needed: reached"
            share={41 / 60}
            needed={31 / 60}
          />
        </Section>
        <Section title="Roll call">
          <RollCall entries={roll} />
        </Section>
        <Section title="Small bodies">
          <div className="cards">
            {[
              heads(1, 0, 0, 0),
              heads(3, 1, 1, 0),
              heads(9, 4, 1, 1),
              heads(20, 8, 5, 7),
              heads(300, 120, 50, 30),
            ].map((c) => (
              <Hemicycle
                key={JSON.stringify(c)}
                counts={c}
                title={`Body of ${c.yes + c.no + c.abstain + c.absent}`}
              />
            ))}
          </div>
        </Section>
      </div>
    </PageFrame>
  )
}

const weight = (yes: string, no: string, abstain: string, absent: string) => ({ yes, no, abstain, absent })

function FormPage() {
  return (
    <PageFrame user={{ name: 'Ilse Varga', admin: true }} active="desk" title="Send a comment" demo>
      <div className="stack">
        <ErrorSummary
          errors={[
            { field: 'body', message: 'Write your comment: it is empty' },
            { field: 'kind', message: 'Choose what kind of comment this is' },
          ]}
        />
        <form className="form" method="post" action="/norms/N-014/comments">
          <TextField
            name="title"
            label="Title"
            hint="A few words, shown in lists."
            optional
            value="Seventy-two hours is too short"
          />
          <TextAreaField name="body" label="Your comment" error="Write your comment: it is empty" />
          <SelectField
            name="paragraph"
            label="Paragraph"
            prompt="The whole text"
            optional
            value="2.1"
            options={[
              { value: '2.1', label: '2.1 Time to disclose' },
              { value: '2.2', label: '2.2 Earlier remedy' },
            ]}
          />
          <RadioField
            name="kind"
            label="Kind"
            error="Choose what kind of comment this is"
            options={[
              { value: 'support', label: 'Support' },
              { value: 'concern', label: 'Concern', hint: 'Say what would meet it.' },
              { value: 'wording', label: 'Other words' },
            ]}
          />
          <RadioField
            name="choice"
            label="Your vote"
            row
            value="yes"
            options={[
              { value: 'yes', label: 'For' },
              { value: 'no', label: 'Against' },
              { value: 'abstain', label: 'Abstain' },
            ]}
          />
          <CheckboxField
            name="languages"
            label="Languages you read"
            optional
            row
            values={['en']}
            options={[
              { value: 'en', label: 'English' },
              { value: 'fr', label: 'French' },
            ]}
          />
          <Check
            name="agree"
            label="I speak for my organisation"
            hint="Its name stands beside the comment."
            required
          />
          <div className="cluster">
            <Button>Review comment</Button>
            <Button kind="quiet" name="act" value="draft">
              Keep as draft
            </Button>
            <Button kind="danger">Withdraw</Button>
            <Button disabled>Closed</Button>
            <Button small kind="quiet">
              Reply
            </Button>
          </div>
        </form>
        <form className="inline-form" action="/norms">
          <TextField name="q" label="Search norms" type="search" filter />
          <Button kind="quiet">Search</Button>
        </form>
      </div>
    </PageFrame>
  )
}

function KitPage() {
  return (
    <PageFrame active="norms" title="Norms" lede="What is being drafted, discussed, voted and kept.">
      <div className="stack-loose">
        <Tabs
          label="Norms by stage"
          tabs={[
            { href: '/norms', label: 'All', count: 312, current: true },
            { href: '/norms?stage=consultation', label: 'Consultation', count: 4 },
            { href: '/norms?stage=ballot', label: 'Ballot', count: 1 },
          ]}
        />
        <ul className="cards">
          {(['consultation', 'ballot', 'adopted', 'rejected', 'drafting', 'text-final'] as const).map(
            (stage, i) => (
              <li key={stage}>
                <Card
                  level={2}
                  href={`/norms/N-0${i}`}
                  title="Integrity of supply chains for network equipment"
                  eyebrow={
                    <>
                      <span>N-0{i + 10} · Guideline</span>
                      <StageChip stage={stage} />
                    </>
                  }
                  foot={
                    <>
                      Comments close <Instant at="2026-12-04T23:59:00Z" />
                    </>
                  }
                >
                  <p>Makers tell buyers what is inside, and keep telling them.</p>
                </Card>
              </li>
            ),
          )}
        </ul>
        <div className="stack">
          <Notice title="The text is final since 20 November.">
            <p>
              It can no longer be changed; see <a href="/how-it-works">how it works</a>.
            </p>
          </Notice>
          <Notice kind="success" title="Your comment was received as C-00123." />
          <Notice kind="warning" title="This ballot closes in one hour." />
          <Notice kind="refusal" title="The ballot is closed.">
            <p>It closed on 20 November 2026 at 14:02 UTC. Your vote of 13:40 stands.</p>
          </Notice>
        </div>
        <div className="cluster">
          <Chip>Plain</Chip>
          <Chip tone="accent" shape="current">
            Open
          </Chip>
          <Chip tone="warn" shape="warning">
            Closes today
          </Chip>
          <PersonBadge name="Ilse Varga" note="head" href="/people/1" />
          <DelegationBadge name="Delegation of Aurelia" code="AUR" note="3 votes" />
          <PersonBadge name="Łucja Wiśniewska" />
          <DelegationBadge name="جمعية المشغلين" />
        </div>
        <Table
          caption="Seats and weights"
          columns={[
            { header: 'Member', cell: (r) => r.name, footer: 'Total' },
            { header: 'Region', cell: (r) => r.region, footer: '' },
            { header: 'Population', cell: (r) => r.population, numeric: true, footer: '61,000,000' },
            { header: 'Weight', cell: (r) => r.weight, numeric: true, footer: '1' },
            { header: 'Hash', cell: () => <CopyableHash value={hash} /> },
          ]}
          rows={[
            { name: 'Aurelia', region: 'North', population: '12,400,000', weight: '1/3' },
            { name: 'Boreal Isles', region: 'North', population: '600,000', weight: '1/3' },
            { name: 'Cinder Coast', region: 'South', population: '48,000,000', weight: '1/3' },
          ]}
          rowKey={(r) => r.name}
        />
        <Pagination
          of="norms"
          previous="/norms?before=N-10"
          next="/norms?after=N-60"
          summary="50 of 2,000 shown"
        />
        <Table
          caption="Nothing here"
          columns={[{ header: 'Member', cell: () => '' }]}
          rows={[]}
          rowKey={() => ''}
        />
        <div>
          <Disclosure summary="How was this counted?">
            <p>Each member of the roll was asked once.</p>
          </Disclosure>
          <Disclosure summary="Who may vote?" open>
            <p>Every accredited member of a delegation, once for the delegation.</p>
          </Disclosure>
        </div>
        <article className="remark" id="c-1">
          <div className="remark-head">
            <PersonBadge name="Noor Haddad" note="Open Wires Network" />
            <Instant at="2026-11-20T14:02:00Z" />
          </div>
          <p className="plain-text">Ninety days suit large makers.{'\n'}Small ones need help, not longer.</p>
          <article className="remark">
            <div className="remark-head">
              <PersonBadge name="Per Lindqvist" />
            </div>
            <p className="plain-text">Agreed.</p>
          </article>
        </article>
      </div>
    </PageFrame>
  )
}

const pages: Record<string, { title: string; body: ReactNode }> = {
  norm: { title: 'N-014 Disclosure of vulnerabilities', body: <NormPage /> },
  ballot: { title: 'B-0007 Shall N-003 be adopted?', body: <BallotPage /> },
  form: { title: 'Send a comment', body: <FormPage /> },
  kit: { title: 'Norms', body: <KitPage /> },
}

/** Every component on four pages of plain HTML, as a route would send them. */
export function galleryPages(): { name: string; html: string }[] {
  return Object.entries(pages).map(([name, { title, body }]) => ({
    name,
    html: `<!doctype html>${renderToStaticMarkup(
      <html lang="en">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} - Parley`}</title>
          <link rel="icon" href="favicon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="app.css" />
        </head>
        <body>{body}</body>
      </html>,
    )}`,
  }))
}
