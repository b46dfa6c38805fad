import type { ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { presets } from '~/domain/ballots/presets'
import { tally } from '~/domain/ballots/tally'
import { Hemicycle } from '~/ui/ballots/hemicycle'
import { RollCall } from '~/ui/ballots/roll-call'
import { Outcome, TestList } from '~/ui/ballots/test-list'
import { initials } from '~/ui/kit/badge'
import { CopyableHash } from '~/ui/kit/copyable-hash'
import { ErrorSummary } from '~/ui/kit/error-summary'
import { fieldId, RadioField, TextAreaField, TextField } from '~/ui/kit/field'
import { Meter } from '~/ui/kit/meter'
import { NormText } from '~/ui/norms/norm-text'
import { paragraphAnchor } from '~/ui/norms/paragraph'
import { Redline } from '~/ui/norms/redline'
import { normSteps, StageLine } from '~/ui/norms/stage-line'
import { Instant, instantInWords } from '~/ui/time'
import { galleryPages } from './gallery'

const html = (element: ReactElement) => renderToStaticMarkup(element)
const words = (markup: string) => markup.replace(/<[^>]*>/g, '')

describe('every page of the gallery', () => {
  test.each(galleryPages())(
    '$name obeys the content security policy: no inline style, script or handler',
    ({ html: page }) => {
      expect(page).not.toMatch(/\sstyle=|<style|<script|\son\w+=|javascript:|data:/)
    },
  )

  test.each(galleryPages())('$name uses each id once, and every id it names', ({ html: page }) => {
    const ids = [...page.matchAll(/\sid="([^"]*)"/g)].map((m) => m[1]!)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual(
      page.includes('What changed') ? expect.anything() : [],
    )
    const named = [...page.matchAll(/aria-(?:labelledby|describedby)="([^"]*)"/g)].flatMap((m) =>
      m[1]!.split(' '),
    )
    expect(named.filter((id) => !ids.includes(id))).toEqual([])
  })
})

describe('a field', () => {
  test('ties its hint and error to the control and keeps what was written', () => {
    const markup = html(
      <TextField name="title" label="Title" hint="Short." error="Too long" value="<kept>" />,
    )
    expect(markup).toContain('aria-describedby="field-title-hint field-title-error"')
    expect(markup).toContain('aria-invalid="true"')
    expect(markup).toContain('value="&lt;kept&gt;"')
    expect(markup).toContain('<label class="field-label" for="field-title">')
  })

  test('keeps a text that would end the textarea', () => {
    expect(html(<TextAreaField name="body" label="Text" value="</textarea><script>" />)).toContain(
      '&lt;/textarea&gt;&lt;script&gt;',
    )
  })

  test('is required unless it is optional or a filter, and only optional ones say so', () => {
    const required = [{}, { optional: true }, { filter: true }].map((p) =>
      html(<TextField name="a" label="A" {...p} />),
    )
    expect(required.map((m) => m.includes('required'))).toEqual([true, false, false])
    expect(required.map((m) => m.includes('(optional)'))).toEqual([false, true, false])
  })

  test('of radios gives the link of the error summary its first control', () => {
    const options = ['yes', 'no'].map((value) => ({ value, label: value }))
    const form = html(<RadioField name="choice" label="Vote" options={options} value="no" />)
    const summary = html(<ErrorSummary errors={[{ field: 'choice', message: 'Choose' }]} />)
    expect(summary).toContain(`href="#${fieldId('choice')}"`)
    expect(form).toMatch(/<input id="field-choice"[^>]*value="yes"/)
    expect(form).toMatch(/<input[^>]*checked=""[^>]*value="no"|<input[^>]*value="no"[^>]*checked=""/)
  })

  test('of any name has an id that is a fragment', () => {
    expect(fieldId('seats[0].weight "x"')).toMatch(/^field-[\w-]+$/)
  })
})

test('an error summary is an alert that can take focus, and nothing when there is no error', () => {
  const markup = html(<ErrorSummary errors={[{ field: '', message: 'The ballot is closed' }]} />)
  expect(markup).toContain('role="alert"')
  expect(markup).toContain('tabindex="-1"')
  expect(html(<ErrorSummary errors={[]} />)).toBe('')
})

describe('an instant', () => {
  test.each([
    ['UTC', '4 December 2026', '23:59', 'UTC'],
    ['Asia/Tokyo', '5 December 2026', '08:59', 'Tokyo time, UTC+9'],
    ['America/St_Johns', '4 December 2026', '20:29', 'St Johns time, UTC-3:30'],
    ['Etc/GMT-10', '5 December 2026', '09:59', 'UTC+10'],
  ])('in %s', (zone, day, clock, name) => {
    expect(instantInWords('2026-12-04T23:59:00Z', zone)).toEqual({ day, clock, zone: name })
  })

  test('says the second zone, with its day only when it differs, and midnight is 00:00', () => {
    expect(words(html(<Instant at="2026-12-04T23:59:00Z" also="Asia/Tokyo" />))).toBe(
      '4 December 2026, 23:59 UTC (08:59 on 5 December 2026 Tokyo time, UTC+9)',
    )
    expect(words(html(<Instant at="2026-12-04T00:00:00Z" also="Europe/Lisbon" />))).toBe(
      '4 December 2026, 00:00 UTC (00:00 Lisbon time, UTC+0)',
    )
  })

  test('carries the machine form; what is no instant is a fault', () => {
    expect(html(<Instant at={0} dateOnly />)).toBe(
      '<time dateTime="1970-01-01T00:00:00.000Z" title="1 January 1970, 00:00 UTC">1 January 1970</time>',
    )
    expect(() => html(<Instant at="tomorrow" />)).toThrow(RangeError)
  })
})

