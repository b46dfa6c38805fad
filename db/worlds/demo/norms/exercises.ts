import type { At } from '../instants'
import type { WorldBracket, WorldNorm, WorldParagraph } from '../types'

const paragraphs: readonly WorldParagraph[] = [
  {
    key: 'pp1',
    kind: 'preambular',
    text: 'إذ يلاحظ المنتدى أن الحوادث لا تنتظر أول لقاء بين من عليهم أن يعالجوها معًا،',
  },
  { key: 'pp2', kind: 'preambular', text: 'وإذ يدرك أن التمرين يكشف الخلل قبل أن يكشفه الحادث،' },
  { key: 'pp3', kind: 'preambular', text: 'وإذ يستند إلى معيار حماية فرق الاستجابة للطوارئ،' },
  {
    key: 'op1',
    kind: 'operative',
    text: 'يقرر أن تجري فرق الاستجابة في المنطقة تمرينًا مشتركًا [كل عام][كل عامين]؛',
  },
  {
    key: 'op2',
    kind: 'operative',
    text: 'يطلب من كل دولة أن تعيّن منسقًا للتمرين وأن تبلغ الأمانة باسمه قبل ثلاثين يومًا؛',
  },
  {
    key: 'op3',
    kind: 'operative',
    text: 'يدعو مشغلي الموانئ وشبكات الكهرباء إلى المشاركة [على نفقتهم الخاصة] في التمرين؛',
  },
  { key: 'op4', kind: 'operative', text: 'يحث المشاركين على ألا يستعملوا في التمرين بيانات أشخاص حقيقيين؛' },
  {
    key: 'op5',
    kind: 'operative',
    text: 'يطلب من الأمانة أن تنشر خلال ستين يومًا تقريرًا عما تبيّن من خلل، دون تسمية الدول؛',
  },
  {
    key: 'op6',
    kind: 'operative',
    text: 'يشجع الدول على تبادل المدربين وعلى ترجمة مواد التدريب إلى لغات المنتدى؛',
  },
  {
    key: 'op7',
    kind: 'operative',
    text: 'يقرر أن يستعرض هذه المبادئ التوجيهية بعد ثلاثة أعوام من اعتمادها.',
  },
]

/** In Arabic throughout, right to left. */
export const exercises = (at: At): WorldNorm => ({
  slug: 'exercises',
  number: 6,
  title: 'تمارين مشتركة لفرق الاستجابة في منطقة الساحل الطويل',
  kind: 'guideline',
  forum: 'long-coast',
  language: 'ar',
  summaryInPlainWords: [
    'تتدرب فرق الاستجابة معًا قبل أن يجمعها حادث.',
    'تعيّن كل دولة منسقًا واحدًا للتمرين.',
    'من يشغّل ميناء أو شبكة كهرباء مدعو إلى المشاركة.',
    'لا تُستعمل في التمرين بيانات أشخاص حقيقيين.',
    'يُنشر ما تبيّن من خلل دون تسمية أحد.',
  ],
  createdBy: 'mateo-quilanda',
  stages: [{ stage: 'drafting', atMs: at(-30, '10:00'), by: 'mateo-quilanda' }],
  paragraphs,
  versions: [],
})

export const exercisesBrackets = (at: At): WorldBracket[] => [
  {
    norm: 'exercises',
    paragraph: 'op1',
    nth: 0,
    quote: '[كل عام]',
    holder: 'sahourel',
    placedBy: 'salma-rawahiri',
    reason: 'من لا يتدرب كل عام ينسى من يتصل به.',
    atMs: at(-24, '09:10'),
  },
  {
    norm: 'exercises',
    paragraph: 'op1',
    nth: 1,
    quote: '[كل عامين]',
    holder: 'bezoume',
    placedBy: 'aicha-zoumarou',
    reason: 'Nos équipes comptent six personnes; un exercice par an les immobilise un mois.',
    atMs: at(-24, '09:40'),
  },
  {
    norm: 'exercises',
    paragraph: 'op3',
    nth: 0,
    quote: '[على نفقتهم الخاصة]',
    holder: 'umbeleko',
    placedBy: 'thandeka-mbilovu',
    reason: 'Small ports would stay away; the host State can bear the cost.',
    atMs: at(-21, '13:25'),
  },
]
