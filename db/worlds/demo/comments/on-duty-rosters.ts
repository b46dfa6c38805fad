import type { At } from '../instants'
import type { Said } from './demo-comments'

export const onDutyRosters = (at: At): Said[] => [
  {
    slug: 'edr-01',
    paragraph: 'art4',
    author: 'zuhura-makwendo',
    language: 'sw',
    atMs: at(-82, '09:10'),
    body: 'Kiswahili kinazungumzwa na timu tatu kati ya saba. Ombi la dharura usiku linaandikwa kwa lugha ambayo mtu anaifikiria. Tunaomba Kiswahili na Kireno ziongezwe.',
    replies: [
      {
        author: 'leonor-vassanhe',
        language: 'en',
        atMs: at(-80, '11:45'),
        body: 'Kassavene supports the addition of both, and can offer Portuguese on two nights a week.',
      },
    ],
  },
  {
    slug: 'edr-02',
    paragraph: 'art3',
    author: 'mariam-coulibreau',
    language: 'fr',
    atMs: at(-76, '16:00'),
    body: 'Sur 128 appels de l’an dernier, la première réponse est venue en 41 minutes en médiane. Une heure est donc tenable, à condition que l’équipe de permanence réponde pour toutes et ne cherche pas d’abord la bonne personne.',
    replies: [],
  },
  {
    slug: 'edr-03',
    paragraph: 'art6',
    author: 'salma-rawahiri',
    language: 'ar',
    atMs: at(-69, '08:35'),
    body: 'لا يجوز أن يختار الفريق المناوب تصنيف المشاركة نيابةً عن صاحب المعلومة. إذا خلا الطلب من تصنيف، فليُرسل إلى الفريق المعالج وحده إلى أن يُسأل المصدر.',
    replies: [
      {
        author: 'mateo-quilanda',
        language: 'en',
        atMs: at(-34, '12:30'),
        body: 'Taken up in Rev.1: an unlabelled request goes to the handling team only.',
      },
    ],
  },
  {
    slug: 'edr-04',
    paragraph: 'art1',
    author: 'zhuge-lanxi',
    language: 'zh',
    atMs: at(-61, '02:15'),
    body: '值班表只排十四天太短，小团队的成员还要做别的工作。二十八天可以与轮休周期一致。另外请写明接替的团队和等待时间，否则无人应答时没有人知道该找谁。',
    replies: [
      {
        author: 'mateo-quilanda',
        language: 'fr',
        atMs: at(-58, '10:40'),
        body: 'La présidence retient 28 jours et la mention de l’équipe suivante ; le délai de 30 minutes sera proposé à la prochaine séance.',
      },
    ],
  },
  {
    slug: 'edr-05',
    paragraph: 'art9',
    author: 'efua-danquaro',
    language: 'en',
    atMs: at(-44, '12:50'),
    body: 'Equal shares would have cost Tirwani more than its whole team. In proportion to units, Akwemara would pay a little more than a third. We can accept the principle; we ask for the cap to be written into the text, and will look at the budget before we vote.',
    replies: [],
  },
]