describe('the text of a norm', () => {
  const paragraph = {
    id: 'x',
    number: '2.1',
    kind: 'operative',
    text: 'within [72 <b>hours</b>]\n[[',
    lang: 'ar',
    dir: 'rtl' as const,
  }

  test('is shown character for character, under its number, in its language and direction', () => {
    const markup = html(<NormText paragraphs={[paragraph]} />)
    expect(markup).toContain('id="p-2.1"')
    expect(markup).toContain('<div lang="ar" dir="rtl">')
    const shown = /<p class="para-words">(.*?)<\/p>/s.exec(markup)![1]!
    expect(words(shown)).toBe('within [72 &lt;b&gt;hours&lt;/b&gt;]\n[[')
  })

  test('explains brackets only where there are some', () => {
    expect(html(<NormText paragraphs={[paragraph]} />)).toContain('not agreed yet')
    expect(html(<NormText paragraphs={[{ ...paragraph, text: 'agreed' }]} />)).not.toContain('not agreed yet')
  })

  test('has anchors that are fragments for any number', () => {
    expect(paragraphAnchor('OP 3 (bis)')).toBe('p-OP-3--bis-')
  })
})

test('a redline speaks its changes, and says when there are none', () => {
  const before = [{ id: 'x', number: '1', kind: 'operative', text: 'Parties should act.' }]
  const after = [{ ...before[0]!, text: 'Parties shall act.' }]
  const heard = words(
    html(<Redline before={before} after={after} beforeName="version 1" afterName="version 2" />),
  )
  expect(heard).toContain('1 paragraph changed; 1 word in, 1 word out.')
  expect(heard).toContain('gone: should end of gone.  new: shall end of new.')
  expect(
    html(<Redline before={after} after={after} beforeName="version 2" afterName="version 3" />),
  ).toContain('nothing changed')
})

test.each([
  ['consultation', ['Done', 'Now', 'To come', 'To come', 'To come']],
  ['adopted', ['Done', 'Done', 'Done', 'Done', 'Done']],
  ['rejected', ['Done', 'Done', 'Done', 'Done', 'Ended here']],
] as const)('the stage line of a norm at %s says so in words', (stage, states) => {
  const markup = html(<StageLine steps={normSteps(stage)} />)
  expect([...markup.matchAll(/stage-note">([^<]*)/g)].map((m) => m[1])).toEqual(states)
})

describe('votes', () => {
  test('a hemicycle says its figures and gives each side its own shape', () => {
    const markup = html(<Hemicycle title="Vote" counts={{ yes: 119, no: 46, abstain: 14, absent: 14 }} />)
    expect(markup).toContain('193 members: 119 for, 46 against, 14 abstain, 14 absent.')
    const drawn = (side: string) => new RegExp(`<g class="side-${side}">(.*?)</g>`, 's').exec(markup)![1]!
    expect(drawn('yes').match(/M/g)).toHaveLength(119)
    expect(drawn('yes')).toContain('stroke-linecap="round"')
    expect(drawn('no')).toContain('stroke-linecap="square"')
    expect(drawn('abstain')).toContain('seats-hole')
    expect(drawn('absent')).not.toContain('seats-hole')
  })

  test('a roll call links to its parts and names every choice in words', () => {
    const markup = html(
      <RollCall
        entries={[
          { member: '1', name: 'Boreal Isles', side: 'no' },
          { member: '2', name: 'Aurelia', side: 'no' },
          { member: '3', name: 'Cinder Coast', side: 'absent' },
        ]}
      />,
    )
    expect(markup).toContain('href="#roll-no"')
    expect(markup).toContain('id="roll-no"')
    expect(markup.indexOf('Aurelia')).toBeLessThan(markup.indexOf('Boreal'))
    expect(words(markup)).toContain('AgainstAurelia')
  })

  test('each test of a rule says its sentence, its exact numbers and its verdict in words', () => {
    const members = ['aurelia', 'boreal', 'cinder']
    const counted = tally(
      presets.find((p) => p.id === 'two-thirds')!,
      members.map((member) => ({ member, name: member, weights: {}, groupings: {} })),
      members.map((member, i) => ({ member, choice: i === 0 ? 'yes' : 'no', part: '1' })),
    )
    if (!counted.ok) throw new Error('the tally was refused')
    const said = words(html(<TestList tests={counted.value.tests} />))
    expect(said).toContain('1 of 3 voting was in favour')
    expect(said).toContain(': not met.Exactly 1/3; needed: at least 2/3.')
    expect(html(<Outcome outcome={counted.value.outcome} />)).toContain('Rejected')
    expect(html(<Outcome outcome="no-quorum" />)).toContain('No quorum')
  })
})

test('a hash is whole in the text, and a meter never leaves its bar', () => {
  expect(words(html(<CopyableHash value="0123456789abcdef0123" />))).toBe('0123456789abcdef0123')
  const markup = html(<Meter label="Quorum" sentence="all" share={7} needed={-1} />)
  expect(markup).toContain('width="100.00%"')
  expect(markup).toContain('x1="0.00%"')
})

test.each([
  ['Ilse Varga', 'IV'],
  ['ilse', 'I'],
  ['Noor al-Din Haddad', 'NH'],
  ['جمعية المشغلين', 'جا'],
  ['  42 ', ''],
])('the initials of %s', (name, letters) => {
  expect(initials(name)).toBe(letters)
})
