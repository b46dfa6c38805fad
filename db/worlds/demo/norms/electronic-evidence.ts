import type { At } from '../instants'
import type { WorldNorm, WorldParagraph } from '../types'

const paragraphs: readonly WorldParagraph[] = [
  {
    key: 'pp1',
    kind: 'preambular',
    text: 'Observing that the traces of an attack are kept by many hands, most of them abroad, and that they fade within days,',
  },
  {
    key: 'pp2',
    kind: 'preambular',
    text: 'Convinced that a request for evidence is answered sooner where both sides know beforehand who asks, who answers and in which form,',
  },
  {
    key: 'op1',
    kind: 'operative',
    text: 'Decides that, for the purposes of this norm, “evidence” means any record in digital form of an act that touched a system abroad, and “keeper” means whoever holds it;',
  },
  {
    key: 'op2',
    kind: 'operative',
    text: 'Requests each State to see to it that a keeper preserves evidence within [5 days][24 hours] of a request by the coordinator of another State, unchanged and with the time of its taking;',
  },
  {
    key: 'op3',
    kind: 'operative',
    text: 'Urges States to answer a request for evidence within 30 days, to give reasons for every refusal in writing, and to name an authority that hears complaints against a refusal;',
  },
  {
    key: 'op4',
    kind: 'operative',
    text: 'Decides that evidence that concerns a person should be handed over only where the law of both States would allow its use:',
  },
  {
    key: 'op4-purpose',
    kind: 'sub',
    parent: 'op4',
    text: 'for the purpose named in the request and for no other;',
  },
  {
    key: 'op4-deletion',
    kind: 'sub',
    parent: 'op4',
    text: 'until the case is closed, and at most for three years;',
  },
  {
    key: 'op5',
    kind: 'operative',
    text: 'Calls upon keepers to describe, in a form that machines can read, how each record was taken, by which tool and under whose clock;',
  },
  {
    key: 'op6',
    kind: 'operative',
    text: 'Invites the secretariat to keep a list of coordinators, to test every address on it twice a year, and to publish how many of them answered;',
  },
  {
    key: 'op7',
    kind: 'operative',
    text: 'Decides that each State bears the cost of what it asks for, unless both States agree otherwise;',
  },
  {
    key: 'op8',
    kind: 'operative',
    text: 'Decides to review this norm three years after its adoption, in the light of the periods and refusals reported.',
  },
]

const asTabled =
  'Requests each State to see to it that a keeper preserves evidence within 72 hours of a request by the coordinator of another State, unchanged and with the time of its taking;'

/** Under amendment: a draft for decision that came of two earlier texts, and the amendments to it (amendments.ts). */
export const electronicEvidence = (at: At): WorldNorm => ({
  slug: 'electronic-evidence',
  number: 5,
  title: 'Preserving and handing over electronic evidence',
  kind: 'norm',
  forum: 'assembly',
  language: 'en',
  summaryInPlainWords: [
    'Traces of an attack are kept when another State asks for it, before they fade.',
    'A State that refuses to hand evidence over says why, in writing.',
    'Evidence about a person is used for one purpose and then deleted.',
    'Whoever keeps records says how and when they were taken.',
    'How fast is fast enough, and who pays, is still under amendment.',
  ],
  createdBy: 'mateo-quilanda',
  stages: [{ stage: 'drafting', atMs: at(-40, '10:00'), by: 'mateo-quilanda' }],
  paragraphs,
  // what stood there before an adopted amendment was brought in
  draft: { op2: asTabled.replace('72 hours', '5 days') },
  moves: [
    { paragraph: 'op5', direction: 'down', atMs: at(-23, '09:00'), by: 'mateo-quilanda' },
    { paragraph: 'op5', direction: 'down', atMs: at(-23, '09:01'), by: 'mateo-quilanda' },
  ],
  versions: [
    {
      symbol: 'AFR/EVI/1',
      kind: 'rolling',
      title: 'Rolling text after the first reading',
      note: 'As read out by the secretariat.',
      atMs: at(-34, '17:00'),
      by: 'mateo-quilanda',
      order: ['pp1', 'pp2', 'op1', 'op2', 'op3', 'op5', 'op4', 'op4-purpose', 'op6', 'op8'],
      texts: {
        op2: 'Requests each State to see to it that a keeper preserves evidence [promptly] at the request of another State;',
        op3: 'Urges States to answer a request for evidence and to give reasons for every refusal;',
        'op4-deletion': null,
        op5: 'Calls upon keepers to describe how each record was taken;',
        op7: null,
      },
    },
    {
      symbol: 'AFR/EVI/CRP.1',
      kind: 'chair',
      title: 'Text of the chair',
      note: 'The duty of keepers now follows the duties of States.',
      atMs: at(-20, '17:00'),
      by: 'mateo-quilanda',
      texts: {
        op2: 'Requests each State to see to it that a keeper preserves evidence within 72 hours of a request by the coordinator of another State;',
        op3: 'Urges States to answer a request for evidence within 30 days and to give reasons for every refusal in writing;',
      },
    },
    {
      symbol: 'AFR/EVI/L.1',
      kind: 'decision',
      title: 'Draft for decision',
      note: 'Amendments are to this text.',
      atMs: at(-12, '17:00'),
      by: 'mateo-quilanda',
      texts: { op2: asTabled },
    },
  ],
})
