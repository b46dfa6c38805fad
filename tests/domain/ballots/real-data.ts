/** Real inputs beside the checkout; tests that read them skip, and say so, where they are absent. */
import { existsSync, readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import type { CastPart, RollMember } from '~/domain/ballots/roll'
import type { Choice } from '~/domain/ballots/rule'

const folder = new URL('../../../../shared/data/', import.meta.url)

export const hasRealData = existsSync(new URL('unga_votes_matrix.csv', folder))
if (!hasRealData) console.warn('SKIPPED: ../shared/data is absent, so no test runs on real votes')

/** Rows of one file, by column. */
export const realRows = (file: string): Record<string, string>[] =>
  parse(readFileSync(new URL(file, folder), 'utf8'), { columns: true }) as Record<string, string>[]

const isCast = (vote: string): vote is Choice => vote === 'yes' || vote === 'no' || vote === 'abstain'

/** Six resolutions on information security: one roll of 193 with the regional groups, votes by resolution. */
export function cyberVotes(): { roll: RollMember[]; votes: Map<string, CastPart[]> } {
  const rows = realRows('unga_cyber_votes.csv')
  const votes = new Map<string, CastPart[]>()
  const roll = new Map<string, RollMember>()
  for (const {
    resolution = '',
    iso2: member = '',
    country: name = '',
    un_group: region = '',
    vote = '',
  } of rows) {
    roll.set(member, { member, name, groupings: { region }, weights: {} })
    const held = votes.get(resolution) ?? []
    if (isCast(vote)) held.push({ member, choice: vote, part: '1' })
    votes.set(resolution, held)
  }
  return { roll: [...roll.values()], votes }
}

const letters: Record<string, Choice> = { Y: 'yes', N: 'no', A: 'abstain' }

/** Every recorded vote of the General Assembly from 1946 to 2019. */
export function rollCalls(): { roll: RollMember[]; calls: { rcid: string; votes: CastPart[] }[] } {
  const roll = realRows('unga_votes_columns.csv').map(
    ({ country_code = '', country = '', un_group_2025 = '' }): RollMember => ({
      member: country_code,
      name: country,
      groupings: { region: un_group_2025 || 'none' },
      weights: {},
    }),
  )
  const calls = realRows('unga_votes_matrix.csv').map(({ rcid = '', votes = '' }) => ({
    rcid,
    votes: [...votes].flatMap((letter, place): CastPart[] => {
      const choice = letters[letter]
      return choice ? [{ member: roll[place]!.member, choice, part: '1' }] : []
    }),
  }))
  return { roll, calls }
}
