import type { At } from '../instants'
import type { Said } from './demo-comments'

export const onResponseTeams = (at: At): Said[] => [
  {
    slug: 'ert-01',
    paragraph: 'art1-team',
    author: 'nurlan-abdykesh',
    language: 'ru',
    atMs: at(-251, '08:20'),
    body: 'В двух государствах нашего региона группа реагирования и служба, которая проводит операции, сидят в одном здании и имеют одного начальника. Определение должно исключать группы, у которых есть полномочия нападать, иначе защита распространится и на них.',
    replies: [
      {
        author: 'priya-oyelarin',
        language: 'en',
        atMs: at(-170, '12:20'),
        body: 'Reflected in the closing words of the definition and in the second sentence of Article 4.',
      },
    ],
  },
  {
    slug: 'ert-02',
    paragraph: 'art6',
    author: 'siosaia-folauveka',
    language: 'en',
    atMs: at(-243, '21:30'),
    body: '“Within a reasonable time” is how we lost a hospital for three days: the team asked found nine the next morning reasonable. Four hours for an acknowledgement is possible even for a desk of five, if it may be one line.',
    replies: [],
  },
  {
    slug: 'ert-03',
    paragraph: 'art5',
    author: 'joaquim-serravento',
    language: 'en',
    atMs: at(-236, '17:15'),
    body: 'Sources of journalists report attacks to response teams because they trust that a prosecutor will not read along. A court order with reasons, and notice to the source, is the least that keeps that trust.',
    replies: [
      {
        author: 'rui-castelvane',
        language: 'en',
        atMs: at(-234, '10:00'),
        body: 'Lisandel supports notice to the source. Thirty days would let an urgent inquiry run its course.',
      },
    ],
  },
  {
    slug: 'ert-04',
    paragraph: 'art8',
    author: 'nabil-tazerouk',
    language: 'ar',
    atMs: at(-228, '10:50'),
    body: 'عشرة أيام من الصمت الإلزامي قد تكون طويلة حين تتوقف شبكة الكهرباء. نطلب استثناءً صريحًا يتيح تحذير المستخدمين فورًا دون تسمية دولة بعينها.',
    replies: [
      {
        author: 'priya-oyelarin',
        language: 'en',
        atMs: at(-170, '12:30'),
        body: 'The last words of Article 8 now allow a warning of a danger that continues. Warning users without naming a State was never restricted.',
      },
    ],
  },
  {
    slug: 'ert-05',
    paragraph: 'art9',
    author: 'rudo-chinemwari',
    language: 'en',
    atMs: at(-214, '13:40'),
    body: '“Encouraged to offer training” has sent one person from Ruvhenga abroad in six years. Say who offers how many places, for how long and who pays for the flight.',
    replies: [],
  },
]
