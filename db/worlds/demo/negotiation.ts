import type { At } from './instants'
import type { WorldNegotiation } from './types'

const chain = (paragraph: string, quote: string) => ({ norm: 'supply-chain', paragraph, quote })
const exercise = (paragraph: string, quote: string) => ({ norm: 'exercises', paragraph, quote })

/** What delegations, chairs and the secretariat have done about the brackets and paragraphs since they were placed. */
export const demoNegotiation = (at: At): WorldNegotiation => ({
  packages: [{ norm: 'supply-chain', by: 'noor-elahanti', atMs: at(-44, '09:30') }],
  positions: [
    { ...chain('op2', '[10]'), by: 'zofia-wierzchala', position: 'co-holder', atMs: at(-38, '10:00') },
    { ...chain('op2', '[10]'), by: 'ingrid-hallormsvik', position: 'supporter', atMs: at(-38, '10:20') },
    { ...chain('op2', '[10]'), by: 'vikraman-selvathuru', position: 'opponent', atMs: at(-37, '14:05') },
    {
      ...chain('op2', '[and to the competent national authority]'),
      by: 'annika-sorrelholt',
      position: 'co-holder',
      atMs: at(-37, '09:15'),
    },
    {
      ...chain('op2', '[and to the competent national authority]'),
      by: 'ketevani-ruzashvar',
      position: 'opponent',
      atMs: at(-36, '11:50'),
    },
    { ...chain('op5', '[24]'), by: 'haruka-minagoe', position: 'supporter', atMs: at(-26, '08:30') },
    { ...chain('op5', '[24]'), by: 'hina-teavorai', position: 'supporter', atMs: at(-25, '07:45') },
    { ...chain('op5', '[72]'), by: 'domingos-catambiro', position: 'co-holder', atMs: at(-26, '15:10') },
    { ...chain('op5', '[72]'), by: 'tendai-marukwazi', position: 'supporter', atMs: at(-25, '12:00') },
    { ...chain('op5', '[72]'), by: 'ilse-marradant', position: 'opponent', atMs: at(-24, '09:05') },
    { ...chain('op6', '[shall]'), by: 'vikraman-selvathuru', position: 'co-holder', atMs: at(-21, '10:40') },
    { ...chain('op6', '[shall]'), by: 'efua-danquaro', position: 'supporter', atMs: at(-21, '11:00') },
    { ...chain('op6', '[shall]'), by: 'aoife-kilvarragh', position: 'opponent', atMs: at(-20, '16:30') },
    { ...exercise('op1', '[كل عام]'), by: 'efua-danquaro', position: 'supporter', atMs: at(-20, '10:10') },
    { ...exercise('op1', '[كل عام]'), by: 'zuhura-makwendo', position: 'opponent', atMs: at(-19, '08:20') },
  ],
  alternatives: [
    {
      ...chain('op6-hearing', '[, save where the reasons would disclose a source of intelligence]'),
      by: 'vikraman-selvathuru',
      text: ', in summary where they would disclose a source',
      atMs: at(-12, '10:30'),
    },
    {
      ...chain('op6-hearing', '[, save where the reasons would disclose a source of intelligence]'),
      by: 'aoife-kilvarragh',
      text: '',
      atMs: at(-11, '09:20'),
    },
  ],
  silences: [
    {
      ...chain(
        'pp3',
        '[Convinced that open competition under published criteria, and not exclusion by origin, is the surest source of trustworthy products,]',
      ),
      by: 'noor-elahanti',
      atMs: at(-3, '10:00'),
      untilMs: at(9, '16:00'),
    },
  ],
  agreements: [
    {
      norm: 'supply-chain',
      paragraph: 'op3',
      by: 'mateo-quilanda',
      atMs: at(-26, '16:00'),
      confirmByMs: at(-12, '16:00'),
      confirmedBy: [
        { by: 'aoife-kilvarragh', atMs: at(-25, '10:00') },
        { by: 'thandeka-mbilovu', atMs: at(-23, '09:30') },
        { by: 'citlali-xocoveya', atMs: at(-20, '17:15') },
        { by: 'losa-fanualeki', atMs: at(-14, '03:40') },
      ],
      outcome: { is: 'closed' },
    },
    {
      norm: 'supply-chain',
      paragraph: 'op10',
      by: 'noor-elahanti',
      atMs: at(-24, '11:00'),
      confirmByMs: at(-2, '16:00'),
      confirmedBy: [{ by: 'ilse-marradant', atMs: at(-22, '10:00') }],
      outcome: {
        is: 'reopened',
        by: 'noor-elahanti',
        reason: 'The review falls in the year of the charter’s own review; delegations ask for another date.',
        atMs: at(-9, '15:20'),
      },
    },
    {
      norm: 'supply-chain',
      paragraph: 'op8',
      by: 'noor-elahanti',
      atMs: at(-4, '11:00'),
      confirmByMs: at(10, '16:00'),
      confirmedBy: [
        { by: 'haruka-minagoe', atMs: at(-3, '08:00') },
        { by: 'zofia-wierzchala', atMs: at(-2, '09:45') },
        { by: 'rayen-colimanco', atMs: at(-1, '18:00') },
      ],
    },
  ],
  proposals: [
    {
      slug: 'maintainers-file',
      norm: 'supply-chain',
      paragraph: 'op7',
      by: 'vaino-lehtosarka',
      language: 'en',
      text: 'Further decides that a supplier with fewer than 50 employees satisfies paragraph 2 by publishing the dependency file of each release, that an unpaid maintainer of freely licensed software owes nothing under this norm, and that no purchaser may transfer to an unpaid maintainer a duty that this norm lays on suppliers;',
      rationale:
        'Whoever gives software away has no release schedule, and should not need one to be left in peace.',
      atMs: at(-31, '12:00'),
      supporters: [
        { by: 'ingrid-hallormsvik', atMs: at(-30, '09:00') },
        { by: 'rayen-colimanco', atMs: at(-28, '16:40') },
      ],
    },
    {
      slug: 'list-each-quarter',
      norm: 'supply-chain',
      paragraph: 'op2',
      by: 'kavita-ramdorai',
      language: 'en',
      text: 'Requests each State to require the supplier of any product used in an essential service to keep a complete list of its components in a format that machines can read, to update that list at least once in each quarter, and to hand it to the purchaser upon request;',
      rationale:
        'A fixed rhythm can be audited; a number of days after each release cannot, where releases come weekly.',
      atMs: at(-29, '06:30'),
      supporters: [{ by: 'vikraman-selvathuru', atMs: at(-27, '08:10') }],
    },
    {
      slug: 'assessors-method',
      norm: 'supply-chain',
      after: 'op8',
      by: 'zhuge-lanxi',
      language: 'en',
      text: 'Encourages assessors to publish the method and the samples on which an attestation rests, and to take part in a comparison of results every two years;',
      rationale: 'Attestations are accepted abroad only as far as they can be repeated there.',
      atMs: at(-14, '05:15'),
      supporters: [
        { by: 'haruka-minagoe', atMs: at(-13, '07:00') },
        { by: 'ignacio-quisparani', atMs: at(-12, '19:30') },
      ],
    },
    {
      slug: 'notice-to-users',
      norm: 'supply-chain',
      paragraph: 'op5',
      by: 'baraka-mshindoni',
      language: 'en',
      text: 'Also urges every supplier that learns of an unauthorized change to a component, a signing key or a build system to inform, without delay, everybody who uses the product, and to publish the identifiers of the affected releases at once;',
      rationale: 'People who use the product are the last to hear, and the first to be harmed.',
      atMs: at(-26, '11:45'),
      supporters: [{ by: 'zuhura-makwendo', atMs: at(-25, '10:30') }],
      settled: {
        by: 'noor-elahanti',
        settlement: 'noted',
        answer:
          'Users cannot be named in advance; the point is kept for the guideline that will put paragraph 5 into practice.',
        atMs: at(-8, '14:00'),
      },
    },
    {
      slug: 'exercise-cost',
      norm: 'exercises',
      paragraph: 'op3',
      by: 'hichem-belouazri',
      language: 'ar',
      text: 'يدعو مشغلي الموانئ وشبكات الكهرباء إلى المشاركة في التمرين، وتتحمل الدولة المضيفة نفقات المشغلين الصغار؛',
      rationale: 'لا يستطيع المشغل الصغير أن يرسل فريقه على نفقته.',
      atMs: at(-15, '09:00'),
      supporters: [
        { by: 'salma-rawahiri', atMs: at(-14, '08:40') },
        { by: 'thandeka-mbilovu', atMs: at(-13, '12:25') },
      ],
    },
    {
      slug: 'exercise-hours',
      norm: 'exercises',
      paragraph: 'op2',
      by: 'aicha-zoumarou',
      language: 'ar',
      text: 'يطلب من كل دولة أن تعيّن منسقًا للتمرين ونائبًا له، وأن تبلغ الأمانة باسميهما قبل [ثلاثين][ستين] يومًا؛',
      rationale: '',
      atMs: at(-12, '10:05'),
      supporters: [],
    },
  ],
  compilations: [{ norm: 'exercises', symbol: 'LCF/EXE/1', by: 'mateo-quilanda', atMs: at(-5, '15:00') }],
})
