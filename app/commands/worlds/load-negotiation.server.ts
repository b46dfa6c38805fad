import type { WorldAgreement, WorldNegotiation, WorldProposal } from '~db/worlds/demo/types'
import { offerAlternative } from '../brackets/offer-alternative.server'
import { proposeLift } from '../brackets/silence-bracket.server'
import { standOnBracket } from '../brackets/stand-on-bracket.server'
import { agreeParagraph } from '../norms/agree-paragraph.server'
import { closeParagraph, confirmParagraph } from '../norms/confirm-paragraph.server'
import type { ParagraphPlace } from '../norms/paragraph-at.server'
import { reopenParagraph } from '../norms/reopen-paragraph.server'
import { setPackageDeal } from '../norms/set-package-deal.server'
import { freezeCompilation } from '../proposals/freeze-compilation.server'
import { settleProposal } from '../proposals/settle-proposal.server'
import { submitProposal } from '../proposals/submit-proposal.server'
import { supportProposal } from '../proposals/support-proposal.server'
import { type Act, accepted, actorOf, type Loading } from './replay-acts.server'

/** What is done about brackets, paragraphs and written wording, each act by whoever does it in life. */
export const negotiationActs = (said: WorldNegotiation): Act[] => [
  ...said.packages.map(({ norm, by, atMs }) =>
    act(atMs, `package of ${norm}`, (l) =>
      setPackageDeal(l.deps, actorOf(l, by), { ref: l.norms.get(norm), packageDeal: true }),
    ),
  ),
  ...said.positions.map((p) =>
    act(p.atMs, `position of ${p.by} on ${p.quote}`, (l) =>
      standOnBracket(l.deps, actorOf(l, p.by), { ...bracketOf(l, p), position: p.position }),
    ),
  ),
  ...said.alternatives.map((a) =>
    act(a.atMs, `alternative to ${a.quote}`, (l) =>
      offerAlternative(l.deps, actorOf(l, a.by), { ...bracketOf(l, a), text: a.text }),
    ),
  ),
  ...said.silences.map((s) =>
    act(s.atMs, `silence on ${s.quote}`, (l) =>
      proposeLift(l.deps, actorOf(l, s.by), { ...bracketOf(l, s), until: new Date(s.untilMs) }),
    ),
  ),
  ...said.agreements.flatMap(agreementActs),
  ...said.proposals.flatMap(proposalActs),
  ...said.compilations.map(({ norm, symbol, by, atMs }) =>
    act(atMs, `compilation ${symbol}`, (l) =>
      freezeCompilation(l.deps, actorOf(l, by), { ref: l.norms.get(norm), symbol }),
    ),
  ),
]

const act = (
  atMs: number,
  what: string,
  run: (loading: Loading) => Promise<Parameters<typeof accepted>[0]>,
): Act => ({
  atMs,
  run: async (loading) => {
    accepted(await run(loading), what)
  },
})

const bracketOf = (
  { norms, brackets }: Loading,
  { norm, paragraph, quote }: { norm: string; paragraph: string; quote: string },
) => ({ ref: norms.get(norm), bracketId: brackets.get(`${norm} ${paragraph} ${quote}`) })

function agreementActs(said: WorldAgreement): Act[] {
  const { norm, paragraph, by, atMs, confirmByMs, confirmedBy } = said
  const what = `${norm} ${paragraph}`
  const place = (l: Loading) => ({ ref: l.norms.get(norm), paragraphId: l.paragraphs.get(what) })
  return [
    act(atMs, `agreeing ${what}`, (l) =>
      agreeParagraph(l.deps, actorOf(l, by), { ...place(l), confirmBy: new Date(confirmByMs) }),
    ),
    ...confirmedBy.map((c) =>
      act(c.atMs, `${c.by} confirms ${what}`, (l) =>
        confirmParagraph(l.deps, actorOf(l, c.by), { ...place(l), confirmed: true }),
      ),
    ),
    ...outcomeActs(said, place),
  ]
}

function outcomeActs(
  { norm, paragraph, confirmByMs, outcome }: WorldAgreement,
  place: (l: Loading) => ParagraphPlace,
): Act[] {
  if (outcome === undefined) return []
  const what = `${norm} ${paragraph}`
  if (outcome.is === 'closed')
    return [act(confirmByMs, `closing ${what}`, (l) => closeParagraph(l.deps, place(l)))]
  const { by, atMs, reason } = outcome
  return [
    act(atMs, `reopening ${what}`, (l) => reopenParagraph(l.deps, actorOf(l, by), { ...place(l), reason })),
  ]
}

function proposalActs(said: WorldProposal): Act[] {
  const { slug, norm, supporters, settled } = said
  const place = (l: Loading) => ({ ref: l.norms.get(norm), proposal: l.proposals.get(slug) })
  return [
    { atMs: said.atMs, run: (l) => propose(l, said) },
    ...supporters.map((s) =>
      act(s.atMs, `${s.by} supports ${slug}`, (l) =>
        supportProposal(l.deps, actorOf(l, s.by), { ...place(l), support: true }),
      ),
    ),
    ...(settled === undefined
      ? []
      : [
          act(settled.atMs, `settling ${slug}`, (l) =>
            settleProposal(l.deps, actorOf(l, settled.by), { ...place(l), ...settled }),
          ),
        ]),
  ]
}

async function propose(loading: Loading, said: WorldProposal) {
  const { slug, norm, paragraph, after, by, text, rationale, language } = said
  const { deps, norms, paragraphs, proposals } = loading
  const idOf = (key: string | undefined) => (key === undefined ? undefined : paragraphs.get(`${norm} ${key}`))
  const place = { ref: norms.get(norm), paragraph: idOf(paragraph), after: idOf(after) }
  const submitted = await submitProposal(deps, actorOf(loading, by), {
    ...place,
    text,
    rationale,
    language,
    key: `world-proposal-${slug}`,
  })
  proposals.set(slug, accepted(submitted, `proposal ${slug}`).ref)
}
