/** Languages a text can be marked as, by BCP 47 tag, each named in itself. */
export const languageNames = {
  en: 'English',
  fr: 'Français',
  es: 'Español',
  ar: 'العربية',
  ru: 'Русский',
  zh: '中文',
  pt: 'Português',
  de: 'Deutsch',
  sw: 'Kiswahili',
  hi: 'हिन्दी',
  id: 'Bahasa Indonesia',
  und: 'Another language',
} as const

export type Language = keyof typeof languageNames
export const languages = Object.keys(languageNames) as [Language, ...Language[]]

export const languageName = (tag: string): string =>
  Object.hasOwn(languageNames, tag) ? languageNames[tag as Language] : tag

/** The direction a language is written in, where the page's own is not it. */
export const dirOf = (tag: string | undefined): 'rtl' | undefined =>
  tag && rightToLeft.has(tag.split('-')[0]!) ? 'rtl' : undefined
const rightToLeft = new Set(['ar', 'fa', 'he', 'ur'])

/** The value of a lang attribute; absent where the language is not known. */
export const langOf = (tag: string): string | undefined => (tag === 'und' || tag === '' ? undefined : tag)
