import type { Rule } from '~/domain/ballots/rule'

/** High Marches: consensus that no single member can hold up. */
export const consensusLessOne: Rule = {
  id: 'consensus-less-one',
  title: 'Consensus less one: five members present, three in favour, at most one objection',
  quorum: { count: { of: ['yes', 'no', 'abstain'] }, atLeast: '5' },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { count: { of: ['no'] }, atMost: '1' },
          { count: { of: ['yes'] }, atLeast: '3' },
        ],
      },
    },
  ],
}

/** Lantern Isles: neither the four larger nor the four smaller islands can carry a text alone. */
export const bothIslandGroups: Rule = {
  id: 'both-island-groups',
  title: 'Two-thirds of those voting, and a majority of those voting in each island group',
  quorum: { ratio: { of: ['yes', 'no', 'abstain'], over: ['eligible'] }, moreThan: '1/2' },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ratio: { of: ['yes'], over: ['yes', 'no'] }, atLeast: '2/3' },
          {
            each: 'group',
            test: { ratio: { of: ['yes'], over: ['yes', 'no'] }, moreThan: '1/2' },
            all: true,
          },
        ],
      },
    },
  ],
}

/** Long Coast: the largest State has 48 % of the people, and can neither carry nor stop a text alone. */
export const peopleAndPorts: Rule = {
  id: 'people-and-ports',
  title: 'More than half of the population of those voting, and four States in favour',
  quorum: { ratio: { of: ['yes', 'no', 'abstain'], over: ['eligible'] }, moreThan: '1/2' },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ratio: { of: ['yes'], over: ['yes', 'no'], measure: 'population' }, moreThan: '1/2' },
          { count: { of: ['yes'] }, atLeast: '4' },
        ],
      },
    },
  ],
}

/** Inner Basin: upper and lower States share the power equally, each by what it pays. */
export const upperAndLower: Rule = {
  id: 'upper-and-lower',
  title: 'Three-fifths of power, half of it with the upper and half with the lower States',
  measures: {
    power: {
      split: [{ by: 'group', shares: 'equal' }],
      among: ['yes', 'no'],
      per: 'contribution',
    },
  },
  quorum: { ratio: { of: ['yes', 'no', 'abstain'], over: ['eligible'] }, moreThan: '1/2' },
  outcomes: [
    {
      outcome: 'adopted',
      when: { ratio: { of: ['yes'], over: ['yes', 'no'], measure: 'power' }, atLeast: '3/5' },
    },
  ],
}

/** Northern Arc: two-thirds by head, unless States of more than 35 % of the people object. */
export const headsWithSafeguard: Rule = {
  id: 'heads-with-safeguard',
  title: 'Two-thirds of those voting, and members of at most 35 % of the population against',
  quorum: { ratio: { of: ['yes', 'no', 'abstain'], over: ['eligible'] }, moreThan: '1/2' },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ratio: { of: ['yes'], over: ['yes', 'no'] }, atLeast: '2/3' },
          { ratio: { of: ['no'], over: ['eligible'], measure: 'population' }, atMost: '0.35' },
        ],
      },
    },
  ],
}

/** Joins three regional ballots: the sponsoring region has two-fifths, the others three-tenths each. */
export const threeShores: Rule = {
  id: 'three-shores',
  title: 'Two-thirds of weighted regional power, and a majority of those voting in two of three regions',
  measures: {
    power: {
      split: [
        {
          by: 'region',
          shares: { 'long-coast': '2/5', 'lantern-isles': '3/10', 'northern-arc': '3/10' },
        },
      ],
      among: ['yes', 'no'],
    },
  },
  quorum: {
    each: 'region',
    test: { ratio: { of: ['yes', 'no', 'abstain'], over: ['eligible'] }, moreThan: '1/2' },
    all: true,
  },
  outcomes: [
    {
      outcome: 'adopted',
      when: {
        all: [
          { ratio: { of: ['yes'], over: ['yes', 'no'], measure: 'power' }, atLeast: '2/3' },
          {
            each: 'region',
            test: { ratio: { of: ['yes'], over: ['yes', 'no'] }, moreThan: '1/2' },
            atLeast: '2',
          },
        ],
      },
    },
  ],
}
